"""What `tongbao check` says about Word templates besides their mistakes, and in the comments of its copies."""

from typing import Final

TYPED_NUMBER: Final = (
    "“{number}”是写死的数，数据变了它不会变；请改用标记，名称见字段手册（tongbao fields）。文件名称、规定标准等固定内容不必修改"
)
TYPED_DIRECTION: Final = (
    "“{word}”是写死的方向，数据反过来时会印错；请用自己写方向的格式，"
    "如 {{{{ 名称.同比 | 增长 }}}}、{{{{ 名称.同比增减 | 增减 }}}}、{{{{ 名称.与序时差 | 序时比较 }}}}"
)
HINTS: Final = "另有提示 {count} 条（不影响运行）："
HINT: Final = "  提示 {hint}"
COPY: Final = "{stem}（检查批注）.docx"
COPIES: Final = "已在模板副本上逐处批注，照批注修改原模板："
COPY_AT: Final = "  {path}"
FOLDER: Final = "state/check"
AUTHOR: Final = "模板检查"
INITIALS: Final = "检"
MUST: Final = "【须改】{message}"
MAY: Final = "【提示】{message}"

TRY_HELP: Final = (
    "试用改过的模板：用往期留存的报表分别按最近一期印发时的模板和现在的模板生成，列出文字的不同，不写文件。写通报名称，如 月通报"
)
PERIODS_HELP: Final = "与 --try-template 连用：试哪几期，可以写多次；不写则为最近三期"
NO_NOTICE: Final = "没有“{name}”这种通报，现有：{known}"
NO_ISSUE: Final = "没有印发过“{name}”的期别可以试用，请先运行 tongbao run"
NOT_KEPT: Final = "{period}印发“{name}”时的模板没有留存，下一次运行以后才能比较"
DIFFERENCES: Final = "{period}：{count} 处不同"
NO_DIFFERENCE: Final = "{period}：文字没有不同"
DIFFERENCE: Final = "  原：{old}\n  改：{new}"
NOT_PRINTED: Final = "（无）"
