"""审核问题汇总.xlsx: all findings by unit and by check, how many of each there are, and what units have explained."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.catalogue import findings_book as words
from pipeline.documents.material import Material
from pipeline.documents.sheets import Cell, Column, Sheet
from pipeline.documents.table_book import table_book
from pipeline.model.document import Document
from pipeline.model.finding import Finding, Level

_LEVELS = list(Level)


def findings_book(material: Material) -> Document:
    """Return 审核问题汇总.xlsx."""
    policies = material.definitions.office.policies
    return Document(words.FILE, table_book(finding_sheets(material), words.TITLE, material.period, policies), words.TITLE)


def finding_sheets(material: Material) -> Iterator[Sheet]:
    """Yield the sheets: by unit, by check, counts of both, and what has been explained."""
    order, period = material.definitions.directory.positions, material.period.label
    by_unit = sorted(material.findings, key=lambda one: (order.get(one.unit, len(order)), one.unit, _LEVELS.index(one.level)))
    by_check = sorted(by_unit, key=lambda one: (_LEVELS.index(one.level), one.code))
    yield _sheet(words.BY_UNIT, period, ("单位", *words.FINDING_HEAD), [(_unit(one), *_told(one)) for one in by_unit])
    checked = ("编号", "级别", "单位", *words.FINDING_HEAD[2:])
    yield _sheet(words.BY_CHECK, period, checked, [(one.code, one.level.value, _unit(one), *_told(one)[2:]) for one in by_check])
    yield _sheet(words.UNITS, period, (*words.UNIT_HEAD, *words.LEVELS_HEAD), list(_counts_of_units(material)))
    yield _sheet(words.CHECKS, period, words.CHECK_HEAD, list(_counts_of_checks(by_check)))
    yield _sheet(words.EXPLAINED, period, words.EXPLAINED_HEAD, [_explained(one) for one in material.explained])


def _sheet(name: str, period: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Sheet:
    counted = {"条数", "单位数", *words.LEVELS_HEAD}
    columns = tuple(Column(head, "number" if head in counted else "text", words.WIDTHS.get(head, 10)) for head in heads)
    return Sheet(name, words.TITLES[name].format(period=period), columns, rows)


def _unit(finding: Finding) -> str:
    return finding.unit or words.NO_UNIT


def _told(finding: Finding) -> tuple[Cell, ...]:
    """Return a finding under the headings of FINDING_HEAD."""
    return (
        finding.level.value, finding.code, finding.form, finding.row, finding.text, finding.found, finding.expected, finding.remedy,
        finding.file, finding.sheet, words.TOGETHER.join(finding.cells),
    )  # fmt: skip


def _counts_of_units(material: Material) -> Iterator[tuple[Cell, ...]]:
    """Yield one row per unit of the directory that must report or has findings, then the findings of nobody, then the total."""
    counts, explained = _by_unit(material.findings), _by_unit(material.explained)
    reporting = {report.unit for report in material.reports}
    units = [(unit.name, unit.group) for unit in material.definitions.directory.units if unit.name in reporting | set(counts)]
    for unit, group in [*units, *([("", "")] if "" in counts else [])]:
        yield (unit or words.NO_UNIT, group, *_levels(counts.get(unit, Counter())), explained.get(unit, Counter()).total())
    whole = Counter(finding.level for finding in material.findings)
    yield (words.TOTAL, "", *_levels(whole), len(material.explained))


def _by_unit(findings: Iterable[Finding]) -> dict[str, Counter[Level]]:
    counts: dict[str, Counter[Level]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.unit][finding.level] += 1
    return dict(counts)


def _levels(count: Counter[Level]) -> tuple[int, ...]:
    return (*(count[level] for level in _LEVELS), count.total())


def _counts_of_checks(findings: Sequence[Finding]) -> Iterator[tuple[Cell, ...]]:
    """Yield one row per check and level, with an example of what it says."""
    checks: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        checks[finding.code, finding.level.value].append(finding)
    for (code, level), found in checks.items():
        units = list(dict.fromkeys(map(_unit, found)))
        yield (code, level, len(found), len(units), words.TOGETHER.join(units), found[0].text)


def _explained(finding: Finding) -> tuple[Cell, ...]:
    given = finding.explanation
    place = words.PLACE.format(file=given.file, sheet=given.sheet, cell=given.cell).strip() if given else ""
    text = given.text if given else ""
    return (_unit(finding), finding.level.value, finding.code, finding.form, finding.row, finding.text, text, place)
