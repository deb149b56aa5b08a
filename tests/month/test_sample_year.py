"""Every period of the two sample years, as `make year` leaves them in build/year: nothing our own check has to remark on what we issue."""

import os
from pathlib import Path

import openpyxl
import pytest

YEAR = os.environ.get("TONGBAO_YEAR", "")
LEVEL = 2

pytestmark = pytest.mark.skipif(not YEAR, reason="TONGBAO_YEAR names the folder `make year` has made")


def remarks(book: Path) -> list[tuple[object, ...]]:
    """Return the rows of 成稿自检 that remark something."""
    sheet = openpyxl.load_workbook(book).worksheets[0]
    return [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[LEVEL]]


def test_no_notice_of_the_two_years_is_remarked_on() -> None:
    books = sorted(Path(YEAR, "outbox").glob("*/成稿自检.xlsx"))
    assert [book.parent.name for book in books] == sorted(folder.name for folder in Path(YEAR, "inbox").iterdir())
    assert {book.parent.name: found for book in books if (found := remarks(book))} == {}
