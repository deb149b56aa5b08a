"""What the command line says."""

from typing import Final

APP_HELP: Final = "把各单位报来的 Excel 报表汇总、审核、排名，并生成可以签发的通报。"
RUN_HELP: Final = "处理一期：读取 inbox/ 中的报表，审核、汇总、计算，把通报和汇总表写入 outbox/期别/。"
CHECK_HELP: Final = "检查 config.yaml 和 templates/ 是否写对，不读报表；模板有问题时在 state/check/ 写一份带批注的副本。"
STATUS_HELP: Final = "查看某期的报送情况和审核结果（最近一次处理的结果）。"

FREEZE_HELP: Final = "封账：锁定一期已印发的结果，此后只能用 reissue 更正。"
REISSUE_HELP: Final = "把封账以后的更正印发为下一版，原版保留。"
VERIFY_HELP: Final = "核验：清单、日志和文件是否与记录一致，有没有被改动或丢失。"
REBUILD_HELP: Final = "用留存的报表重新建立历史库（历史库损坏或丢失时用）。"
PERIOD_ARGUMENT_HELP: Final = "期别，如 2023-04。"
BY_HELP: Final = "经办人，记入日志；不写则用系统的用户名。"

WORKSPACE_HELP: Final = "工作目录（config.yaml 所在的文件夹）。"
PERIOD_HELP: Final = "期别，如 2023-04、2023-04-上旬、2023Q1；不写则为上一个月。"
NOW_HELP: Final = "以此时间为当前时间，如 2023-05-08T09:00；不写则取系统时间。"
DRY_RUN_HELP: Final = "只试算，不写 outbox/ 和历史库，列出将会变化的文件。"
QUIET_HELP: Final = "一切正常时不输出。"
JSON_HELP: Final = "以 JSON 输出。"
VERSION_HELP: Final = "显示版本。"

BAD_PERIOD: Final = "期别“{text}”认不出来，应写成 2023-04、2023-04-上旬、2023Q1、2023H1 或 2023。"
BAD_TIME: Final = "时间“{text}”认不出来，应写成 2023-05-08T09:00。"
NO_WORKSPACE: Final = "{path} 里没有 config.yaml，请用 --workspace 指明工作目录。"

SETUP_WRONG: Final = "设置有 {count} 处需要修改，报表尚未打开："
CHECK_GOOD: Final = "设置检查通过：{units} 个单位、{forms} 种报表、{statistics} 个专题、{notices} 种通报。"
TAKEN_OVER: Final = "上一次处理（{holder}）中途停止，本次接着完成"
COULD_NOT_FINISH: Final = "未能完成：{reason}。已发布的结果仍然完好；排除原因后重新运行即可。"

FROZEN_BY_POLICY: Final = "期限已过 {days} 天，按 config.yaml 的 freeze after 自动封账"
STARTED: Final = "开始处理 {period}"
READ: Final = "收到文件 {files} 个，读出报表 {tables} 份，其中本期 {due} 份"
VALIDATED: Final = (
    "审核通过 {accepted} 份，退回 {returned} 份；审核问题 {findings} 条（强制 {must_fix}、核实 {must_explain}、提示 {notices}）"
)
RENDERED: Final = "生成文件 {documents} 个"
PUBLISHED: Final = "{period} 已完成：新写 {written} 个，未变 {unchanged} 个，位置 {folder}"
KEPT_EDITED: Final = "{path} 已被人工修改，原样保留；新稿另存为 {beside}"
EDITION: Final = "{period} 第 {edition} 版（{state}）"
CORRECTIONS_PROPOSED: Final = (
    "已封账，印发的文件没有改动；按现有报表有 {count} 处与印发的不同，更正一览表和更正通知拟稿在 {folder}，"
    "核定后运行 tongbao reissue {period} 印发下一版"
)
NOTHING_TO_CORRECT: Final = "已封账，印发的文件没有改动；按现有报表没有需要更正的内容"
FROZEN: Final = "{period} 第 {edition} 版已封账（{by}，{at}），此后收到的报表只形成更正，不再改动这一版"
REISSUED: Final = "{period} 第 {edition} 版已生成并封账，更正 {count} 处，位置 {folder}；原版保留不动"
VERIFIED: Final = "核验通过：{periods} 期、{files} 个文件、日志 {entries} 条，均与记录一致"
VERIFY_FAULTS: Final = "核验发现 {count} 处与记录不符："
VERIFY_NOTE: Final = "说明：{text}"
REBUILT: Final = "历史库已重建：{periods} 期（{names}），原库改名保存为 {kept}"
REBUILD_DIFFERENCE: Final = "与当时的结果不同：{text}"
WOULD_WRITE: Final = "试算完成，未写任何文件。将新写或更新 {written} 个："
RETURNED_LINE: Final = "退回：{unit}《{form}》（{file}）"
MISSING_LINE: Final = "未报：{unit}《{form}》，期限 {deadline:%Y-%m-%d %H:%M}"
LATE_LINE: Final = "迟报：{unit}《{form}》，收到 {received:%Y-%m-%d %H:%M}，期限 {deadline:%Y-%m-%d %H:%M}"
UNPLACED_LINE: Final = "无法归入任何单位：{file}（{text}）"
UNDECIDED_LINE: Final = "台账确认未办理：{file}（{text}）"

NO_BATCH: Final = "{period} 还没有处理过，请先运行 tongbao run --period {period}。"
STATUS_TITLE: Final = "{period} 报送情况（应报 {due} 份）"
STATUS_STATE: Final = "  {state}：{count} 份{names}"
STATUS_FINDINGS: Final = "审核问题 {count} 条（强制 {must_fix}、核实 {must_explain}、提示 {notices}）"
STATUS_DOCUMENTS: Final = "文件 {count} 个，位置 {folder}"
