"""Headings of 审核问题汇总.xlsx."""

from typing import Final

FILE: Final = "审核问题汇总.xlsx"
TITLE: Final = "审核问题汇总"
BY_UNIT: Final = "按单位"
BY_CHECK: Final = "按审核项"
UNITS: Final = "单位统计"
CHECKS: Final = "审核项统计"
EXPLAINED: Final = "已说明"
TITLES: Final = {
    BY_UNIT: "{period}审核问题（按单位）",
    BY_CHECK: "{period}审核问题（按审核项）",
    UNITS: "{period}各单位审核问题统计",
    CHECKS: "{period}各审核项问题统计",
    EXPLAINED: "{period}已经说明的审核问题",
}
NO_UNIT: Final = "单位不明"
TOTAL: Final = "合计"
TOGETHER: Final = "、"
LEVELS_HEAD: Final = ("强制", "核实", "提示", "合计", "已说明")
UNIT_HEAD: Final = ("单位", "组别")
CHECK_HEAD: Final = ("编号", "级别", "条数", "单位数", "涉及单位", "例")
FINDING_HEAD: Final = ("级别", "编号", "报表", "项目", "问题", "填报值", "应为", "处理", "文件", "工作表", "单元格")
EXPLAINED_HEAD: Final = ("单位", "级别", "编号", "报表", "项目", "问题", "说明", "说明所在")
WIDTHS: Final = {
    "单位": 18, "级别": 7, "编号": 8, "报表": 12, "项目": 22, "问题": 48, "填报值": 24, "应为": 28, "处理": 30, "文件": 34,
    "工作表": 12, "单元格": 12,
    "例": 60, "涉及单位": 48, "说明": 40, "说明所在": 34,
}  # fmt: skip
PLACE: Final = "{file} {sheet} {cell}"
