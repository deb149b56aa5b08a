"""审核说明: what units have explained, for the notes under tables; by form, so that each table has its own."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.catalogue import notices as words
from pipeline.documents.material import Material
from pipeline.model.figure import Figure
from pipeline.model.finding import Finding


def explanations(material: Material) -> Mapping[str, object]:
    """Return all accepted explanations in official order of units, and under 报表 those of each form."""
    order = material.definitions.directory.positions
    in_order = sorted(material.explained, key=lambda finding: (order.get(finding.unit, len(order)), finding.form, finding.row))
    by_form = {form: _listed(one for one in in_order if one.form == form) for form in material.definitions.forms}
    return {**_listed(in_order), "报表": by_form}


def _listed(findings: Iterable[Finding]) -> dict[str, object]:
    rows = [_row(number, finding) for number, finding in enumerate(findings, 1)]
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
