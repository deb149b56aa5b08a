"""往期数据: what the unit's returns came to in the period before and a year ago."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from pipeline.catalogue import blank_forms as words
from pipeline.documents.blank_forms.cells import Styles
from pipeline.documents.blank_forms.handout import FormToFill, Handout
from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.values import Value

_WIDTHS = (18, 24, 10, 14, 16, 14, 16)


class PastFigure(Struct, frozen=True):
    """One sum of a form's column, then and a year ago; None where nothing was reported."""

    form: str
    name: str
    measure: str
    last_period: str
    last: Decimal | None
    last_year_period: str
    last_year: Decimal | None


def past_figures(handout: Handout) -> list[PastFigure]:
    """Return the sums of all forms of which anything is known; exact."""
    return [figure for todo in handout.forms if todo.last or todo.last_year for figure in _of_form(todo)]


def write_past(page: Any, figures: Sequence[PastFigure], unit: str, styles: Styles) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, len(_WIDTHS) - 1, words.PAST_TITLE.format(unit=unit), styles["title"])
    page.set_row(0, 30)
    for column, heading in enumerate(words.PAST_HEAD):
        page.write_string(1, column, heading, styles["head"])
    for row, figure in enumerate(figures, 2):
        texts = (
            figure.form,
            figure.name,
            figure.measure,
            figure.last_period,
            figure.last,
            figure.last_year_period,
            figure.last_year,
        )
        for column, value in enumerate(texts):
            if isinstance(value, Decimal):
                page.write_number(row, column, float(value), styles["grey amount"])
            else:
                page.write_string(row, column, value or "—", styles["grey word"])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.protect()


def _of_form(todo: FormToFill) -> Iterator[PastFigure]:
    form = todo.form
    then = [_label(rows) for rows in (todo.last, todo.last_year)]
    counts = [None if rows is None else Decimal(len(rows.rows)) for rows in (todo.last, todo.last_year)]
    yield PastFigure(todo.name, words.PAST_ROWS.format(row=form.row), form.measure, then[0], counts[0], then[1], counts[1])
    for name in _summed(form):
        last, last_year = _sum(todo.last, name), _sum(todo.last_year, name)
        yield PastFigure(todo.name, name, form.unit_of(name), then[0], last, then[1], last_year)


def _summed(form: Form) -> Sequence[str]:
    """Return the columns whose sums mean something: those a total row must add up, otherwise the amounts."""
    totalled = next((check.columns for check in form.checks.values() if check.total and check.columns), None)
    return totalled or [name for name, column in form.columns.items() if column.type == "amount"]


def _sum(rows: EarlierRows | None, name: str) -> Decimal | None:
    values = [] if rows is None else [_number(row, name) for row in rows.rows]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _number(row: Mapping[str, Value], name: str) -> Decimal | None:
    value = row.get(name)
    return value if isinstance(value, Decimal) else None


def _label(rows: EarlierRows | None) -> str:
    return "" if rows is None else Period.parse(rows.period).label
