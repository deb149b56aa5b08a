"""Words of scores and bands: how marks are explained, and what is said of a 考核办法 that cannot be right."""

from typing import Final

RAW: Final = "原值"
FULL: Final = "分值"
UNREPORTED: Final = "未报"
UNIT: Final = "分"

# How marks were worked out
CAPPED: Final = "，封顶{most}"
FLOORED: Final = "，最低{least}"
IN_BAND: Final = "{value}属“{band}”档"
IN_NO_BAND: Final = "{value}不在计分档次内"
IN_PLACE: Final = "居第{place}名，属前{to}名"
IN_NO_PLACE: Final = "居第{place}名，不在计分名次内"
MISSED: Final = "{value}，未完成任务"
GETS: Final = "得{marks}"
ALL_EQUAL: Final = "本组各单位相同"
NOT_REPORTED: Final = "未报送，计0分"
NO_TASK: Final = {
    "redistribute": "无任务，分值按比例计入其他各项",
    "full": "无任务，按满分计",
    "mean": "无任务，按其他单位平均分计",
    "zero": "无任务，计0分",
}
NOT_IN_FORCE: Final = "本期执行的办法没有这一项"
SEMICOLON: Final = "；"
ROW: Final = "{name}：{formula}"
NO_ROW: Final = "没有计分的项目"
PUT_TOGETHER: Final = {"sum": "合计{marks}", "mean": "平均{marks}", "best": "取最高{marks}", "worst": "取最低{marks}"}
MEAN_OVER: Final = "({listed})/{count}={mean}"
BONUS: Final = "加分{sum}"
DEDUCTION: Final = "扣分{sum}"
VETO: Final = "一票否决：{what}"
VETOED: Final = "一票否决（{what}），计0分"
NOT_PASSED: Final = "未达合格线{marks}分"

# Names of bands
BELOW: Final = "{to}以下（{end}）"
ABOVE: Final = "{from_}以上（{end}）"
BETWEEN: Final = "{from_}（{first}）—{to}（{last}）"
EVERYTHING: Final = "全部"
INSIDE: Final = "含"
OUTSIDE: Final = "不含"

# What is wrong in a definition
END_TWICE: Final = "这一档的同一端写了两次，或者没有数能落在里面（from 含、over 不含、to 含、below 不含）"
OVERLAP: Final = "{value} 同时落在两档里：请用 from（含）、over（不含）、to（含）、below（不含）写清每一端归哪一档"
GAP: Final = "{value} 附近不属于任何一档：请把前后两档接上"
SEVERAL_WAYS: Final = "计分方法只能选一种，这里写了 {found}"
NO_WAY: Final = "没有写怎么计分：请写 full（按比例）或 bands、steps、relative、ranks、each 之一"
NO_VALUE: Final = "没有写 value（算什么）或 take（取哪一栏）"
VALUE_AND_TAKE: Final = "value 和 take 只能写一个"
OVER_WITHOUT_TAKE: Final = "over 要和 take 一起用"
ROWS_RELATIVE: Final = "逐个项目计分（rows）时不能用与同组比较的 {found}"
ROWS_WANTED: Final = "where 要和 rows 一起用"
STEP_END: Final = "每一步要写 from（从哪里往上数）或 to（从哪里往下数）"
STEP_SIZE: Final = "every 要大于 0"
NO_FULL: Final = "“{name}”无任务时分值要分给其他项，请写 full，或者写 no task: full、mean、zero"
UNKNOWN_TAKEN: Final = "没有“{name}”可取（写成 排名、排名.栏、考核 或 专题.排名.栏）"
TAKEN_IN_CIRCLE: Final = "“{name}”取的数又要用到它自己"
BAD_PERIOD: Final = "“{code}”不是期，请写成 2023-07、2023Q3、2023"
VERSION_ORDER: Final = "versions 要按 from 的先后写"
SAME_NAME: Final = "“{name}”既是栏目又是计分项"
ITEM_RESERVED: Final = "“{name}”另有用处，请换一个名称"
