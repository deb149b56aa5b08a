"""Words of the statistics: names templates use, reasons beside an unranked unit, notes, and what is said of a definition."""

from typing import Final

# Names of what belongs to a figure, as templates and expressions write them
LAST_YEAR: Final = "上年同期"
GROWTH: Final = "同比"
CHANGE: Final = "同比增减"
LAST: Final = "上期"
LAST_GROWTH: Final = "环比"
LAST_CHANGE: Final = "环比增减"
INCREMENT: Final = "本期增量"
LAST_INCREMENT: Final = "上期增量"
GROUP_MEAN: Final = "组平均"
FROM_GROUP_MEAN: Final = "与组平均差"
TARGET: Final = "{name}目标"
TARGET_COMPLETION: Final = "{name}目标完成率"
TARGET_GAP: Final = "{name}目标与序时差"
PLAN: Final = "计划"
COMPLETION: Final = "完成率"
PROGRESS: Final = "序时"
GAP: Final = "与序时差"
SHARE: Final = "占比"
SHARE_OF_ALL: Final = "占全部比"
REST: Final = "上级部分减去已列各项"
NOW: Final = "本期"
BASE: Final = "基期"

# Names in a ranking
VALUE: Final = "值"
RANK: Final = "名次"
PREVIOUS_RANK: Final = "上期名次"
RANK_CHANGE: Final = "位次变化"
FROM_LAST: Final = "倒数名次"
TOTAL: Final = "合计"
COUNTY: Final = "全县"
UNCLASSIFIED: Final = "未分类"

RESERVED_NAMES: Final = frozenset(
    {
        VALUE,
        RANK,
        PREVIOUS_RANK,
        RANK_CHANGE,
        FROM_LAST,
        SHARE,
        SHARE_OF_ALL,
        "单位",
        "组别",
        "名称",
        "数",
        "并列",
        "备注",
        "算式",
        "各项",
    }
)
"""names every line of a ranking or share already has; no column may take one"""

UNITS: Final = {"amount": "", "count": "个", "rate": "%", "growth": "%", "points": "个百分点", "days": "天", "score": "分"}
"""unit of a figure whose rule and column state none"""

# Why a unit stands below the line; 未报送 is the office's own word (policies: missing word)
RETURNED: Final = "退回"
NO_TASK: Final = "无任务"
NO_COMPARISON: Final = "上年同期无可比数据"
ZERO_COMPARISON: Final = "上年同期为零"

# How a comparison was worked out, for the proof copy
FROM_HISTORY: Final = "取自{period}的汇总结果"
GROWTH_FORMULA: Final = "（{now} - {base}） ÷ {base}"
CHANGE_FORMULA: Final = "{now} - {base}"
COMPLETION_FORMULA: Final = "{now} ÷ {plan}"
SMALL_BASE: Final = "基数较低（不足{least}{unit}）"
PROGRESS_MEANING: Final = "序时进度"

ROUNDING_NOTE: Final = "因四舍五入，分项之和与合计略有出入"
OVERLAP_NOTE: Final = "分项互有交叉，分项之和不等于合计"

# What is wrong in templates/statistics/*.yaml
DID_YOU_MEAN: Final = "；是不是“{suggestion}”？"
ONE_OF: Final = "；可用的有：{options}"
IN_EXPRESSION: Final = "算式“{text}”第 {place} 个字处：{message}"
UNKNOWN_FORM: Final = "没有报表《{name}》"
UNKNOWN_COLUMN: Final = "报表《{form}》没有“{name}”这一列"
UNKNOWN_RANKING: Final = "没有“{name}”这个排名"
UNKNOWN_GROUP: Final = "没有“{name}”这个组别"
UNKNOWN_TIE: Final = "“{name}”不是这个排名的栏目，不能用来区分并列"
UNKNOWN_SORT: Final = "没有“{name}”可供排序"
NOT_CODES: Final = "“{name}”不是代码列，不能用来分项（by 应是代码列、代码的大类列、单位列或组别）"
NOT_UNITS: Final = "“{name}”不是单位列，不能用来排名（by 应是“单位”或类型为 unit 的列）"
NOT_A_PART: Final = "“{name}”不在“{by}”的代码表里，不能由它承担尾差"
NOT_CUMULATIVE: Final = "“{column}”是累计数，环比要按当期增量比：请写 cumulative: true，或者去掉 last"
CUMULATIVE: Final = "累计"
"""a column of that name adds up over the year"""
UNKNOWN_WHOLE: Final = "前面没有“{name}”这个部分（写成 结构.部分）"
NO_PLAN: Final = "compare 里有 {comparison}，但没有写 plan（目标值的算式）"
NO_RATE: Final = "序时进度只能与完成率比较：请写 plan，或者把 as 改为 rate"
OTHER_UNIT: Final = "算式的结果以“{found}”计，unit 却写成“{written}”；需要换算的请在算式里写明"
MIXED_UNITS: Final = "算式里各列的计量单位不同（{found}），请用 unit 写明结果的单位"
TWICE: Final = "“{name}”在本文件中用了不止一次"
RESERVED: Final = "“{name}”另有用处，请换一个名称"
