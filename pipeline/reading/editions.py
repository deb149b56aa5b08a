"""Several editions of one return: the one received last counts, and both are named.

What is sent again unchanged was received when it first came: a copy left in the inbox later makes nobody late.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.catalogue.answers import FILE as MARKED
from pipeline.catalogue.findings import Wording
from pipeline.catalogue.ledger import CONFIRMATION
from pipeline.model.finding import Finding, Level
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.reading.journal import Journal, Scope

_Sheet = tuple[str, str, str]
_TAKEN_BACK = frozenset({say.OTHER_PERIOD.code, say.OTHER_UNIT.code, say.UNTOUCHED.code})
"""codes of what is said only as long as the right return has not come"""
_DIGITS = re.compile(r"(\d+)")


def latest_editions(
    tables: Sequence[ReturnTable], findings: Sequence[Finding]
) -> tuple[tuple[ReturnTable, ...], tuple[Finding, ...]]:
    """Keep one table per unit, form and period; what was said about the others goes with them.

    Confirmations of the ledger are no editions of each other: colleagues may each decide about a part.
    """
    editions: dict[tuple[str, str, str, str], list[ReturnTable]] = {}
    misnamed, burdens = {_sheet_of(finding) for finding in findings if finding.code == say.OTHER_UNIT.code}, _burdens(findings)
    for table in tables:
        sent = table.submission
        apart = sent.file.path if sent.form == CONFIRMATION else ""
        editions.setdefault((sent.unit, sent.form, sent.period.code, apart), []).append(table)
    kept: list[ReturnTable] = []
    said: list[Finding] = []
    dropped: set[tuple[str, str, str, str]] = set()
    strangers: list[ReturnTable] = []
    for given in editions.values():
        same = _taken_for_editions(given, misnamed)
        strangers += [table for table in given if all(table is not other for other in same)]
        counts, first = _that_counts(same, burdens), min(same, key=_received).submission.file
        kept.append(counts if counts.submission.file == first else _after(counts, first))
        others = [table for table in sorted(same, key=_received) if table is not counts]
        said += [_superseded(table, counts) for table in others]
        dropped.update(_place(table) for table in others)
    said += _exchanged(kept)
    dropped.update(map(_place, strangers))
    waited = _still_waited_for(findings, kept, {_sheet(table) for table in strangers})
    remaining = [finding for finding in waited if _place_of(finding) not in dropped]
    kept.sort(key=lambda table: (table.submission.file.path, table.submission.form, table.submission.sheet))
    return tuple(kept), tuple(sorted([*remaining, *said], key=lambda finding: finding.file))


def _taken_for_editions(tables: list[ReturnTable], misnamed: set[_Sheet]) -> list[ReturnTable]:
    """Leave out what says nothing beside one that does, an empty form, and what may be another unit's return."""
    filled = [table for table in tables if table.rows or table.zero_report] or tables
    return [table for table in filled if _sheet(table) not in misnamed] or filled


def _still_waited_for(findings: Sequence[Finding], kept: Sequence[ReturnTable], strangers: set[_Sheet]) -> Iterator[Finding]:
    """Leave out that another period's or unit's return or an empty form came where the right one has come as well.

    Of another unit it is said only where the unit stated has sent its own.
    """
    come = {(table.submission.unit, table.submission.form, table.submission.period.code) for table in kept}
    for finding in findings:
        stranger = finding.code == say.OTHER_UNIT.code
        elsewhere = finding.code in _TAKEN_BACK
        if elsewhere and (finding.unit, finding.form, finding.period) in come:
            continue
        if not stranger or _sheet_of(finding) in strangers:
            yield finding


def _burdens(findings: Sequence[Finding]) -> dict[tuple[str, str, str, str], tuple[int, int]]:
    """Return how much each table's sender is asked: what is to be mended, what is to be explained."""
    burdens: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for finding in findings:
        mend, explain = burdens.get(_place_of(finding), (0, 0))
        level = finding.level
        burdens[_place_of(finding)] = mend + (level is Level.MUST_FIX), explain + (level is Level.MUST_EXPLAIN)
    return burdens


def _sheet(table: ReturnTable) -> _Sheet:
    return _place(table)[:3]


def _sheet_of(finding: Finding) -> _Sheet:
    return _place_of(finding)[:3]


def _place_of(finding: Finding) -> tuple[str, str, str, str]:
    return finding.file, finding.sheet, finding.form, finding.unit


def _after(table: ReturnTable, first: InboxFile) -> ReturnTable:
    return replace(table, submission=replace(table.submission, first=first))


def _that_counts(editions: Sequence[ReturnTable], burdens: Mapping[tuple[str, str, str, str], tuple[int, int]]) -> ReturnTable:
    """Return the first receipt of the data that was received last; of the same data, that of which least is asked.

    A clerk who copies his figures into the new form, or deletes what stood below the table, sends the same data again and has done as told.
    """
    in_order = sorted(editions, key=_received)
    same = [table for table in in_order if _same_data(table, in_order[-1])]
    return min(same, key=lambda table: burdens.get(_place(table), (0, 0)))


def _same_data(table: ReturnTable, other: ReturnTable) -> bool:
    same_bytes = table.submission.file.sha256 == other.submission.file.sha256
    return same_bytes or (table.columns, table.zero_report) == (other.columns, other.zero_report)


def _place(table: ReturnTable) -> tuple[str, str, str, str]:
    sent = table.submission
    return sent.file.path, sent.sheet, sent.form, sent.unit


def _received(table: ReturnTable) -> tuple[object, list[tuple[int, str]], str]:
    """Order by receipt, then by name as people count: 最终版 before 最终版2 before 最终版10."""
    file = table.submission.file
    stem = file.name.rpartition(".")[0]
    counted = [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(stem) if part]
    return file.received, counted, file.path


def _superseded(table: ReturnTable, by: ReturnTable) -> Finding:
    sent, other = table.submission, by.submission.file
    if sent.file.sha256 == other.sha256:
        wording = say.SAME_BYTES
    elif _same_data(table, by):
        wording = say.SAME_DATA
    elif _is_answer_to(other, sent.file):
        wording = say.CORRECTED
    else:
        wording = say.SUPERSEDED
    return _said(table, wording, other.path)


def _is_answer_to(file: InboxFile, earlier: InboxFile) -> bool:
    """Tell whether a file is the marked workbook of an earlier one sent back, as its name says."""
    stem = earlier.name.rpartition(".")[0]
    return file.name.startswith(stem + MARKED.partition("{stem}")[2].removesuffix("）.xlsx"))


def _exchanged(tables: Sequence[ReturnTable]) -> Iterator[Finding]:
    """Ask about files of different units that are byte for byte the same, unless they report nothing."""
    first: dict[tuple[str, str, str], ReturnTable] = {}
    for table in tables:
        sent = table.submission
        other = first.setdefault((sent.file.sha256, sent.form, sent.sheet), table)
        if other.submission.unit != sent.unit and other.submission.file != sent.file and table.rows:
            yield _said(table, say.ANOTHER_UNITS, other.submission.file.path, unit=other.submission.unit)
            yield _said(other, say.ANOTHER_UNITS, sent.file.path, unit=sent.unit)


def _said(table: ReturnTable, wording: Wording, other: str, unit: str = "") -> Finding:
    sent = table.submission
    journal = Journal(Scope(sent.file.path, sent.unit, sent.form, sent.period.code, sent.sheet))
    journal.say(wording, {"unit": unit or sent.unit, "form": sent.form, "period": sent.period.label, "other": other})
    return replace(journal.findings()[0], found=other)
