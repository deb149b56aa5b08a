"""What the returns of a period show to be a problem, by the rules of templates/ledger.yaml."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from pipeline.expressions import Moment, compile_condition
from pipeline.ledger.reach import beside, other_column, rows_of, scope_of, subject_columns, with_last
from pipeline.ledger.slots import days_after, filled, last_day, slots_in, written
from pipeline.model.calendar import progress_share
from pipeline.model.definitions import Definitions
from pipeline.model.earlier import Earlier
from pipeline.model.finding import Finding
from pipeline.model.ledger import Identity, Sighting
from pipeline.model.ledger_rules import LedgerRule, LedgerRules
from pipeline.model.merged import UNIT, CellSource, MergedForm
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport
from pipeline.model.rows import row_key
from pipeline.model.values import Value


class Seen(Struct, frozen=True):
    """What a batch has found out, as far as rules look at it."""

    merged: Mapping[str, MergedForm]
    reports: Sequence[UnitReport]
    findings: Sequence[Finding]
    earlier: Earlier
    period: Period
    frozen: frozenset[str] = frozenset()
    """periods that do not change any more, by code"""


def sightings(rules: LedgerRules, seen: Seen, definitions: Definitions) -> tuple[Sighting, ...]:
    """Return every problem once: rules in their order, units in official order, then as the rows stand."""
    found: dict[Identity, Sighting] = {}
    position = definitions.directory.position
    for name, rule in rules.rules.items():
        shown = sorted(_by_rule(name, rule, seen, definitions), key=lambda sighting: position(sighting.identity.unit))
        for sighting in shown:
            found.setdefault(sighting.identity, sighting)
    return tuple(found.values())


def _by_rule(name: str, rule: LedgerRule, seen: Seen, definitions: Definitions) -> Iterator[Sighting]:
    if rule.states:
        yield from _in_reports(name, rule, seen)
    elif rule.findings:
        yield from _in_findings(name, rule, seen)
    elif rule.from_ and seen.merged[rule.from_].period:
        yield from _Rows(name, rule, seen, definitions).sightings()


def _in_reports(name: str, rule: LedgerRule, seen: Seen) -> Iterator[Sighting]:
    """Look at returns due for this very period: a yearly form is asked about once, with the period it ends in."""
    for report in seen.reports:
        end = Period.parse(report.period).end
        if report.state in rule.states and end == seen.period.end:
            slots = dict(
                zip(
                    ("单位", "报表", "期限", "状态"), (report.unit, report.form, report.deadline, report.state.value), strict=True
                )
            )
            matter = filled(rule.matter, lambda slot, slots=slots: slots[slot])  # type: ignore[misc] # a lambda with a default
            due = days_after(seen.period.end, rule.days)
            yield Sighting(Identity(name, report.unit, report.form), report.form, matter, seen.period.end, due, end)


def _in_findings(name: str, rule: LedgerRule, seen: Seen) -> Iterator[Sighting]:
    for finding in seen.findings:
        if finding.code in rule.findings and finding.unit:
            slots = {
                "单位": finding.unit,
                "报表": finding.form,
                "项目": finding.row,
                "问题": finding.text,
                "填报值": finding.found,
                "应为": finding.expected,
            }
            subject = f"{finding.form}：{finding.row}" if finding.row else finding.form
            key = "|".join(map(written, row_key((finding.form, finding.code, finding.row))))
            matter = filled(rule.matter, lambda slot, slots=slots: slots[slot])  # type: ignore[misc] # as above
            end = seen.period.end
            sources = _cells(finding)
            yield Sighting(
                Identity(name, finding.unit, key), subject, matter, end, days_after(end, rule.days), end, sources=sources
            )


def _cells(finding: Finding) -> tuple[CellSource, ...]:
    cells = [(cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in finding.cells]
    return tuple(
        CellSource(finding.unit, finding.form, finding.period, finding.file, "", finding.sheet, column, (int(row),))
        for column, row in cells
        if column and row.isdigit()
    )


class _Rows:
    """The rows of one form, held against one rule."""

    def __init__(self, name: str, rule: LedgerRule, seen: Seen, definitions: Definitions) -> None:
        self.name, self.rule, self.seen = name, rule, seen
        self.merged = seen.merged[rule.from_ or ""]
        self.form = self.merged.form
        self.scope = scope_of(rule, definitions.forms)
        self.progress = progress_share(seen.period, definitions.office.policies)
        self.places: list[int | None] = []

    def sightings(self) -> Iterator[Sighting]:
        """Yield what is a problem, and then what a unit says it has mended."""
        yield from self._that(self.rule.where or "", applied=False)
        if self.rule.applies:
            yield from self._that(self.rule.applies, applied=True)

    def _that(self, text: str, *, applied: bool) -> Iterator[Sighting]:
        condition = compile_condition(text, self.scope)
        frame = with_last(self._frame, condition.earlier, self.seen.earlier.last_rows.get(self.rule.from_ or ""), self.form)
        holds, _ = condition.holds(frame, Moment(self.seen.period))
        touched = (*subject_columns(self.rule, self.form), *condition.columns)
        for row in holds.nonzero()[0].tolist():
            yield self._sighting(row, touched, applied=applied)

    @cached_property
    def _frame(self):  # type: ignore[no-untyped-def] # noqa: ANN202 - a DataFrame; pandas-stubs gives a cached_property no type
        frame = rows_of(self.merged, self.progress)
        if self.rule.beside:
            frame, self.places = beside(frame, self.seen.merged[self.rule.beside], self.rule.match)
        return frame

    def _sighting(self, row: int, touched: Sequence[str], *, applied: bool) -> Sighting:
        rule, end = self.rule, self.seen.period.end
        subject = [self._value(row, name) for name in subject_columns(rule, self.form)]
        key = "|".join(map(written, row_key(subject)))
        due, found = self._value(row, rule.due), self._value(row, rule.found)
        return Sighting(
            Identity(self.name, str(self._value(row, UNIT)), key),
            "，".join(map(written, subject)),
            filled(rule.matter, lambda slot: self._value(row, slot)),
            last_day(found) if isinstance(found, date) else end,
            last_day(due) if isinstance(due, date) else days_after(end, rule.days),
            Period.parse(self.merged.period).end,
            self._text(row, rule.responsible),
            self._sources(row, (*touched, *slots_in(rule.matter))),
            applied,
            self._text(row, rule.evidence),
        )

    def _value(self, row: int, name: str | None) -> Value:
        value: Value = None if name is None else self._frame[name].iat[row]
        return value

    def _text(self, row: int, name: str | None) -> str:
        value = self._value(row, name)
        return "" if value is None else written(value)

    def _sources(self, row: int, columns: Sequence[str]) -> tuple[CellSource, ...]:
        """Return the cells of the row, and those of the row beside it."""
        own = [name for name in columns if other_column(name, self.rule) is None]
        cells = self.merged.cells([row], own)
        place = self.places[row] if self.places else None
        if self.rule.beside and place is not None:
            theirs = [name for name in (other_column(column, self.rule) for column in columns) if name]
            cells += self.seen.merged[self.rule.beside].cells([place], (*self.rule.match, *theirs))
        return cells
