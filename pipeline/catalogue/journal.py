"""The words of state/journal.jsonl, and what is said when it does not hold."""

from typing import Final

RECEIVED: Final = "收到"
ACCEPTED: Final = "采用"
RETURNED: Final = "退回"
ISSUED: Final = "生成"
FROZEN: Final = "封账"
REISSUED: Final = "更正印发"
NUMBERED: Final = "台账编号"

BROKEN_LINE: Final = "日志第 {number} 行读不出来"
BROKEN_NUMBER: Final = "日志第 {number} 行的序号是 {found}，中间有行被增删"
BROKEN_CHAIN: Final = "日志第 {number} 行与上一行接不上：第 {before} 行被改动过，或中间有行被增删"
