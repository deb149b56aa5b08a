"""What `tongbao verify` says."""

from typing import Final

NO_MANIFEST: Final = "{folder} 的清单 manifest.json 读不出来，请重新运行这一期，或从备份恢复"
MISSING: Final = "{path} 不见了（清单里有），请重新运行这一期，或从备份恢复"
EDITED: Final = "{path} 与生成时不同，应是人工修改"
ON_ITS_WAY: Final = "{folder} 的上一次处理中途停止，下一次处理会接着完成"
NOT_NOTED: Final = "{folder} 的清单与日志最后一次记录不符：清单被改动过，或上一次处理在记录之前停止（重新运行一次即可补记）"
FROZEN_MANIFEST: Final = "{folder} 已封账，但清单 manifest.json 与封账时不同，请从备份恢复"
FROZEN_FILE: Final = "{path} 已封账，但内容与封账时不同，请从备份恢复"
FROZEN_MISSING: Final = "{path} 已封账，但文件不见了，请从备份恢复"
FROZEN_JOURNAL: Final = "{period} 第 {edition} 版封账时的日志与现在的接不上：日志被截短或改写过"
FROZEN_NOT_NOTED: Final = "{period} 第 {edition} 版的封账没有记入日志（重新运行一次即可补记）"
NOTED_NOT_FROZEN: Final = "日志里有 {period} 第 {edition} 版的封账，但 state/frozen/ 里没有记录，请从备份恢复"
COPY_MISSING: Final = "{path} 在 state/issued/ 里的原稿不见了或已损坏，更正时只能与现有文件对照"
KEPT_DAMAGED: Final = "state/returns/{name} 的内容与文件名不符，留存的报表已损坏，请从备份恢复"
