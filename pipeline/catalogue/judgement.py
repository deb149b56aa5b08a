"""Words of 送审说明: what a director should know before signing, and the rule each point rests on."""

from typing import Final

FILE: Final = "核校稿/送审说明.docx"
TITLE: Final = "送审说明"
SUBTITLE: Final = "{period}通报 · 请在签发前看一遍"
HEADINGS: Final = ("事项", "本期情况", "依据")
NOTHING: Final = "无"
FONT: Final = "仿宋_GB2312"
HEADING_FONT: Final = "方正小标宋简体"
MORE: Final = "另有{count}处，见附页"
REST: Final = "附页：以上事项中没有列全的"
REST_SUBJECT: Final = "{subject}（续）"
TABLE: Final = "{statistic}·{ranking}"

TIES: Final = "前三名并列"
TIES_RULE: Final = "印出的数相等即并列，并列后名次顺延；前三名关系预算倾斜，请定是否全部列入"
TIED: Final = "{ranking}（{group}）{names}并列第{rank}名，前{top}名共{count}个单位"

EQUAL: Final = "印出相等而名次不同"
EQUAL_RULE: Final = "名次按未修约的数或者事先约定的次级指标排定"
EQUAL_FOUND: Final = "{ranking}（{group}）{first}第{first_rank}名、{second}第{second_rank}名，均印为{text}"

EXTREME: Final = "增减幅度过大"
EXTREME_RULE: Final = "增幅在{up}%以上或降幅在{down}%以上的，请核对基数并看单位的说明"
EXTREME_FOUND: Final = "{name}{text}（基期{base}{unit}，本期{now}{unit}）"
IN_TABLE: Final = "（{table}）"
REASON: Final = "，说明：{reason}"
NO_REASON: Final = "，未见说明"

SMALL: Final = "基数较低的增幅"
SMALL_RULE: Final = "基期低于统计口径里规定的最小基数的，增幅不宜用作表扬、批评"
SMALL_FOUND: Final = "{name}{text}，{meaning}"

MISSING: Final = "未报、退回"
MISSING_RULE: Final = "未报、退回的不计入总量，也不按 0 计；排名列在线下"
MISSING_FOUND: Final = "《{form}》{state}{count}个：{units}"
EFFECT: Final = "（上期占全县{column}的{share}%）"

EXCLUDED: Final = "不参加排名的单位"
EXCLUDED_RULE: Final = "单位名录和年度任务；不排名的仍计入总量"
EXCLUDED_FOUND: Final = "{unit}（{reason}）不列入{first}"
EXCLUDED_FROM_MORE: Final = "{unit}（{reason}）不列入{first}等{count}张表"

EXPLAINED: Final = "采纳的说明"
EXPLAINED_RULE: Final = "核实性问题由单位说明后采用，数值变动后须重新说明"
EXPLAINED_FOUND: Final = "{unit}《{form}》{row}：{text}"

CORRECTED: Final = "与上期印发数不一致"
CORRECTED_RULE: Final = "本期累计应等于上期印发的累计加本期发生；不等的是单位修订了以前的数"
CORRECTED_FOUND: Final = "{unit}《{form}》{text}"
CHAIN_CODES: Final = ("Q-201",)

RECOMPUTE: Final = "按印出的数验算不符"
RECOMPUTE_RULE: Final = "读者用印出的数验算，结果在修约误差以外的，建议加注“按未取整数计算”；百分点差按印出的百分比计算"
RECOMPUTE_FOUND: Final = "{document}：{part}÷{whole}得{computed}%，印为{printed}（{name}）"

LENGTH: Final = "篇幅"
LENGTH_RULE: Final = "专项、具体任务的正文不超过4000字，综合性的不超过5000字；另定限额的从其限额"
LENGTH_FOUND: Final = "{title}正文{count}字"
LENGTH_BEYOND: Final = "{title}正文{count}字，超过限额{most}字"
