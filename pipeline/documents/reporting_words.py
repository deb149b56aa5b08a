"""Who has not reported what, in one line: 云台镇（重点项目、问题清单）、县林业局（向上争取）."""

from pipeline.catalogue import wording
from pipeline.documents.lists import joined
from pipeline.documents.suitable import FormatError, rows, unsuitable


def by_unit(value: object) -> str:
    """Name each unit once, with its forms in brackets; 无 for none."""
    forms: dict[str, list[str]] = {}
    for row in rows(value, "报表明细"):
        unit, form = _unit_and_form(row)
        forms.setdefault(unit, []).append(form)
    told = [wording.BRACKETED.format(name=unit, value=joined(of_unit)) for unit, of_unit in forms.items()]
    return joined(told) or wording.NOTHING


def _unit_and_form(row: object) -> tuple[str, str]:
    match row:
        case {"单位": str(unit), "报表": str(form)}:
            return unit, form
        case _:
            raise FormatError(unsuitable(row, "报表明细", wording.A_LIST))
