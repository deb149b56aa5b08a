"""审核说明: what units have explained, for the notes under tables; by form and group, so that each table has its own."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.catalogue import notices as words
from pipeline.documents.material import Material
from pipeline.model.figure import Figure
from pipeline.model.finding import Finding


def explanations(material: Material) -> Mapping[str, object]:
    """Return all accepted explanations in official order of units, under 报表 those of each form, and there under 组别 of each group."""
    directory = material.definitions.directory
    order = directory.positions
    in_order = sorted(material.explained, key=lambda finding: (order.get(finding.unit, len(order)), finding.form, finding.row))
    groups = {unit.name: unit.group for unit in directory.units}
    by_form: dict[str, object] = {}
    for form in material.definitions.forms:
        own = [one for one in in_order if one.form == form]
        by_group = {
            group: _listed(one for one in own if groups.get(one.unit) == group) for group in material.definitions.office.groups
        }
        by_form[form] = {**_listed(own), "组别": by_group}
    return {**_listed(in_order), "报表": by_form}


def _listed(findings: Iterable[Finding]) -> dict[str, object]:
    """Return the explanations numbered; one that a unit gave for a row stands once, however many checks asked for it."""
    once: dict[tuple[str, ...], dict[str, str]] = {}
    for finding in findings:
        row = _row(len(once) + 1, finding)
        once.setdefault((row["单位"], row["报表"], row["项目"], row["说明"]), row)
    rows = list(once.values())
    return {"行": rows, "个数": Figure("审核说明", Decimal(len(rows)), "count", words.FINDINGS)}


def _row(number: int, finding: Finding) -> dict[str, str]:
    given = finding.explanation
    return {
        "序号": str(number),
        "单位": finding.unit,
        "报表": finding.form,
        "项目": finding.row,
        "编号": finding.code,
        "级别": finding.level.value,
        "问题": finding.text,
        "说明": given.text.rstrip("。；;. ") if given else "",
    }
