"""How figures, lists and dates read in an official document (handbook 6 §7): the words, never the rules that choose them."""

from decimal import Decimal
from typing import Final

DASH: Final = "—"
NOTHING: Final = "无"
COMMA: Final = "，"
ENUMERATION: Final = "、"
SEMICOLON: Final = "；"

MISSING_IN_TEXT: Final = {"不适用": "不适用", "无可比数据": "无可比数据", "基数为零": "基数为零"}
"""a missing figure in a sentence; 未报 has a word of the office's own (policies: missing word)"""

LESS_THAN: Final = "不足{least}{unit}"
PERCENT: Final = "%"
PERCENTAGE_POINTS: Final = "个百分点"

# 7.1 growth. `basis` is 同比 or 环比; `base` names the period compared with; `now` and `then` are amounts with their units.
YEAR_ON_YEAR: Final = "同比"
PERIOD_ON_PERIOD: Final = "环比"
LAST_YEAR: Final = "上年同期"
LAST_PERIOD: Final = {"ten days": "上一旬", "month": "上月", "quarter": "上季度"}
LAST_PERIOD_OTHERWISE: Final = "上期"
GROWTH_NO_BASE: Final = "{base}无可比数据"
GROWTH_FROM_ZERO: Final = "{base}为零，净增{now}"
GROWTH_BOTH_ZERO: Final = "与{base}持平，均为零"
GROWTH_TO_ZERO: Final = "{base}{then}，本期为零"
GROWTH_EQUAL: Final = "与{base}持平"
GROWTH_NEARLY_EQUAL: Final = "与{base}基本持平"
GROWTH_RISE: Final = "{basis}增长{rate}"
GROWTH_FALL: Final = "{basis}下降{rate}"
GROWTH_TIMES: Final = "{basis}增长{times}倍"
GROWTH_DOUBLED: Final = {Decimal(100): "{basis}翻一番", Decimal(300): "{basis}翻两番"}
"""growth in percent, as printed → the word"""
GROWTH_MANIFOLD: Final = "是{base}的{times}倍（{base}基数较低）"
GROWTH_NEGATIVE_BASE: Final = "{base}{then}，本期{now}"
GROWTH_BEYOND_TABLE: Final = ">1000"

MORE: Final = "增加{amount}"
LESS: Final = "减少{amount}"
SAME: Final = "持平"
RATE_UP: Final = "提高{points}"
RATE_DOWN: Final = "下降{points}"

# 7.2 completion
COMPLETION: Final = "完成{task}的{rate}"
COMPLETION_NONE: Final = "{task}进度为零"
COMPLETION_WHOLE: Final = "完成{task}，完成率{rate}"
COMPLETION_BEYOND: Final = "超额完成{task}，完成率{rate}"
COMPLETION_EARLY: Final = "提前{months}个月"
COMPLETION_DONE: Final = "已"
NO_TASK: Final = "无{task}"
NO_TARGET: Final = "{task}未下达"
TASK: Final = "年度任务"
AHEAD: Final = "快于序时进度{points}"
ON_SCHEDULE: Final = "与序时进度持平"
BEHIND: Final = "慢于序时进度{points}"
LAGGING: Final = "滞后序时进度{points}"
FAR_BEHIND: Final = "严重滞后序时进度{points}"
NO_SCHEDULE: Final = "不比较序时进度"
# at the year's end, when the schedule is the whole task
YEAR_BEYOND: Final = "超出全年任务{points}"
YEAR_EVEN: Final = "与全年任务持平"
YEAR_SHORT: Final = "距全年任务还差{points}"

# 7.6: percentage points ahead of (+) or behind (−) the schedule, from which the word applies; the first that fits
FAR_BEHIND_FROM: Final = -20
LAGGING_FROM: Final = -10
PACE: Final = ((5, "进展较快"), (-5, "进展平稳"), (LAGGING_FROM, "进展缓慢"), (FAR_BEHIND_FROM, "进展滞后"))
PACE_SLOWEST: Final = "进展严重滞后"
PACE_UNKNOWN: Final = "进展情况未报"
HALF_YEAR_DONE: Final = "实现“时间过半、任务过半”"
HALF_YEAR_NOT_DONE: Final = "未实现“时间过半、任务过半”"

# ranks
PLACE: Final = "第{n}名"
SHARED_PLACE: Final = "并列第{n}名"
FIRST_PLACES: Final = "{names}居前{n}位"
LAST_PLACES: Final = "{names}居后{n}位"
ONE_PLACE: Final = "{names}居第{n}位"
TIED_PLACE: Final = "{names}并列第{n}位"
ALONE_LAST: Final = "{names}居末位"
TIED_LAST: Final = "{names}并列末位"
ROSE: Final = "上升{n}位"
FELL: Final = "下降{n}位"
KEPT: Final = "位次不变"
UP: Final = "↑{n}"
DOWN: Final = "↓{n}"
MOVES: Final = "与上期相比，{moves}"
MOST_RISE: Final = "{names}上升{n}位，升幅最大"
MOST_FALL: Final = "{names}下降{n}位，降幅最大"
NO_MOVES: Final = "位次均无变化"
BOTH: Final = "均"
UNRANKED: Final = "{reasons}，未纳入本期排名"
UNRANKED_REASONS: Final = {"退回": "报表退回", "未报": "未报送", "无任务": "无年度任务", "不参评": "不参加评比"}

# 7.4 lists
AND_OTHERS: Final = "{names}等{total}{measure}{noun}"
NUMBER_OF: Final = "{total}{measure}{noun}"
A_FEW: Final = 3
"""units and fewer of which one says 个别"""
SOME: Final = ("个别{noun}", "部分{noun}")
RESPECTIVELY: Final = "分别"
IS: Final = "为"
ANNEX: Final = "附件{number}"
ANNEX_NUMBER: Final = "{number}."
BRACKETED: Final = "{name}（{value}）"
BRACKETS: Final = "（）"
UNIT_NOUN: Final = "单位"
MEASURE: Final = "个"
ITEM: Final = "是"
NUMERALS: Final = "〇一二三四五六七八九"
TEN: Final = "十"

# 7.5 dates
DATE: Final = "{0.year}年{0.month}月{0.day}日"
MONTH_OF_YEAR: Final = "{0.year}年{0.month}月"
QUARTER_OF_YEAR: Final = "{year}年{quarter}季度"
YEAR_ONLY: Final = "{0.year}年"
TEN_DAYS: Final = ("上旬", "中旬", "下旬")
BY_DATE: Final = "截至{date}"
MONTH_END: Final = "{0.month}月底"
OPEN_DATE: Final = "{year}年　　月　　日"

# what a formatter says to whoever wrote the template
UNSUITABLE_KIND: Final = "“{formatter}”不能用于“{name}”（{kind}），请改用“{instead}”"
UNSUITABLE_VALUE: Final = "“{formatter}”不能用于“{value}”，它只用于{expected}"
A_FIGURE: Final = "统计出来的数"
A_DATE: Final = "日期"
A_LIST: Final = "名单或清单"
A_CELL: Final = "数、文字或日期"
MARKS: Final = "分"
KIND_WORDS: Final = {
    "amount": "金额",
    "count": "个数",
    "rate": "比率",
    "days": "天数",
    "points": "百分点差",
    "growth": "增长率",
    "rank": "名次",
    "score": "得分",
}
KIND_FORMATTER: Final = {
    "amount": "金额",
    "count": "个",
    "rate": "百分比",
    "days": "个",
    "points": "百分点",
    "growth": "增长",
    "rank": "名次",
    "score": "分",
}
"""kind → the formatter that suits it"""
