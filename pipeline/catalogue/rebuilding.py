"""What `tongbao rebuild` says."""

from typing import Final

NOTHING: Final = "outbox/ 里没有任何一期的清单，无从重建"
NOT_KEPT: Final = "{count} 份报表既不在 state/returns/ 也不在 inbox/ 里，不能重建：{files}。请从备份恢复 state/returns/ 后重试"
NOT_EMPTY: Final = "PostgreSQL 里的历史不是空的。请新建一个空库，把 config.yaml 的 store 指向它，再运行 tongbao rebuild"
OTHER_FIGURE: Final = "{period} 的“{name}”当时是 {then}，现在算出 {now}"
"""the definitions have changed since"""
NONE: Final = "无"
NO_OLD: Final = "（原来没有）"
