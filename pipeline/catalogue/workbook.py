"""Headings of 汇总表.xlsx."""

from typing import Final

FILE: Final = "汇总表.xlsx"
TITLE: Final = "汇总表"
OPEN: Final = "打开原件"
FONT: Final = "宋体"
REPORTING_SHEET: Final = "报送情况"
FINDINGS_SHEET: Final = "审核问题"
CREATOR: Final = "通报自动生成"
FORM_TITLE: Final = "{title}（{period}汇总）"
RANKING_TITLE: Final = "{statistic}{ranking}（{period}）"
RANKING_SHEET: Final = "{statistic}{ranking}"
REPORTING_TITLE: Final = "{period}报送情况"
FINDINGS_TITLE: Final = "{period}审核问题"

UNIT: Final = "单位"
GROUP: Final = "组别"
SOURCE: Final = ("来源文件", "工作表", "行")
WITH_UNIT: Final = "{name}（{unit}）"
PERCENT: Final = "%"
POINTS: Final = "百分点"

RANKING_HEAD: Final = ("组别", "名次", "单位")
RANKING_TAIL: Final = ("上期名次", "位次变化", "备注")
RANKING_SUFFIX: Final = "排名"
VALUE: Final = "排名依据"
TOTAL: Final = "合计"

REPORTING_HEAD: Final = ("单位", "组别", "报表", "情况", "期限", "收到", "文件")
FINDINGS_HEAD: Final = ("编号", "级别", "单位", "报表", "文件", "工作表", "单元格", "项目", "问题", "填报值", "应为", "处理")
CORRECTED_STATE: Final = "{state}（更正）"
"""a return whose later edition counts"""
LEVEL: Final = "级别"
