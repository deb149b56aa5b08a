"""What validation says about a return: the sentences of an auditor, with slots for the office's own rules."""

from typing import Final

from pipeline.catalogue.findings import Wording

REPEATED: Final = Wording(
    "Q-232",
    "强制",
    "{places}都是“{label}”，重复填报",
    "每个{row}只填一行",
    "请保留一行；确为不同{row}的，请在名称中写明区别后重报",
)
REPORTED_TWICE: Final = Wording(
    "H-401",
    "核实",
    "“{label}”由{units}同时填报，可能重复计算",
    "一个{row}只由一个单位填报",
    "请与{others}商定由哪一家填报，并说明",
)
UNCHANGED: Final = Wording(
    "H-017", "核实", "本期数据与上期（{period}）完全相同", "本期有变动的数据", "请核实是否已更新；确无变化的请说明"
)
GONE: Final = Wording(
    "H-303",
    "核实",
    "{labels}上期（{period}）有、本期无",
    "上期填报的{row}本期继续填报",
    "请说明去向（完成、调出或漏报），漏报的请补报",
)
RENAMED: Final = Wording(
    "H-305",
    "核实",
    "“{now}”疑由上期（{period}）的“{then}”更名",
    "同一{row}各期使用同一名称",
    "确为更名的，请说明更名依据；不是更名的，请说明“{then}”的去向",
)
NEW: Final = Wording("T-304", "提示", "本期新增{row}{count}{measure}：{labels}", "", "请确认是否为新增，而不是更名")

REPORTED_DIFFERENTLY: Final = Wording(
    "H-402",
    "核实",
    "“{label}”由{units}同时填报，且{column}不同（{values}）",
    "一个{row}只由一个单位填报",
    "请与{others}核对，商定由哪一家填报、以哪个数为准，并说明",
)
SAME_DETAILS: Final = Wording(
    "H-403",
    "核实",
    "{here}与{there}的{columns}都是“{values}”，可能是同一{row}，重复填报",
    "一个{row}只由一个单位填报",
    "请与{others}核对；确为同一{row}的，商定由哪一家填报；不是同一{row}的，请说明",
)
NEARLY_SAME: Final = Wording(
    "H-401",
    "核实",
    "{here}与{there}名称相近，可能是同一{row}，重复填报",
    "一个{row}只由一个单位填报",
    "请与{others}核对；确为同一{row}的，商定由哪一家填报；不是同一{row}的，请说明",
)
GENERIC_WORDS: Final = ("项目", "工程", "建设")
"""words of a project's name that do not tell it from another"""
TELLS_APART: Final = frozenset("一二三四五六七八九十百甲乙丙丁东西南北中上下左右前后内外大小新旧老高初Ⅰ Ⅱ Ⅲ Ⅳ")
"""characters by which two names mean two things"""
PLACE_OF_ROW: Final = "{unit}第{number}行“{label}”（{cell}）"
UNIT_VALUE: Final = "{unit}{cell}={value}"
UNIT_SLIP: Final = Wording(
    "H-109", "核实", "", "金额以{unit}为单位", "请核对这几格的计量单位；误用的改成{unit}后重报，没有用错的请说明"
)
UNITS: Final = ("万元", "元", "亿元")
SLIP_PAST: Final = "{column}（{address}={found}，上期{before}）"
SLIP_SISTER: Final = "{column}（{address}={found}）"
SLIP_WHOLE: Final = "有{count}行的金额，例如{example}，"
SLIP_UP: Final = "约为应有数的{times}倍"
SLIP_DOWN: Final = "约为应有数的{times}分之一"
SLIP_TIMES: Final = {4: "一万", 8: "一亿"}
SLIP_DOUBT: Final = "，疑将{written}误作{unit}填报"
PROBABLE_UNITS: Final = {
    ("万元", 4): "元",
    ("万元", -4): "亿元",
    ("亿元", 4): "万元",
    ("亿元", 8): "元",
    ("元", -4): "万元",
    ("元", -8): "亿元",
}
"""unit of the column and how far the amount is off, in powers of ten → the unit it was probably written in"""

