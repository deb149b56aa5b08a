"""A second, independent reader agrees with ours on every cell of the sample's workbooks, and of the corpus' but for what is known."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.model.rereading import Contrast
from pipeline.reading.reading_twice import read_twice
from pipeline.twice import compare_readers

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LATER = datetime(2040, 1, 1)
FEWEST_CELLS = 10_000
KNOWN = {
    "exceljs/test-issue-877.xlsx": "openpyxl puts the address of a link into the blank cell that has it",
    "pandas/testdateoverflow.xlsm": "openpyxl takes a date beyond the year 9999 for an error",
    "pandas/testdateoverflow.xlsx": "openpyxl takes a date beyond the year 9999 for an error",
}
CANNOT_BE_READ_AGAIN = {
    "calamine/empty_s_attribute.xlsx",
    "calamine/issue_174.xlsx",
    "calamine/issue_419.xlsx",
    "calamine/issue_530.xlsx",
    "calamine/pivots.xlsx",
    "excelize/CalcChain.xlsx",
    "exceljs/invalid-xml.xlsx",
}
"""openpyxl fails on them, or they are larger than is good for it"""


def test_two_readers_agree_on_every_cell_of_the_sample() -> None:
    compared = compare_readers(ROOT, None, LATER)
    assert compared.found == {}
    assert compared.not_compared == 0
    assert compared.cells > FEWEST_CELLS


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_two_readers_agree_on_the_corpus_but_for_what_is_known(every: int, tmp_path: Path) -> None:
    paths = {}
    for number, path in enumerate(sorted(path for path in CORPUS.rglob("*") if path.is_file())):
        if number % every == 0:
            name = f"{number:04}{path.suffix}"
            (tmp_path / name).write_bytes(path.read_bytes())
            paths[name] = path.relative_to(CORPUS).as_posix()
    files, _ = collect(tmp_path, SimpleNamespace(settle_seconds=0), {}, LATER)
    read = read_twice([file for file in files if file.content in {"xlsx", "xls"}], tmp_path, load_definitions(ROOT))
    assert {paths[path] for path, file in read.items() if file.reader and file.trouble} <= CANNOT_BE_READ_AGAIN
    differing = {paths[path] for path, file in read.items() for one in file.differences if one.contrast is Contrast.VALUES}
    assert differing == KNOWN.keys() & set(paths.values())
