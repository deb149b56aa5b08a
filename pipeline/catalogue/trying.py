"""What trying a check on past returns says."""

from typing import Final

HELP: Final = "拿往期已采用的报表试一条审核关系：写报表名，后面可以跟编号或新的式子；只列出会查出什么，不影响任何结果。"
RULE_HELP: Final = "与 --try 同用：审核关系的编号，或者一条新的式子；不写则试全部。"
NEW: Final = "试审"
NO_FORM: Final = "没有《{form}》这种报表；现有：{known}"
NO_CHECK: Final = "没有编号为 {code} 的审核关系；现有：{known}"
NO_PAST: Final = "历史库中没有《{form}》的往期报表，无从试审"
PERIOD: Final = "{code}　{period}：{rows} 行中会查出 {found} 行{explained}"
EXPLAINED: Final = "，其中 {count} 行表内已有说明"
ROW: Final = "    {unit}“{row}”：{found}"
MORE: Final = "    还有 {count} 行"
TOTAL: Final = "共试 {periods} 期，会查出 {found} 行"
MOST_ROWS: Final = 5
