"""What each file is answered: its findings, the gravest first, no more than a person will read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pipeline.model.finding import Finding, Level
from pipeline.model.submission import InboxFile

MOST_FINDINGS: Final = 200
_GRAVEST_FIRST = list(Level)


class Reply(Struct, frozen=True):
    """The answer to one file; findings are numbered from 1 in this order."""

    file: InboxFile
    unit: str
    """empty where it is not known whose the file is"""
    period: str
    """code; empty where several or none"""
    findings: tuple[Finding, ...]
    left_off: int
    explained: tuple[Finding, ...] = ()

    def count(self, level: Level) -> int:
        return sum(finding.level is level for finding in self.findings)


def replies(findings: Iterable[Finding], explained: Iterable[Finding], files: Sequence[InboxFile]) -> list[Reply]:
    """Return an answer for every file with something to mend or to explain, in the order of the files.

    What is only for information is told with the rest, but asks for no workbook of its own.
    """
    by_file, settled = _by_file(findings), _by_file(explained)
    return [
        _reply(file, by_file[file.path], settled.get(file.path, []))
        for file in files
        if any(finding.level is not Level.NOTICE for finding in by_file.get(file.path, ()))
    ]


def _reply(file: InboxFile, findings: list[Finding], explained: list[Finding]) -> Reply:
    in_order = sorted(findings, key=_grave)
    shown = in_order[:MOST_FINDINGS]
    periods = {finding.period for finding in findings if finding.period}
    return Reply(
        file,
        _commonest(finding.unit for finding in findings),
        periods.pop() if len(periods) == 1 else "",
        tuple(shown),
        len(in_order) - len(shown),
        tuple(finding for finding in explained if _answered_on_the_sheet(finding))[:MOST_FINDINGS],
    )


def _answered_on_the_sheet(finding: Finding) -> bool:
    """Return whether the explanation stood on a 审核意见 sheet: it must stand on the next one too, for that replaces the first."""
    given = finding.explanation
    return given is not None and (given.file, given.sheet) != (finding.file, finding.sheet)


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.file].append(finding)
    return found


def _grave(finding: Finding) -> int:
    return _GRAVEST_FIRST.index(finding.level)


def _commonest(units: Iterable[str]) -> str:
    return next((unit for unit, _ in Counter(filter(None, units)).most_common(1)), "")
