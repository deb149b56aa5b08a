"""Texts, notes, codes and names of units."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from pipeline.catalogue import reading as say
from pipeline.model.values import Value
from pipeline.reading.columns import Task, as_text
from pipeline.reading.lexicon import DITTO
from pipeline.reading.plain_columns import LONGEST_NIL, PHONE, codes_of, is_odd
from pipeline.reading.text import one_line, squeeze, tidy
from pipeline.reading.workbook import Raw

_SEVERAL = re.compile(r"[、,，;；/\n]+|\s{2,}")
_LEADING = re.compile(r"^(?:牵头|主办|责任)(?:单位)?[:：]")
_MOST_DIGITS = 1e15
_CODES_SHOWN = 8


def type_texts(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type names and other short texts: one line, without stray blanks."""
    return _texts(task, cells, rows, one_line)


def type_notes(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type longer texts, whose line ends are kept; 无 is an answer to them, not a blank."""
    return _texts(task, cells, rows, tidy)


def type_codes(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type codes; a known misspelling is taken for its code, a nearly right one never."""
    plain = codes_of(task.column.codes)
    return [plain[raw] if raw in plain else _code(task, raw, row) for raw, row in zip(cells, rows, strict=True)]


def type_units(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type names of units as the directory has them."""
    names = task.lexicon.directory.by_name
    return [
        raw
        if isinstance(raw, str) and raw in names and not names[raw].successor
        else _any_unit(task, raw, row)
        if raw != ""
        else None
        for raw, row in zip(cells, rows, strict=True)
    ]


def _texts(task: Task, cells: Sequence[Raw], rows: Sequence[int], clean: Callable[[str], str]) -> list[Value]:
    """Type texts; which of them need a second look is told of each text once, and mostly of all together."""
    texts = {cell for cell in cells if isinstance(cell, str) and cell}
    least = max(LONGEST_NIL + 1, task.column.at_least)
    odd = {text for text in texts if len(text) < least}
    if is_odd("|".join(texts), task.column):
        odd.update(text for text in texts if is_odd(text, task.column))
    plain: dict[Raw, Value] = {"": None, **{text: text for text in texts - odd}}
    return [plain[cell] if cell in plain else _any_text(task, cell, row, clean) for cell, row in zip(cells, rows, strict=True)]


def _any_text(task: Task, raw: Raw, row: int, clean: Callable[[str], str]) -> Value:
    text = raw if isinstance(raw, str) else _written_out(task, raw, row)
    return _text(task, text, row, clean) if text else None


def _written_out(task: Task, raw: Raw, row: int) -> str:
    """Return a number or date in a text column as text; a number that has lost digits is asked about."""
    if isinstance(raw, float) and abs(raw) >= _MOST_DIGITS:
        task.doubt(say.LOST_DIGITS, row, raw)
        return ""
    task.written[task.cell(row)] = shown = as_text(raw)
    return shown


def _text(task: Task, raw: str, row: int, clean: Callable[[str], str]) -> Value:
    text = clean(raw)
    if not text:
        return None
    if len(text) <= LONGEST_NIL and task.is_nil(text):
        return task.nil(row, text)
    if text in DITTO:
        task.doubt(say.DITTO_REQUIRED if task.column.required else say.DITTO, row, text)
        return None
    if len(text) < task.column.at_least:
        task.journal.add(
            say.TOO_SHORT,
            task.cell(row),
            row=task.label(row),
            found=text,
            line=row + 1,
            column=task.name,
            count=task.column.at_least,
        )
    if task.column.published and len(text) >= 11 and PHONE.search(text):
        task.journal.add_once(say.PERSONAL, task.name, task.cell(row), row=task.label(row), found=text, line=row + 1)
    return text


def _code(task: Task, raw: Raw, row: int) -> Value:
    text = one_line(raw) if isinstance(raw, str) else as_text(raw)
    codes = task.column.codes
    if not text or text in codes:
        return text or None
    squeezed = squeeze(text)
    alike = next((code for code in codes if squeeze(code) == squeezed), None)
    if alike:
        return alike
    meant = task.lexicon.spellings.get(squeezed)
    if meant in codes:
        task.convert(say.CONVERTED, row, raw, value=f"“{meant}”")
        return meant
    if task.is_nil(text):
        return task.nil(row, text)
    near = _nearest_code(squeezed, codes)
    shown = "、".join(codes[:_CODES_SHOWN]) + ("等" if len(codes) > _CODES_SHOWN else "")
    task.doubt(say.NOT_A_CODE, row, raw, suggestion=say.SUGGESTION.format(name=near) if near else "", codes=shown)
    return None


def _nearest_code(text: str, codes: Sequence[str]) -> str:
    inside = [code for code in codes if code in text or text in code]
    near = get_close_matches(text, codes, n=1, cutoff=0.5)
    return inside[0] if len(inside) == 1 else (near[0] if near else "")


def _any_unit(task: Task, raw: Raw, row: int) -> Value:
    return _unit(task, raw if isinstance(raw, str) else as_text(raw), row)


def _unit(task: Task, raw: str, row: int) -> Value:
    directory, text = task.lexicon.directory, tidy(raw)
    if not text:
        return None
    unit = directory.resolve(text, task.period.end)
    if unit is None and task.is_nil(text):
        return task.nil(row, text)
    if unit is None:
        parts = [part for part in _SEVERAL.split(_LEADING.sub("", text)) if part]
        unit = directory.resolve(parts[0], task.period.end) if len(parts) > 1 or parts != [text] else None
        if unit is not None and len(parts) > 1:
            task.convert(say.SEVERAL_UNITS, row, raw, value=unit.name)
    if unit is None:
        near = directory.suggest(text)
        task.doubt(say.NOT_A_UNIT, row, raw, suggestion=say.SUGGESTION.format(name=near.name) if near else "")
        return None
    if unit.name != text:
        task.written[task.cell(row)] = text
    return unit.name
