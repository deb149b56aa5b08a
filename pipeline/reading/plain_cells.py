"""Cells that were written as text, as in a web table or a text file: numbers and error values told from words, losing nothing."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.reading.workbook import Cell, Raw

ERRORS: Final = frozenset(
    {"#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?")
_MOST_DIGITS = 15


def plain_cell(text: str) -> Raw:
    """Return a number where the text is how a number is written and nothing else: 007, 1.10 and 18 digits stay text."""
    if _NUMBER.fullmatch(text) and text != "-0" and sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return float(text)
    return text


def without_errors(rows: Sequence[list[Raw]]) -> dict[Cell, str]:
    """Take the error values out of the rows and return them by their place."""
    errors: dict[Cell, str] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell in ERRORS:
                errors[row, column] = cell
                cells[column] = ""
    return errors