# ── the office's own rules ───────────────────────────────────────────────────────────────────────────────────────────
IN_ROW: Final = "第{number}行“{label}”：{text}"
IN_ROW_WITHOUT_LABEL: Final = "第{number}行：{text}"
NOT_KEPT: Final = "未满足{rule}"
"""where a rule says nothing of its own"""
WHEN: Final = "{condition}时，{rule}"
DIFFERENCE: Final = "，差{difference}"
ASIDE: Final = "（{values}）"
CITED: Final = "{address}={value}"
CITED_BLANK: Final = "{address}为空"
NOT_FILLED: Final = "未填"
BLANK: Final = "空"
POINTS: Final = "{points}个百分点"
WORKED_OUT: Final = "{rule}（{value}）"
BETWEEN_VALUES: Final = "，"
BETWEEN_FINDS: Final = "；"
OF_FORM: Final = "《{form}》{column}"
BETWEEN_NAME_AND_PLACE: Final = "："
NOT_FOUND: Final = "没有找到"
SAID_OF_FORM: Final = ("《{form}》的", "《{form}》", "{form}的", "{form}")
"""what an office writes before a column's name when it means another form"""
LAST: Final = "上期"
LAST_YEAR: Final = "上年同期"
SAID_OF: Final = {"last": ("上月", "上期", "上旬", "上季度"), "last_year": ("上年同期", "去年同期", "上年")}
"""what an office writes before a column's name when it means an earlier period"""

IN_WORDS: Final = (
    (r"\bfilled\(([^()]*)\)", r"\1已填写"),
    (r"\blen\(([^()]*)\)", r"\1的字数"),
    (r"\babs\(([^()]*)\)", r"\1的绝对值"),
    (r"\bmonth\(([^()]*)\)", r"\1的月份"),
    (r"\byear\(([^()]*)\)", r"\1的年份"),
    (r"\bsum\(([^(),]*),\s*([^()]*)\)", r"\1合计（\2）"),
    (r"\bsum\(([^(),]*)\)", r"\1合计"),
    (r"\bcount\(\)", "行数"),
    (r"\bcount\(([^()]*)\)", r"符合“\1”的行数"),
    (r"\byear_in\(([^(),]*),\s*1\)", r"\1的第一个年份"),
    (r"\byear_in\(([^(),]*),\s*2\)", r"\1的第二个年份"),
    (r"\bcontains\(([^(),]*),\s*([^(),]*)\)", r"\1含有\2"),
    (r"\bstartswith\(([^(),]*),\s*([^(),]*)\)", r"\1以\2开头"),
    (r"\bdays\(([^(),]*),\s*([^(),]*)\)", r"\1至\2的天数"),
    (r"\bround\(([^(),]*),\s*([^(),]*)\)", r"\1（保留\2位小数）"),
    (r"\bmin\(([^()]*)\)", r"\1中较小的"),
    (r"\bmax\(([^()]*)\)", r"\1中较大的"),
    (r"\bdate\((\d+),\s*(\d+),\s*(\d+)\)", r"\1年\2月\3日"),
    (r"\blast_year\.", "上年同期"),
    (r"\blast\.", "上期"),
    (r"\bperiod\.start\b", "报告期初"),
    (r"\bperiod\.end\b", "报告期末"),
    (r"\bperiod\.year\b", "报告年"),
    (r"\bperiod\.month\b", "报告月"),
    (r"\bquarter\.start\b", "季度初"),
    (r"\bquarter\.end\b", "季度末"),
    (r"\b([^\W\d]\w*)\.([^\W\d]\w*)", r"《\1》\2"),
    (r"\s*\bis\s+not\s+none\b", "已填写"),
    (r"\s*\bis\s+none\b", "为空"),
    (r"\s*\bnot\s+in\b\s*", "不属于"),
    (r"\s*\bin\b\s*", "属于"),
    (r"\s*\band\b\s*", "，且"),
    (r"\s*\bor\b\s*", "，或"),
    (r"\bnot\b\s*", "并非"),
    (r"\s*!=\s*", "≠"),
    (r"\s*>=\s*", "≥"),
    (r"\s*<=\s*", "≤"),
    (r"\s*==?\s*", "＝"),
    (r"\s*>\s*", "＞"),
    (r"\s*<\s*", "＜"),
    (r"\s*\+\s*", "＋"),
    (r"\s+-\s+", "－"),
    (r"\s*\*\s*", "×"),
    (r"\s*/\s*", "÷"),
    (r"\s*,\s*", "、"),
    (r"[\[\]]", ""),
    (r"\(", "（"),
    (r"\)", "）"),
)
"""the signs of an expression and how an auditor says them, in the order in which they are replaced"""

