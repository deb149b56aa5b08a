"""Workbooks of the corpus are marked without a change to what stands in them; skipped where the corpus is absent."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline.documents.answers.marking import marked
from pipeline.documents.answers.replies import Reply
from pipeline.documents.answers.spreadsheetml import Unmarkable
from pipeline.intake.content import content_kind
from pipeline.model.finding import Finding, Level
from pipeline.model.submission import InboxFile

CORPUS = Path(__file__).parents[4] / "shared/corpus"
EVERY = 8
"""of so many files one is tried"""
FILES = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and content_kind(path.read_bytes()) == "xlsx"][::EVERY]


def values(content: bytes) -> dict[str, str]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[:5]}


@pytest.mark.skipif(not FILES, reason="no corpus")
def test_what_stands_in_them_stays_as_it_is() -> None:
    marked_at_all = 0
    for path in FILES:
        content = path.read_bytes()
        try:
            before = values(content)
        except BaseException:  # noqa: BLE001, S112 - calamine panics; such a file is never marked
            continue
        findings = tuple(Finding("Q-1", Level.MUST_FIX, path.name, "有误", sheet=name, cells=("B2", "C3")) for name in before)
        reply = Reply(InboxFile(path.name, "0" * 64, 1, datetime(2023, 5, 4), "xlsx"), "", "", findings, 0)
        try:
            after = marked(content, reply)
        except Unmarkable:
            continue
        again = values(marked(after, reply))
        assert {name: again[name] for name in list(before)[:4]} == {name: before[name] for name in list(before)[:4]}, path.name
        marked_at_all += 1
    assert marked_at_all > len(FILES) * 0.8
