"""Formulas of an .xls whose result a program did not save; xlrd shows them as blanks."""

from collections.abc import Iterator
from io import StringIO
from struct import Struct
from typing import Final

from xlrd.compdoc import CompDoc

from pipeline.reading.workbook import Cell

_RECORD = Struct("<2H")
_BOUND_SHEET: Final = Struct("<LBB")
_FORMULA: Final = Struct("<3H8s")
_BEGINS: Final = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_END, _SHEET = 0x000A, 0x0085
_FORMULAS: Final = frozenset({0x0006, 0x0206, 0x0406})
_WORKSHEET = 0


def unsaved_formulas(content: bytes) -> list[frozenset[Cell]]:
    """Return, sheet by sheet, the formulas without a result, where no formula of the workbook has one.

    A single formula may well give an empty text, which looks the same; a workbook that was never calculated has no result at all.
    """
    stream = _stream(content)
    offsets = [
        _BOUND_SHEET.unpack_from(stream, at)[0]
        for kind, at, length in _records(stream, 0)
        if kind == _SHEET and length >= _BOUND_SHEET.size and stream[at + 5] == _WORKSHEET
    ]
    sheets = [list(_formulas(stream, offset)) for offset in offsets]
    if any(not blank for formulas in sheets for _, blank in formulas):
        return [frozenset() for _ in sheets]
    return [frozenset(cell for cell, _ in formulas) for formulas in sheets]


def _stream(content: bytes) -> bytes:
    document = CompDoc(content, logfile=StringIO())
    return document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Walk over the records of one part of the stream, over those of embedded charts as well."""
    depth = 0
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        depth += (kind in _BEGINS) - (kind == _END)
        if at + length > len(stream) or depth <= 0:
            return
        yield kind, at, length
        at += length


def _formulas(stream: bytes, offset: int) -> Iterator[tuple[Cell, bool]]:
    for kind, at, length in _records(stream, offset):
        if kind in _FORMULAS and length >= _FORMULA.size:
            row, column, _, result = _FORMULA.unpack_from(stream, at)
            yield (row, column), result[0] == 3 and result[6:] == b"\xff\xff"
