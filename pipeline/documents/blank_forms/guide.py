"""填表说明: what every column wants and every check says, from the definitions."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.catalogue import blank_forms as words
from pipeline.documents.blank_forms.cells import Styles
from pipeline.documents.blank_forms.columns import SheetColumns
from pipeline.documents.blank_forms.flags import Flags
from pipeline.documents.blank_forms.handout import FormToFill, Handout
from pipeline.documents.blank_forms.input_rules import how_to_fill
from pipeline.documents.row_heights import height
from pipeline.model.form import Check

_WIDTHS = (18, 8, 62, 46)
Line = tuple[str, Sequence[str]]
"""style, and the cells"""


def write_guide(page: Any, handout: Handout, styles: Styles) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    for row, (style, cells) in enumerate(_lines(handout)):
        if len(cells) == 1:
            page.merge_range(row, 0, row, len(_WIDTHS) - 1, cells[0], styles[style])
            page.set_row(row, 30 if style == "title" else height([(cells[0], sum(_WIDTHS))]))
            continue
        for column, text in enumerate(cells):
            page.write_string(row, column, text, styles[style])
        page.set_row(row, height(zip(cells, _WIDTHS, strict=True)))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.protect()


def _lines(handout: Handout) -> Iterator[Line]:
    yield "title", [words.GUIDE_TITLE.format(unit=handout.unit.name, period=handout.period.label)]
    yield from (("line", [step]) for step in words.STEPS)
    for todo in handout.forms:
        yield "line", [""]
        due = f"{todo.due.year}年{todo.due.month}月{todo.due.day}日{todo.due:%H:%M}"
        yield "told", [words.DUE.format(title=todo.form.title, period=todo.period.label, due=due)]
        yield "head", words.GUIDE_HEAD
        yield from (("text", line) for line in _columns(todo, handout))
        if todo.form.checks:
            yield "head", words.CHECK_HEAD
            yield from (("text", line) for line in _checks(todo, handout))


def _columns(todo: FormToFill, handout: Handout) -> Iterator[Sequence[str]]:
    for name, column in todo.form.columns.items():
        term = handout.vocabulary.terms.get(name)
        how = how_to_fill(name, todo.form, prefilled=bool(todo.rows))
        yield name, words.YES if column.required else "", how, term.meaning if term else ""


def _checks(todo: FormToFill, handout: Handout) -> Iterator[Sequence[str]]:
    worked_out = Flags(SheetColumns(todo.form), handout.unit, todo.period, ()).worked_out
    for code, check in todo.form.checks.items():
        yield code, check.level.value, _said(code, check, code in worked_out), check.do


def _said(code: str, check: Check, in_excel: bool) -> str:
    said = check.say or check.check or code
    return said if in_excel or check.total else words.CHECKED_BY_US.format(say=said)