# ── totals ───────────────────────────────────────────────────────────────────────────────────────────────────────────
TOTAL: Final = "第{number}行“{label}”：{column}（{address}={found}）与所含{count}行之和（{expected}）相差{difference}"
TOTAL_SAID: Final = "第{number}行“{label}”：{say}（{column}{address}={found}，所含{count}行之和{expected}，相差{difference}）"
TOTAL_FOUND: Final = "{column}{address}={found}"
TOTAL_EXPECTED: Final = "{column}＝所含{count}行之和（{expected}）"
TOTAL_REMEDY: Final = "请核对明细和合计后重报"
SUSPECT_MISTYPED: Final = "，疑为第{number}行“{label}”的{address}={found}应为{meant}"
SUSPECT_LEFT_OUT: Final = "，疑为合计漏加第{number}行“{label}”（{address}={found}）"
SUSPECT_TWICE: Final = "，疑为合计重复加了第{number}行“{label}”（{address}={found}）"
SUSPECT_SLIP: Final = "，疑为“{column}”{address}={found}应为{meant}"
SUSPECT_COMMON: Final = "，几处不平都与“{column}”有关，疑为{address}={found}应为{meant}"
SUSPECT_PART_LEFT_OUT: Final = "，疑为“{column}”（{address}={found}）漏加了“{part}”，应为{meant}"
SUSPECT_PART_TWICE: Final = "，疑为“{column}”（{address}={found}）重复加了“{part}”，应为{meant}"
SUSPECT_TOTAL: Final = "，疑为合计数应为{meant}"

TOTAL_PLACE: Final = "{unit}《{form}》{cells}"
"""where the figures of a unit's total stand"""

# ── rows of one return ───────────────────────────────────────────────────────────────────────────────────────────────
ROW_PLACE: Final = "第{number}行"
ROW_PLACE_ON_SHEET: Final = "“{sheet}”第{number}行"
ENUMERATION: Final = "、"
QUOTED: Final = "“{label}”"
SOME_OF: Final = "{labels}等{count}{measure}"
MEASURE: Final = "个"
"""measure word of rows that have none of their own"""
MOST_LABELS: Final = 10

# ── explanations that explain nothing (handbook 3 §4.1) ──────────────────────────────────────────────────────────────
EMPTY_PHRASES: Final = ("核实无误", "已核实", "经核实", "核实", "属实", "无误", "数据", "情况", "无")
SHORTEST_EXPLANATION: Final = 6
LONGEST_QUOTE: Final = 20
EXPLAINING_COLUMNS: Final = ("修订说明", "情况说明")
"""columns in which a row may explain whatever is asked about it, where a check does not name another"""
NOT_EXPLAINED_AWAY: Final = "（此项须改正数据，不能以说明代替）"
EXPLAINS_NOTHING: Final = "（所填说明“{given}”没有讲明原因，请写明具体情况，不少于6个字）"
EXPLANATION_EXPIRED: Final = "（数据在说明之后有变动，原说明不再适用，请重新说明）"
