"""Every kind of notice the office has is issued in the sample year, opens without repair, keeps to GB/T 9704-2012 and proves itself.

One document of each kind is looked at, from the batch that has most to say; what is wrong in a template shows in every issue of it.
"""

import re
from pathlib import Path

import pytest
import yaml
from openxml_audit import OpenXmlValidator

from pipeline.documents.layout import check_layout
from pipeline.proofreading import proofread, read
from pipeline.proofreading.fixed_text import fixed_text
from pipeline.proofreading.registered import load, of_document

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
FILES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["file"]
    for path in sorted((ROOT / "templates/notices").glob("*.yaml"))
}
"""notice → the name of its file, with tags"""
_TAG = re.compile(r"\{\{.*?\}\}")


@pytest.fixture(scope="module")
def issued(county: Path, half_year: Path, whole_year: Path) -> list[tuple[Path, Path]]:
    """Return every notice of the sample's batches with the folder of its period."""
    folders = (
        half_year / "outbox/2023-06",
        whole_year / "outbox/2023-12",
        whole_year / "outbox/2023-04-中旬",
        county / "outbox/2023-04",
    )
    return [(path, folder) for folder in folders for path in sorted(folder.rglob("*.docx")) if "核校稿" not in path.parts]


def of_kind(kind: str, issued: list[tuple[Path, Path]]) -> tuple[Path, Path]:
    wanted = re.compile(".+".join(re.escape(part) for part in _TAG.split(FILES[kind])))
    return next((path, folder) for path, folder in issued if wanted.fullmatch(path.relative_to(folder).as_posix()))


@pytest.mark.parametrize("kind", FILES)
def test_word_opens_it_without_repair(issued: list[tuple[Path, Path]], kind: str) -> None:
    path, _ = of_kind(kind, issued)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("kind", FILES)
def test_it_is_laid_out_as_the_standard_asks(issued: list[tuple[Path, Path]], kind: str) -> None:
    path, _ = of_kind(kind, issued)
    assert [str(finding) for finding in check_layout(path.read_bytes()).findings] == []


@pytest.mark.parametrize("kind", FILES)
def test_its_own_numbers_contradict_nothing(issued: list[tuple[Path, Path]], kind: str) -> None:
    path, folder = of_kind(kind, issued)
    register = of_document(load(folder), path.relative_to(folder).as_posix())
    assert register, "nothing of it is registered"
    assert proofread(read(path.read_bytes(), path.name), register, fixed_text(ROOT / "templates/notices")) == ()
