"""What the library that reads the command line says in English, and how it is said here.

Each line is a pattern and what stands in its place; spaces of a pattern may be a line break. What no pattern knows stays as it is.
"""

from typing import Final

HELP: Final = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]"),
    (r"^Arguments:", "参数："),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示这份说明。"),
    (r"Install completion for the current shell\.", "让终端能按 Tab 键补全本程序的命令。"),
    (r"Show completion for the current shell, to copy it or customize the installation\.", "显示补全用的脚本，供自行安装。"),
    (r"\[required\]", "[必填]"),
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
)
KINDS: Final = {
    "str": "文字",
    "path": "路径",
    "dir": "文件夹",
    "file": "文件",
    "int": "整数",
    "int range": "整数",
    "list[str]": "文字",
    "list[Path]": "路径",
}
"""what a value is, as it stands in angle brackets behind an option"""
ERRORS: Final = (
    (r"Missing option (.+)\.", r"没有写选项 \1"),
    (r"Missing argument (.+)\.", r"没有写参数 \1"),
    (r"Missing command\.", "没有写命令"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1，是否为：\2"),
    (r"No such option: (\S+)", r"没有选项 \1"),
    (r"No such command ('.+')\. Did you mean (.+)\?", r"没有命令 \1，是否为：\2"),
    (r"No such command ('.+')\.", r"没有命令 \1"),
    (r"Option (.+) requires an argument\.", r"选项 \1 后面要写内容"),
    (r"Option (.+) does not take a value\.", r"选项 \1 后面不写内容"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"多写了：\1"),
    (r"Invalid value for (.+): Input should be a valid integer.*", r"\1 应写整数"),
    (r"Invalid value for (.+): Input should be greater than or equal to (\S+)", r"\1 不能小于 \2"),
    (r"Invalid value for (.+): Input should be less than or equal to (\S+)", r"\1 不能大于 \2"),
    (r"Invalid value for (.+): \w+ ('.+') does not exist\.", r"\1：没有 \2"),
    (r"Invalid value for (.+): \w+ ('.+') is a file\.", r"\1：\2 是文件，应写文件夹"),
    (r"Invalid value for (.+): \w+ ('.+') is a directory\.", r"\1：\2 是文件夹，应写文件"),
    (r"Invalid value for (.+): \w+ ('.+') is not (?:read|writ)able\.", r"\1：\2 没有读写的权限"),
    (r"Invalid value for (.+): (.+)", r"\1 写得不对：\2"),
)
ERROR: Final = "写法有误：{said}"
TRY: Final = "怎样写见：{command} --help"

# names of arguments
PERIOD: Final = "期别"
WHAT: Final = "数或单位"
CELL: Final = "单元格"
RULE: Final = "编号或式子"
FOLDER: Final = "文件夹"
FILE: Final = "文件"
