"""A return beside the one of the period before: nothing changed, rows gone, rows new, rows renamed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.catalogue.findings import Wording
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.rows import RowKey, row_key
from pipeline.model.table import ReturnTable
from pipeline.validation.before import Before, EarlierRow, RowsThen
from pipeline.validation.formrows import FormRows, label_of
from pipeline.validation.renamed import renamed
from pipeline.validation.sentences import Said, finding_at, listed, named_period


class _Pair(Struct, frozen=True):
    """What one unit's file says of its own rows now, and what was accepted of them the period before."""

    table: ReturnTable
    now: Sequence[int]
    then: Sequence[tuple[RowKey, EarlierRow]]
    period: str


def change_findings(rows: FormRows, past: Before) -> Iterator[Finding]:
    """Compare each unit's return with what it reported the period before; silent where nothing was accepted then."""
    last = past.then.get("last")
    if last is None or _not_asked(rows, last):
        return
    present = {rows.identity(row) for row in range(len(rows.origins))}
    for pair in _pairs(rows, last):
        if rows.form.unchanged == "ask" and _unchanged(rows, pair):
            yield _said(pair, say.UNCHANGED, [], rows.form)
        elif rows.form.key:
            gone = [row for identity, row in pair.then if identity not in present and any(identity[1:])]
            new = _new(rows, pair)
            continued = renamed(rows, gone, new)
            known, named = [id(then) for then, _ in continued], [now for _, now in continued]
            yield from _listing(pair, say.GONE, _labels_then(rows, [row for row in gone if id(row) not in known]), rows.form)
            yield from _listing(pair, say.NEW, [rows.label(row) for row in new if row not in named], rows.form)
            yield from (_said_renamed(rows, pair, then, now) for then, now in continued)


def _not_asked(rows: FormRows, last: RowsThen) -> bool:
    if rows.form.rows_gone == "within year":
        return Period.parse(last.period).year != rows.tables[0].submission.period.year
    return rows.form.rows_gone == "ignore"


def _pairs(rows: FormRows, last: RowsThen) -> Iterator[_Pair]:
    """Pair each unit's own rows with its earlier ones; a form that a single unit fills in for all owners is compared whole."""
    tables = {table.submission.unit: table for table in reversed(rows.tables)}
    whole = rows.form.owner is not None and len(tables) == 1
    then: dict[str, list[tuple[RowKey, EarlierRow]]] = defaultdict(list)
    for identity, row in last.rows:
        then[next(iter(tables)) if whole else str(identity[0])].append((identity, row))
    now: dict[str, list[int]] = defaultdict(list)
    for at, (table, _) in enumerate(rows.origins):
        if whole or rows.owned_by[at] == table.submission.unit:
            now[table.submission.unit].append(at)
    return (_Pair(tables[unit], now[unit], then[unit], named_period(last.period)) for unit in tables if then[unit])


def _unchanged(rows: FormRows, pair: _Pair) -> bool:
    columns = [column for column in rows.form.columns if column in pair.then[0][1]]
    if not pair.now or len(pair.now) != len(pair.then):
        return False
    first = pair.now[0]
    same = (_values(row, columns) for identity, row in pair.then if identity == rows.identity(first))
    if _values_now(rows, first, columns) not in same:
        return False
    now = Counter(_values_now(rows, row, columns) for row in pair.now)
    return now == Counter(_values(row, columns) for _, row in pair.then)


def _values_now(rows: FormRows, row: int, columns: Collection[str]) -> RowKey:
    return row_key([rows.value(row, column) for column in columns])


def _values(row: EarlierRow, columns: Collection[str]) -> RowKey:
    return row_key([row.get(column) for column in columns])


def _labels_then(rows: FormRows, gone: Sequence[EarlierRow]) -> list[str]:
    return [label_of(rows.form, [row.get(column) for column in rows.form.key]) for row in gone]


def _new(rows: FormRows, pair: _Pair) -> list[int]:
    known = {identity for identity, _ in pair.then}
    return [row for row in pair.now if rows.identity(row) not in known and rows.can_be_told(row)]


def _said_renamed(rows: FormRows, pair: _Pair, then: EarlierRow, now: int) -> Finding:
    before, rule = label_of(rows.form, [then.get(column) for column in rows.form.key]), say.RENAMED
    slots = {"then": before, "now": rows.label(now), "period": pair.period, "row": rows.form.row}
    said = Said(rule.text.format_map(slots), rows.label(now), rule.expected.format_map(slots), rule.remedy.format_map(slots))
    return finding_at(pair.table, (rule.code, Level(rule.level)), said, rows.cells(now, rows.form.key), rows.label(now))


def _listing(pair: _Pair, rule: Wording, labels: Sequence[str], form: Form) -> Iterator[Finding]:
    if labels:
        yield _said(pair, rule, labels, form)


def _said(pair: _Pair, rule: Wording, labels: Sequence[str], form: Form) -> Finding:
    measure = form.measure or say.MEASURE
    counted = {"count": len(labels), "measure": measure, "labels": listed(labels, measure)}
    slots = {"period": pair.period, "row": form.row, **counted}
    texts = (
        rule.text.format_map(slots),
        say.ENUMERATION.join(labels),
        rule.expected.format_map(slots),
        rule.remedy.format_map(slots),
    )
    return finding_at(pair.table, (rule.code, Level(rule.level)), Said(*texts))
