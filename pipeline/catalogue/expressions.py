"""What is said of an expression that cannot be used."""

from typing import Final

TOO_LONG: Final = "算式太长（最多 {most} 字）"
TOO_COMPLEX: Final = "算式太复杂，请拆成几步"
UNCLOSED: Final = "引号没有配对"
NOT_WRITTEN_RIGHT: Final = "算式写法有误"
UNKNOWN_NAME: Final = "没有“{name}”这个名称"
UNKNOWN_FUNCTION: Final = "没有“{name}”这个函数"
UNKNOWN_FORM_COLUMN: Final = "报表《{form}》没有“{name}”这一列"
UNKNOWN_FACT: Final = "“{head}”没有“{name}”这一项，可用：{known}"
NOT_ALLOWED: Final = "算式里不能用这种写法"
WRONG_ARGUMENTS: Final = "函数 {name} 的参数个数不对"
TEXT_IN_ARITHMETIC: Final = "文字不能参加加减乘除"
COLUMN_OUTSIDE: Final = "“{name}”是列，要放在 sum、count 等函数里"
AGGREGATE_IN_ROWS: Final = "函数 {name} 求的是总数，这里要逐行判断"
MIXED_FORMS: Final = "一个函数里只能用同一种报表的列"
DID_YOU_MEAN: Final = "；是不是“{suggestion}”？"
