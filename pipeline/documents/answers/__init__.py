"""Answers to units: each file with something to mend or explain comes back as a workbook with its wrong cells marked.

A unit's own .xlsx is marked itself; where that would lose something, or for other formats, a fresh workbook with its values is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from pipeline.catalogue import answers as words
from pipeline.documents.answers.fresh import fresh
from pipeline.documents.answers.marking import marked
from pipeline.documents.answers.replies import Reply, replies
from pipeline.documents.answers.spreadsheetml import Unmarkable
from pipeline.model.document import Document
from pipeline.model.finding import Finding
from pipeline.model.grid import Grid
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile

Contents = Callable[[InboxFile], bytes | None]
"""gives the bytes of a received file, or None where they are no longer there"""
Grids = Callable[[Sequence[InboxFile]], Mapping[str, Sequence[Grid]]]
"""gives path → the sheets of files, read in a process of their own"""
_MARKED = re.compile(rf"(?:（{words.FOLDER}\d*）(?:\s*\(\d+\))?)+$")
"""what a marked workbook that has come back is called besides"""
_LONGEST_STEM = 50
_FORBIDDEN = str.maketrans("", "", '\\/:*?"<>|')


class Sources(Struct, frozen=True):
    """Where what was sent is to be had."""

    files: Sequence[InboxFile]
    contents: Contents
    grids: Grids


def answer(findings: Sequence[Finding], explained: Sequence[Finding], sources: Sources, period: Period) -> tuple[Document, ...]:
    """Return the workbook that answers each file, below 审核意见/<单位>/."""
    due = replies(findings, explained, sources.files)
    answered = {reply.file.path: _marked(reply, sources.contents) for reply in due}
    unmarked = [reply.file for reply in due if answered[reply.file.path] is None]
    shown = sources.grids(unmarked) if unmarked else {}
    taken: set[str] = set()
    documents = []
    for reply in due:
        content = answered[reply.file.path] or _beside_values(reply, shown.get(reply.file.path, ()), period)
        path = next(path for path in _paths(reply) if path.casefold() not in taken)
        taken.add(path.casefold())
        documents.append(Document(path, content, words.DOCUMENT.format(unit=reply.unit)))
    return tuple(documents)


def _marked(reply: Reply, contents: Contents) -> bytes | None:
    """Return the unit's own workbook marked; None where it must be answered beside its values."""
    content = contents(reply.file) if reply.file.content == "xlsx" else None
    if content is None:
        return None
    try:
        return marked(content, reply)
    except (Unmarkable, ValueError, LookupError):
        return None


def _beside_values(reply: Reply, sheets: Sequence[Grid], period: Period) -> bytes:
    return marked(fresh(sheets, period), reply)


def _paths(reply: Reply) -> Iterator[str]:
    stem = _MARKED.sub("", reply.file.name.rpartition(".")[0] or reply.file.name)
    stem = stem.translate(_FORBIDDEN)[:_LONGEST_STEM].strip(" .")
    folder = f"{words.FOLDER}/{reply.unit or words.NO_UNIT}"
    yield f"{folder}/{words.FILE.format(stem=stem)}"
    number = 2
    while True:
        yield f"{folder}/{words.NUMBERED_FILE.format(stem=stem, number=number)}"
        number += 1
