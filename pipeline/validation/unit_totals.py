"""Checks on a unit's totals: 本年累计到位资金 of all its projects beside its 年度目标 in another form.

A unit is only held against a form of which it has rows: what was not reported is not 0. The unit's own return is told; the totals of
both forms are given with their cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.expressions import Aggregate, Comparison, Given, Moment, Scope, Tolerance, compile_comparison
from pipeline.model.finding import Finding
from pipeline.model.form import Check, Form
from pipeline.model.merged import CellSource
from pipeline.validation.comparisons import MOST_DECIMALS
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, in_words, printed

MOST_CELLS = 12
"""cells of the unit's own return that are marked; of a long list the places are only told"""

Rows = npt.NDArray[np.intp]


class _Totals(Struct, frozen=True):
    """A check on totals with all rows it may read."""

    code: str
    check: Check
    rule: Comparison
    when: Comparison | None
    laid: Mapping[str, FormRows]
    own: FormRows


def unit_total_findings(rows: FormRows, laid: Mapping[str, FormRows], forms: Mapping[str, Form]) -> Iterator[Finding]:
    """Hold the totals of every unit with rows of the form against each other, check by check."""
    others = {name: form for name, form in forms.items() if name != rows.name}
    scope = Scope.about(rows.form, others, ())
    for code, check in rows.form.checks.items():
        if check.check and check.each == "unit":
            when = compile_comparison(check.when, scope) if check.when else None
            totals = _Totals(code, check, compile_comparison(check.check, scope), when, laid, rows)
            if all(form in laid for form in _forms(totals)):
                yield from _findings(totals)


def _forms(totals: _Totals) -> Sequence[str]:
    return (*totals.rule.forms, *(totals.when.forms if totals.when else ()))


def _findings(totals: _Totals) -> Iterator[Finding]:
    places = {form: _rows_by_unit(totals.laid[form]) for form in _forms(totals)}
    frames = {form: totals.laid[form].frame for form in places}
    moment = Moment(totals.own.tables[0].submission.period)
    for unit, own in _rows_by_unit(totals.own).items():
        if all(unit in its for its in places.values()):
            rows: dict[str | None, Rows] = {None: own, **{form: its[unit] for form, its in places.items()}}
            yield from _finding(totals, Given(totals.own.frame, moment, frames, rows=rows), own)


def _rows_by_unit(rows: FormRows) -> dict[str, Rows]:
    owners = np.array(rows.owned_by, dtype=object)
    return {unit: np.flatnonzero(owners == unit) for unit in dict.fromkeys(rows.owned_by)}


def _finding(totals: _Totals, given: Given, own: Rows) -> Iterator[Finding]:
    if totals.when and totals.when.holds(*totals.when.of(given)) is not True:
        return
    left, right = totals.rule.of(given)
    within = Tolerance(totals.check.within, totals.check.within_percent / 100)
    if totals.rule.holds(left, right, within) is not False:
        return
    sides = [(totals.rule.left.text, left), (totals.rule.right.text, right)]
    told = say.BETWEEN_VALUES.join(say.CITED.format(address=in_words(text), value=_number(side.value)) for text, side in sides)
    rule = in_words(totals.rule.text)
    said = Said(
        (totals.check.say or say.NOT_KEPT.format(rule=rule)) + say.ASIDE.format(values=told),
        say.BETWEEN_FINDS.join(filter(None, (told, _places(totals, left, right)))),
        say.WHEN.format(condition=in_words(totals.when.text), rule=rule) if totals.when else rule,
        totals.check.do,
    )
    table = totals.own.origins[int(own[0])][0]
    yield finding_at(table, (totals.code, totals.check.level), said, _cells(totals, (left, right), own))


def _number(value: Decimal | None) -> str:
    return printed(value.quantize(MOST_DECIMALS, ROUND_HALF_UP) if value is not None else None)


def _cells(totals: _Totals, sides: Sequence[Aggregate], own: Rows) -> tuple[str, ...]:
    """Return the cells of the unit's own return, where they are few and stand on one sheet."""
    here = [touched for side in sides for touched in side.touched if touched.form is None]
    table = totals.own.origins[int(own[0])][0]
    cells = [cell for one in here for row in one.rows for cell in totals.own.cells(row, one.columns)
             if totals.own.origins[row][0] is table]  # fmt: skip
    return tuple(dict.fromkeys(cells)) if len(cells) <= MOST_CELLS else ()


def _places(totals: _Totals, *sides: Aggregate) -> str:
    """Return where the figures of both sides stand: 县经信局《招商引资》O5:O9."""
    told: dict[str, None] = {}
    for touched in (touched for side in sides for touched in side.touched):
        rows = totals.own if touched.form is None else totals.laid[touched.form]
        for column in touched.columns:
            for source in _sources(rows, column, touched.rows):
                told[say.TOTAL_PLACE.format(unit=source.unit, form=source.form, cells=source.addresses)] = None
    return say.BETWEEN_FINDS.join(told)


def _sources(rows: FormRows, column: str, picked: Rows) -> Iterator[CellSource]:
    found: dict[int, list[int]] = {}
    for row in picked.tolist():
        if rows.address(row, column):
            found.setdefault(id(rows.origins[row][0]), []).append(row)
    for together in found.values():
        table = rows.origins[together[0]][0]
        sent = table.submission
        letter = table.letters[rows.written.get(column, column)]
        numbers = tuple(rows.sheet_row(row) for row in together)
        yield CellSource(sent.unit, sent.form, sent.period.code, sent.file.path, sent.file.sha256, sent.sheet, letter, numbers)
