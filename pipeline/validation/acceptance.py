"""Which returns are accepted: those without a 强制 finding of any stage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from pipeline.model.earlier import Earlier
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory
from pipeline.validation.alike import alike_findings
from pipeline.validation.before import before
from pipeline.validation.beside import Beside
from pipeline.validation.changes import change_findings
from pipeline.validation.formrows import lay_out
from pipeline.validation.repeats import repeated_in_return, reported_by_several
from pipeline.validation.rules import row_findings
from pipeline.validation.totals import total_findings
from pipeline.validation.unit_slips import unit_slip_findings
from pipeline.validation.unit_totals import unit_total_findings


def validate(
    tables: Sequence[ReturnTable],
    forms: Mapping[str, Form],
    directory: UnitDirectory,
    earlier: Earlier,
    already: Sequence[Finding] = (),
) -> tuple[tuple[ReturnTable, ...], tuple[Finding, ...]]:
    """Return the accepted returns, in their order, and the findings of this stage about all of them, by file, sheet and row.

    A finding that its row explains carries the explanation and is closed.
    `already` are findings of earlier stages: a return with a 强制 one among them is not accepted, and its cells are not blamed twice.
    """
    doubtful = _must_fix_by_file(already)
    found: list[Finding] = []
    groups = {(name, period): lay_out(name, forms[name], those, directory) for (name, period), those in _by_form(tables).items()}
    laid = {name: rows for (name, _), rows in groups.items()}
    beside = Beside(laid, earlier)
    for (name, period), rows in groups.items():
        past = before(name, forms[name], period, earlier, directory)
        found += (
            *row_findings(rows, past, beside, forms, partial(_cells, must_fix=doubtful)),
            *unit_total_findings(rows, laid, forms),
            *repeated_in_return(rows, directory),
            *reported_by_several(rows, directory),
            *alike_findings(rows),
            *change_findings(rows, past),
            *unit_slip_findings(rows, past),
        )
        for table in rows.tables:
            found += total_findings(table, forms[name], _cells(table, doubtful))
    must_fix = _must_fix_by_file((*already, *found))
    returned = {_return(table) for table in tables if any(_concerns(finding, table) for finding in must_fix[_file(table)])}
    return tuple(table for table in tables if _return(table) not in returned), tuple(sorted(found, key=_place))


def _by_form(tables: Iterable[ReturnTable]) -> dict[tuple[str, Period], list[ReturnTable]]:
    """Group returns by form and period, in an order that does not depend on when they arrived."""
    groups: dict[tuple[str, Period], list[ReturnTable]] = defaultdict(list)
    for table in sorted(tables, key=lambda table: (_file(table), table.submission.sheet)):
        groups[table.submission.form, table.submission.period].append(table)
    return groups


def _must_fix_by_file(findings: Iterable[Finding]) -> defaultdict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.level is Level.MUST_FIX and finding.explanation is None:
            found[finding.file].append(finding)
    return found


def _concerns(finding: Finding, table: ReturnTable) -> bool:
    """Return whether a finding about the file of a return is about this return: about its sheet, or about the file as a whole."""
    sent = table.submission
    return finding.sheet in {"", sent.sheet} and finding.form in {"", sent.form}


def _cells(table: ReturnTable, must_fix: Mapping[str, Sequence[Finding]]) -> frozenset[str]:
    findings = must_fix.get(_file(table), ())
    return frozenset(cell for finding in findings if finding.sheet == table.submission.sheet for cell in finding.cells)


def _file(table: ReturnTable) -> str:
    return table.submission.file.path


def _return(table: ReturnTable) -> tuple[str, str, str]:
    """Return what is accepted or returned as one: all sheets of one form in one file of one unit."""
    return _file(table), table.submission.unit, table.submission.form


def _place(finding: Finding) -> tuple[str, str, int, str, str]:
    row = int("".join(filter(str.isdigit, finding.cells[0]))) if finding.cells else 0
    return finding.file, finding.sheet, row, finding.code, finding.text
