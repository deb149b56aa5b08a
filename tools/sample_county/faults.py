"""What is wrong on purpose: the one return that must go back, and oddities that must not do any harm."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from tools.sample_county.facts import Row

RETURNED = ("县经信局", "招商引资", "2023-04")
"""unit, form and period of the return with several 强制 findings"""
MISSING = ("松柏岭乡", "招商引资", "2023-04")
LATE = ("双溪口镇", "重点项目", "2023-04")
ZERO_REPORTS = (("磨盘寨乡", "向上争取"), ("县财政局", "问题清单"), ("梨花垭乡", "问题清单"))
"""returns of 2023 that state there is nothing to report"""


def as_sent(key: tuple[str, str, str], rows: Sequence[Row]) -> list[Row]:
    """Return the rows as the unit of a (unit, form, period) really wrote them."""
    change = _CHANGES.get(key)
    copies = [dict(row) for row in rows]
    if change:
        change(copies)
    if key[1:] == ("重点项目", "2023-03"):
        for row in copies:
            row["项目名称"] = row["项目名称"].replace("“455”", '"455"')
    return copies


def _several_mistakes(rows: list[Row]) -> None:
    """Five mistakes an auditor meets every month, each in a row of its own."""
    rows[0]["本年累计到位资金"] += Decimal(600)
    rows[1]["开工时间"] = None
    rows[2]["协议总投资"] = "约3亿"
    rows[2]["产业类别"] = "高新技术"
    rows[3]["本年累计到位资金"] = rows[3]["自签约累计到位资金"] = rows[3]["本月到位资金"] = Decimal(800)


def _unit_in_cell(rows: list[Row]) -> None:
    for row in rows:
        if row["上年底累计完成投资"] == Decimal(900):
            row["上年底累计完成投资"] = "900万元"


def _padded_names(rows: list[Row]) -> None:
    for row in rows:
        row["资金名称"] = f" {row['资金名称']}　"


_CHANGES: Mapping[tuple[str, str, str], Callable[[list[Row]], None]] = {
    RETURNED: _several_mistakes,
    ("县交通局", "重点项目", "2023-04"): _unit_in_cell,
    ("县教育局", "向上争取", "2023-04"): _padded_names,
}
