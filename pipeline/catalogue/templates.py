"""What is said about Word templates and about the finished files."""

from collections.abc import Mapping
from typing import Final

PLACE: Final = "{part}第{number}段{said}：{message}"
SAID: Final = "“{text}”"
TAG: Final = "的标记 {written}"
ORDINAL = "序号"
"""name of the count of a loop in the register"""

PARTS: Final[Mapping[str, str]] = {
    "document.main": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
NEAREST: Final = "；是否应为“{name}”"

NOT_A_PACKAGE: Final = "不是 .docx 文件或已损坏，请用 Word 或 WPS 另存为 .docx"
NOT_A_DOCUMENT: Final = "是 Word 模板（.dotx）或带宏的文档，请另存为 .docx"
NO_DOCUMENT: Final = "里面没有 Word 正文，请用 Word 或 WPS 另存为 .docx"
PART_UNREADABLE: Final = "{part}的内容已损坏，读不出来，请用 Word 或 WPS 打开后重新保存"
TAG_IN_PROPERTIES: Final = "文件属性（标题、主题等）里写了标记，在那里不起作用，请删去"
TAG_IN_CHART: Final = "图表或图形（{part}）的文字里写了标记，在那里不起作用，请删去"
TAG_IN_FIELD: Final = "域代码或替代文字里写了标记，在那里不起作用，请写在正文里"

UNFINISHED: Final = "没有写完：有开头没有结尾，或者结尾在另一段，或者括号用了全角；一个标记要完整写在同一段里"
FULL_WIDTH: Final = "像是标记，但用了全角括号或全角百分号，会原样印出；请改成半角的 {{ }} 或 {% %}"
SPACED_BRACES: Final = "像是标记，但两个括号之间有空格，会原样印出；请把括号连着写"
SINGLE_BRACES: Final = "像是标记，但两边只有一个括号，会原样印出；请改成 {{ }}"
HALF_A_TAG: Final = "这里有标记的一半，请补全或删去"
EMPTY_TAG: Final = "里面没有写内容"
WHITESPACE_CONTROL: Final = "“-”“+”写在标记括号旁边不起作用，请删去；要去掉整段请用 {%p … %}"
OUTPUT_OF_PARTS: Final = "{{p … }}、{{tr … }}、{{tc … }} 用于插入整段文档，这里不支持，请直接写 {{ 名称 }}"
UNKNOWN_KEYWORD: Final = "没有“{word}”这种标记"
NOTHING_FOLLOWS: Final = "后面不应再写内容"
SOMETHING_MISSING: Final = "后面缺少内容"

TEXT_BESIDE_PARAGRAPH: Final = "{%p … %} 要单独成段，同一段里的其他文字不会印出；请移到别的段，或把 {%p 改成 {%"
TEXT_BESIDE_ROW: Final = "{%tr … %} 所在的一行会整行去掉，这一行里的其他文字不会印出；请给标记单独一行"
TEXT_BESIDE_CELL: Final = "{%tc … %} 所在的单元格会整个去掉，里面的其他文字不会印出；请给标记单独一格"
MIXED_LEVELS: Final = "一段里不能同时写 {%p %}、{%tr %}、{%tc %} 标记，请分开"
SECTION_BREAK: Final = "标记所在的段带有分节符，去掉这一段会丢失页面设置；请把分节符移到别的段"
OUTSIDE_TABLE: Final = "只能写在表格里"
OUTSIDE_LOOP: Final = "只能写在循环（{%tr for … %} 或 {%tc for … %}）里面"
CELL_TAG_TWICE: Final = "同一个单元格里写了两次"
UNCLOSED: Final = "没有对应的 {closing}，请补上"
UNOPENED: Final = "前面没有对应的 {opening}"
WRONG_CLOSING: Final = "与前面的 {opening} 不配对"
AFTER_ELSE: Final = "不能写在 else 之后"
CROSSING_INLINE: Final = "与 {opening} 不在同一段，或一个在链接、控件之内而另一个在外；跨段请用 {{%p … %}}，跨行请用 {{%tr … %}}"
CROSSING: Final = "与 {opening} 不在同一个表格、单元格或同一层，两者要写在同一层"

UNREADABLE_TAG: Final = "写法有误{reason}，应写成 {{{{ 名称 | 格式 }}}}、{{% if 名称 %}}、{{% for 行 in 名称 %}}"
UNKNOWN_CHARACTER: Final = "（有不认识的字符“{char}”）"
NO_CALLS: Final = "标记里不能调用函数或方法"
NO_ARITHMETIC: Final = "标记里不能计算或拼接，需要的数请在 templates/statistics/ 里定义"
NO_ORDERING: Final = "标记里不能比大小，只能用 == 和 !=；需要的判断请在 templates/statistics/ 里定义"
NO_NUMBERS: Final = "标记里不能与数字比较，也不能直接印数字；数字要来自报表"
NOT_IN_THE_LANGUAGE: Final = "标记里不能用这种写法（{node}），只能写名称、格式、if 和 for"
FORBIDDEN_NAME: Final = "不能用“{name}”这个名称"
UNKNOWN_FORMATTER: Final = "没有“{name}”这种格式"
UNKNOWN_TEST: Final = "没有“is {name}”这种判断"
LOOP_OUTSIDE: Final = "loop 只能写在循环里面"
LOOP_NAMES: Final = "loop 只有 loop.index、loop.first、loop.last、loop.length"
ONE_NAME: Final = "只能写一个名称：{% for 行 in 名称 %}、{% set 名称 = 名称 %}"
LOOP_OVER_NAME: Final = "循环只能用名称：{% for 行 in 名称 %}"

ABSENT: Final = "没有“{name}”{nearest}"
NOT_A_LIST: Final = "“{name}”不是可以循环的列表"
A_LIST: Final = "是一组内容，不能直接印出，请用 for 循环或顿号等格式"
A_GROUP: Final = "是一组数据，不是一个数，请写到具体的名称：{names}"
NEEDS_FORMATTER: Final = "是数，要写明格式，如 {formatters}"
NOTHING_TO_PRINT: Final = "没有内容（空），请用 if 判断，或用能表示空值的格式"
NOT_TEXT: Final = "不是文字，不能直接印出，请写明格式"
FIGURE_COMPARED: Final = "是数，不能用 == 与文字或别的数比较，请用 is 判断"
FORMATTER_FAILED: Final = "的格式“{name}”用在这里出错：{reason}"
BAD_SPAN: Final = "colspan 要写 1 到 63 的整数，这里是“{value}”"
BAD_COLOUR: Final = "cellbg 要写六位颜色代码，如 FFF2CC，这里是“{value}”"

FORMATTERS_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "amount": ("亿元", "万元", "金额"),
    "count": ("个", "数"),
    "rate": ("百分比",),
    "points": ("百分点",),
    "growth": ("增长",),
    "rank": ("名次",),
    "days": ("数",),
    "score": ("分",),
}
"""kind of figure → formatters to propose, where the office has them"""

NOT_WELL_FORMED: Final = "{part}：不是完整的 XML（{reason}）"
NO_CONTENT_TYPE: Final = "{part}：没有登记内容类型"
TYPE_WITHOUT_PART: Final = "{part}：登记了内容类型，但没有这个部件"
TARGET_MISSING: Final = "{part}：引用的 {target} 不存在"
RELATION_TWICE: Final = "{part}：关系编号 {id} 重复"
RELATION_MISSING: Final = "{part}：关系编号 {id} 不存在"
LEFTOVER: Final = "{part}：残留标记“{text}”"
NO_LAST_PARAGRAPH: Final = "{part}：{element} 没有以段落结尾"
EMPTY_TABLE: Final = "{part}：表格没有行"
EMPTY_ROW: Final = "{part}：表格行没有单元格"
TOO_WIDE: Final = "{part}：表格行占 {span} 列，表格只有 {columns} 列"
DRAWING_TWICE: Final = "图形编号 {id} 重复"
