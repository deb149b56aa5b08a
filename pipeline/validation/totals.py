"""合计 = Σ明细: the return's own total rows, held against the rows they total, with the cell that is probably wrong."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.model.finding import Finding
from pipeline.model.form import NUMERIC, Check, Form
from pipeline.model.table import ReturnTable, TotalRow
from pipeline.model.values import Value
from pipeline.validation.formrows import label_of
from pipeline.validation.sentences import Said, finding_at, printed
from pipeline.validation.suspects import slips

CENT = Decimal("0.01")


class Addend(Struct, frozen=True):
    """One cell that a total row adds up; `value` is None for a blank cell, which counts as nothing."""

    row: int
    value: Decimal | None


class Sum(Struct, frozen=True):
    """One cell of a total row with what it should be the sum of."""

    row: TotalRow
    column: str
    address: str
    stated: Decimal
    addends: tuple[Addend, ...]

    @property
    def total(self) -> Decimal:
        return sum((addend.value for addend in self.addends if addend.value is not None), Decimal(0))


def total_findings(table: ReturnTable, form: Form, doubtful: Collection[str]) -> Iterator[Finding]:
    """Hold every total row against its rows; `doubtful` are cells already returned, whose sums would only repeat it."""
    for code, check in form.checks.items():
        if check.total is None:
            continue
        for row in table.totals:
            if _plain(check.total) in _plain(row.label):
                for added in _sums(table, form, check, row):
                    if not _agrees(added, form, check) and not _rests_on(added, table, doubtful):
                        yield _finding(table, form, (code, check), added)


def _sums(table: ReturnTable, form: Form, check: Check, row: TotalRow) -> Iterator[Sum]:
    for column in check.columns or [name for name in form.numeric if form.columns[name].type != "percent"]:
        stated = row.values.get(column)
        if form.columns[column].type in NUMERIC and isinstance(stated, Decimal) and column in table.letters:
            values = dict(zip(table.rows, table.columns[column], strict=True))
            values |= {subtotal.row: subtotal.values.get(column) for subtotal in table.totals}
            addends = tuple(Addend(at, _number(values[at])) for at in row.over if at in values)
            if addends:
                yield Sum(row, column, f"{table.letters[column]}{row.row}", stated, addends)


def _agrees(added: Sum, form: Form, check: Check) -> bool:
    column = form.columns[added.column]
    whole = column.type == "count" or column.decimals == 0
    rounding = Decimal(0) if whole else CENT * len(added.addends)
    return abs(added.stated - added.total) <= max(rounding, check.within)


def _rests_on(added: Sum, table: ReturnTable, doubtful: Collection[str]) -> bool:
    letter = table.letters[added.column]
    return bool(doubtful) and any(f"{letter}{row}" in doubtful for row in (added.row.row, *(one.row for one in added.addends)))


def _finding(table: ReturnTable, form: Form, rule: tuple[str, Check], added: Sum) -> Finding:
    code, check = rule
    column = form.columns[added.column]
    stated, total = printed(added.stated, column), printed(added.total, column)
    slots = {
        "number": added.row.row,
        "label": added.row.label,
        "say": check.say,
        "column": added.column,
        "address": added.address,
        "found": stated,
        "count": len(added.addends),
        "expected": total,
        "difference": printed(abs(added.stated - added.total), column) + form.unit_of(added.column),
    }
    hint, cell = suspicion(added, table.letters[added.column], _labels(table, form))
    said = Said(
        (say.TOTAL_SAID if check.say else say.TOTAL).format_map(slots) + hint,
        say.TOTAL_FOUND.format_map(slots),
        say.TOTAL_EXPECTED.format_map(slots),
        check.do or say.TOTAL_REMEDY,
    )
    return finding_at(table, (code, check.level), said, (added.address, *([cell] if cell else [])), added.row.label)


def suspicion(added: Sum, letter: str, labels: Mapping[int, str]) -> tuple[str, str]:
    """Return which cell is probably wrong and how, and its address; both empty unless exactly one change explains the difference."""
    gap = added.stated - added.total
    suspects: list[tuple[str, str]] = []
    if added.total in slips(added.stated):
        suspects.append((say.SUSPECT_TOTAL.format(meant=printed(added.total)), ""))
    for addend in added.addends:
        if addend.value:
            template = _suspected(addend.value, gap)
            address = f"{letter}{addend.row}"
            slots = {"number": addend.row, "label": labels[addend.row], "address": address, "found": printed(addend.value)}
            suspects += [(template.format(**slots, meant=printed(addend.value + gap)), address)] if template else []
    return suspects[0] if len(suspects) == 1 else ("", "")


def _suspected(value: Decimal, gap: Decimal) -> str:
    if value + gap in slips(value):
        return say.SUSPECT_MISTYPED
    return {-value: say.SUSPECT_LEFT_OUT, value: say.SUSPECT_TWICE}.get(gap, "")


def _plain(label: str) -> str:
    return "".join(label.split())


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _labels(table: ReturnTable, form: Form) -> dict[int, str]:
    keys = zip(*(table.columns.get(column, (None,) * len(table.rows)) for column in form.key), strict=True)
    labels = (
        dict(zip(table.rows, (label_of(form, key) for key in keys), strict=True)) if form.key else dict.fromkeys(table.rows, "")
    )
    return labels | {total.row: total.label for total in table.totals}
