"""What publishing says, and the names of the files it makes of its own accord."""

from typing import Final

WRITE_FAILED: Final = "写入失败：{reason}"
BESIDE: Final = "{stem}（新稿{number}）{dot}{ending}"
DIFFERENCES: Final = "人工修改与新稿对照.txt"
DIFFERENCES_TITLE: Final = "人工修改过的文件与新稿的差别"
DIFFERENCE_HEAD: Final = "《{path}》已被人工修改，原样保留；新稿另存为《{beside}》。两稿不同之处如下："
DIFFERENCE_OLD: Final = "  第 {number} 段 现有：{text}"
DIFFERENCE_NEW: Final = "  第 {number} 段 新稿：{text}"
DIFFERENCE_ABSENT: Final = "（无）"
NO_DIFFERENCE_OF_TEXT: Final = "  文字相同，只是格式或图表不同。"
NOT_COMPARED: Final = "  这类文件不逐段对照，请打开两份比较。"
NO_WORD_FILE: Final = "  现有文件打不开，无法逐段对照。"
