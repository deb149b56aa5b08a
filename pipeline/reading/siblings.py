"""Several tables in one workbook: each unit's form is taken once, for one period."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from pipeline.model.finding import Finding
from pipeline.model.table import ReturnTable
from pipeline.reading.identity import Hints
from pipeline.reading.journal import Journal, Scope


class TypedTable(Struct):
    """A table with what was said about it; `table` is None where its owner is not known."""

    form: str
    table: ReturnTable | None
    findings: list[Finding]
    rows: int
    corner: str
    """address of the first of its headings"""


def one_per_form(typed: Sequence[TypedTable], hints: Hints) -> list[TypedTable]:
    """Keep one table per unit and form; what is left out is said with the one that is kept."""
    kept: list[TypedTable] = []
    for form in dict.fromkeys(each.form for each in typed):
        tables = [each for each in typed if each.form == form]
        kept += _of_one_form(tables, hints) if len(tables) > 1 else tables
    return kept


def _of_one_form(tables: list[TypedTable], hints: Hints) -> Iterator[TypedTable]:
    """Leave out blank sheets beside a filled one, then choose per unit."""
    filled = [each for each in tables if each.rows] or tables[:1]
    yield from (each for each in filled if each.table is None)
    owned: dict[str, dict[str, list[tuple[TypedTable, ReturnTable]]]] = {}
    for each in filled:
        if each.table is not None:
            sent = each.table.submission
            owned.setdefault(sent.unit, {}).setdefault(sent.period.code, []).append((each, each.table))
    for periods in owned.values():
        yield _of_one_unit(periods, hints)


def _of_one_unit(periods: dict[str, list[tuple[TypedTable, ReturnTable]]], hints: Hints) -> TypedTable:
    """Choose the period the file's name states, or the latest."""
    stated = {code: tables[0][1].submission.period for code, tables in periods.items()}
    named = [code for code, period in stated.items() if hints.period.period(period.cadence) == period]
    wanted = named[0] if named else max(stated, key=lambda code: stated[code])
    chosen, table = periods[wanted][0]
    findings = list(chosen.findings)
    for code, tables in periods.items():
        if code != wanted:
            findings += [_said(other, say.LEFTOVER) for _, other in tables]
    if len(periods[wanted]) > 1:
        places = [(other.submission.sheet, each.corner) for each, other in periods[wanted]]
        cells = [corner for sheet, corner in places if sheet == table.submission.sheet and corner]
        shown = "、".join(f"“{sheet}”{corner}" for sheet, corner in places)
        findings.append(_said(table, say.TWO_TABLES, *cells, places=shown))
    return replace(chosen, findings=findings)


def _said(table: ReturnTable, wording: Wording, *cells: str, **slots: str) -> Finding:
    sent = table.submission
    journal = Journal(Scope(sent.file.path, sent.unit, sent.form, sent.period.code, sent.sheet))
    journal.add(wording, *cells, period=sent.period.label, form=sent.form, **slots)
    return journal.findings()[0]
