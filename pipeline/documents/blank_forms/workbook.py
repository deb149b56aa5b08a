"""A unit's workbook of blank forms; the same handout gives the same bytes."""

from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pipeline.catalogue import blank_forms as words
from pipeline.documents.blank_forms.cells import Styles
from pipeline.documents.blank_forms.form_sheet import FormSheet
from pipeline.documents.blank_forms.guide import write_guide
from pipeline.documents.blank_forms.handout import Handout
from pipeline.documents.blank_forms.past import past_figures, write_past
from pipeline.documents.blank_forms.styles import LEVELS, STYLES, YELLOW
from pipeline.model.form import Form
from pipeline.model.stamp import STAMP_HEADINGS, STAMP_SHEET, Stamp

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_NAME = 31
_LONGEST_INLINE, _MOST_INLINE = 250, 12


def blank_workbook(handout: Handout) -> bytes:
    """Return the workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - nothing else needs it

    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    created = datetime.combine(handout.period.start, time())
    book.set_properties({"title": words.FOLDER, "author": words.CREATOR, "created": created})
    styles = {name: book.add_format(dict(look)) for name, look in {**STYLES, **LEVELS, "wanted": YELLOW}.items()}
    pages = {todo.name: book.add_worksheet(todo.name[:_LONGEST_NAME]) for todo in handout.forms}
    write_guide(book.add_worksheet(words.GUIDE), handout, styles)
    past = past_figures(handout)
    if past:
        write_past(book.add_worksheet(words.PAST), past, handout.unit.name, styles)
    lists = _Lists(book.add_worksheet(words.LISTS), handout)
    for todo in handout.forms:
        FormSheet(pages[todo.name], todo, handout, styles).write(lists.of(todo.form))
    _stamp(book.add_worksheet(STAMP_SHEET), handout, styles)
    next(iter(pages.values())).activate()
    book.close()
    return content.getvalue()


def _stamp(page: Any, handout: Handout, styles: Styles) -> None:  # noqa: ANN401 - xlsxwriter has no types
    stamps = [Stamp(todo.name, todo.form.version, handout.unit.name, todo.period.code).line for todo in handout.forms]
    for row, line in enumerate([STAMP_HEADINGS, *stamps]):
        for column, text in enumerate(line):
            page.write_string(row, column, text, styles["hidden"])
    page.very_hidden()
    page.protect()


class _Lists:
    """The lists drop-downs offer: short ones in the rule itself, long ones on a hidden sheet."""

    def __init__(self, page: Any, handout: Handout) -> None:  # noqa: ANN401
        self._page, self._handout = page, handout
        self._known: dict[tuple[str, ...], str] = {}
        page.very_hidden()
        page.protect()

    def of(self, form: Form) -> Mapping[str, Any]:
        """Return where the list of each column that has one stands."""
        return {name: self._source(codes) for name in form.columns if (codes := self._codes(form, name))}

    def _codes(self, form: Form, name: str) -> tuple[str, ...]:
        column = form.columns[name]
        return tuple(self._handout.units) if column.type == "unit" else column.codes

    def _source(self, codes: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list or a reference
        short = len(codes) <= _MOST_INLINE and len(",".join(codes)) <= _LONGEST_INLINE
        if short and not any("," in code for code in codes):
            return list(codes)
        if codes not in self._known:
            column = len(self._known)
            for row, code in enumerate(codes):
                self._page.write_string(row, column, code)
            self._known[codes] = _range(column, len(codes))
        return self._known[codes]


def _range(column: int, rows: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415

    letter = xl_col_to_name(column)
    return f"='{words.LISTS}'!${letter}$1:${letter}${rows}"
