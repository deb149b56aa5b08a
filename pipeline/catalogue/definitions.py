"""What is said of config.yaml and templates/ where they cannot be used."""

from typing import Final

AT: Final = "{path}：{text}"
WRITTEN: Final = "（写的是“{written}”）"
WRITTEN_NOTHING: Final = "（现在是空的；不需要的话请删去这一行）"
DID_YOU_MEAN: Final = "；是不是“{suggestion}”？"
ONE_OF: Final = "；可用的有：{options}"
AND_OTHERS: Final = "{shown}等{count}个"
MOST_OPTIONS: Final = 12
FULL_WIDTH_COMMA: Final = "；列表里的几个名称要用半角逗号“, ”隔开"

# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
MISSING_FILE: Final = "缺少这个文件"
NO_FORM: Final = "里面还没有报表的定义（<报表>.yaml）"
WRONG_EXTENSION: Final = "不会被读取：文件名应以 .yaml 结尾，请改名为“{name}”"
NOT_UTF8: Final = "文件不是 UTF-8 编码，请在编辑器中另存为 UTF-8"
EMPTY_FILE: Final = "文件是空的"

# ── the writing of YAML ──────────────────────────────────────────────────────────────────────────────────────────────
BAD_YAML: Final = "YAML 写法有误：{cause}"
DUPLICATE_KEY: Final = "“{key}”重复，前一处在第 {line} 行；请只留一处"
ANCHOR: Final = "不支持 & 和 * 引用，请把内容写全"
NOT_A_KEY: Final = "“: ”的左边应为文字"
TAB: Final = "行首用了制表符（Tab），请改用空格"
FULL_WIDTH_COLON: Final = "用了全角冒号“：”，请改成半角冒号加空格“: ”"
NO_SPACE_AFTER_COLON: Final = "冒号后面要有一个空格“: ”"
FULL_WIDTH_COMMA_BETWEEN: Final = "用了全角逗号，大括号里的各项要用半角逗号加空格“, ”隔开"
GROUP_BEGINS: Final = "；这一组从第 {line} 行开始，请从那里检查缩进"
FULL_WIDTH_SPACE: Final = "有全角空格，或者从网页、Word 复制来的特殊空格，请删去后改用半角空格"
CURLY_QUOTES: Final = "引号要用半角的"
EMPTY_BRACES: Final = "第 {line} 行末尾的 {braces} 表示下面没有内容，请先删去它；或者不另起一行，写在它的括号里面"
BRACES_AT_START: Final = '以 { 或 [ 开头的文字要用引号括起来，如 matter: "{项目名称}停工"'
FULL_WIDTH_BRACKET: Final = "用了全角括号，请改成半角的 [ ] 或 { }"
CONTROL_CHARACTER: Final = "有看不见的控制字符，请删去后重新输入这一行"
UNKNOWN_CAUSE: Final = "请对照别的文件检查这一行和上一行（{problem}）"
CAUSES: Final = (
    ("mapping values are not allowed", "这里多出一个“: ”；文字里有“: ”的要加引号，并请检查缩进是否对齐"),
    ("could not find expected ':'", "缺少“: ”，每一行都应写成“名称: 内容”"),
    ("did not find expected key", "缩进没有对齐，或者引号、括号后面多出了文字"),
    ("did not find expected '-'", "列表的“- ”没有对齐"),
    ("did not find expected ',' or '}'", "大括号里的各项要用逗号隔开，并以“}”结束；内容里有 , [ ] { } 的要加引号"),
    ("did not find expected ',' or ']'", "方括号里的各项要用逗号隔开，并以“]”结束；内容里有 , [ ] { } 的要加引号"),
    ("expected a single document", "一个文件里只能有一份内容，请删去单独成行的“---”"),
    ("expected <document start>", "前面多出了文字，或者缩进没有对齐"),
    ("unexpected end of stream", "引号没有配对"),
    ("that cannot start any token", "以 @ ` % 等符号开头的内容要加引号"),
    ("undefined alias", "以 * 开头的内容要加引号"),
    ("scanning an alias", "以 * 开头的内容要加引号"),
    ("scanning an anchor", "以 & 开头的内容要加引号"),
    ("unknown escape character", "双引号里的 \\ 要写成 \\\\，或者改用单引号"),
    ("duplicate", "有重复的名称"),
)
"""part of what the YAML reader says → the cause in Chinese; the first that fits"""

# ── shapes ───────────────────────────────────────────────────────────────────────────────────────────────────────────
MISSING_KEY: Final = "缺少这一项，必须写：{meaning}"
CAUSE: Final = "；{cause}"
UNKNOWN_KEY: Final = "不认识这一项"
TORN_EXPRESSION: Final = "；如果这是算式的一部分：写在大括号里的算式含有逗号时，请用单引号把整个算式括起来"
EXPECTED: Final = {
    "int": "整数",
    "decimal": "数字",
    "bool": " true 或 false",
    "string": "文字",
    "tuple": "列表，写成 [甲, 乙]",
    "list": "列表，写成 [甲, 乙]",
    "dict": "下一级内容，写成“名称: 内容”",
    "dataclass": "下一级内容，写成“名称: 内容”",
    "date": "日期，写成 2023-05-01",
    "time": "时间，写成 17:00",
}
"""first word of the kind of mistake → what should stand there"""
EMPTY: Final = "没有写内容"
SHOULD_BE: Final = "应为{expected}"
BETWEEN_EXPECTED: Final = "，或者"
AT_LEAST: Final = "应不小于 {ge}"
AT_MOST: Final = "应不大于 {le}"
ONLY: Final = "只能是 {options}"
WRONG: Final = "写法不对"

# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────
UNKNOWN: Final = {
    "unit": "单位名录中没有“{name}”",
    "group": "没有“{name}”这个组别",
    "form": "没有“{name}”这种报表",
    "column": "报表没有“{name}”这一列",
    "numeric column": "“{name}”不是可以合计的列（amount、count、percent）",
    "statistic": "没有“{name}”这个专题",
    "reporter": "“{name}”既不是组别，也不是单位",
    "code": "没有一种报表的代码表里有“{name}”",
    "month": "“{name}”不是月份或旬，应写成 4 或 4-上旬",
}
TWICE: Final = "“{name}”写了两次"
JOINED: Final = "“{name}”会被当成一个名称；几个名称要用半角逗号“, ”隔开"
NOTHING_LISTED: Final = "至少要写一个"
NOT_A_NAME: Final = "“{name}”不能用作名称：模板和算式里要用到它，只能用汉字、字母、数字和下划线，不能以数字开头，也不能有空格"
RESERVED: Final = "“{name}”这个名称程序已经用了，请换一个"
TEMPLATE_WORDS: Final = frozenset({"期", "机关", "文", "报送", "单位", "审核说明", "台账"})
"""names every template knows; a statistic of that name would hide one"""

# ── config.yaml ──────────────────────────────────────────────────────────────────────────────────────────────────────
SAME_UNIT: Final = "“{name}”与第 {line} 行的单位重名"
SAME_ALIAS: Final = "“{alias}”既指“{name}”又指“{other}”，报表上写这个名称时分不清是谁；请改掉一处"
OWN_SUCCESSOR: Final = "“{name}”撤并后绕了一圈又由自己承接"
SUCCESSOR_WITHOUT_END: Final = "写了承接单位，还要用 until 写明本单位到哪天为止"
BOTH_HOLIDAY_AND_WORKDAY: Final = "{day} 既写成放假又写成上班"
ONE_DAY_RULE: Final = "day（几号）和 days after（期末后第几天）要写一个，也只能写一个"
NO_DEADLINE: Final = "没有写报表“{form}”的期限，也没有写 default"
DEFAULT_DEADLINE: Final = "default"
"""key of deadlines that serves the forms not named there"""
PROGRESS_TABLE_GAPS: Final = "序时进度用表（progress: table）时要写全，还缺 {missing}"
FALLING_PROGRESS: Final = "“{name}”小于前面的“{before}”，序时进度只增不减"
BAD_STORE: Final = "应写成数据库地址，如 sqlite:///state/history.sqlite 或 postgresql://用户@主机/库"

# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────
NO_CODES: Final = "代码列要用 of 写明可选的代码"
ONLY_FOR: Final = "“{key}”只用于 {types} 类型的列，这一列是 {type}"
GROUP_WITHOUT_GROUPS: Final = "of 没有分组，用不上 group as；分组写成 of: {产业: [工业, 农业], …}"
OWNER_NOT_UNIT: Final = "“{name}”这一列的类型应为 unit，才能当作行的归属单位"
SAME_HEADING: Final = "“{heading}”已是第 {line} 行“{other}”的列名，读表时分不清"
SAME_TITLE: Final = "“{title}”也是报表“{other}”的名称，读表时分不清"
NO_RULE: Final = "check（每行应成立的式子）和 total（合计行的标签）要写一个"
TWO_RULES: Final = "check 和 total 只能写一个"
BESIDE_MUST_FIX: Final = "这条审核要看{forms}，是另外的报表，只能是核实或提示；不能因为别的报表退回本表"
MATCH_NOTHING: Final = "式子里没有用到别的报表，match 用不上"
MATCH_UNKNOWN: Final = "报表《{form}》没有“{column}”这一列"
MATCH_MISSING: Final = "要用 match 写明怎样找到《{form}》的同一行，如 {{项目名称: 项目名称}}"
NOT_WITH: Final = "“{key}”不能与 {rule} 一起用"

# ── statistics ───────────────────────────────────────────────────────────────────────────────────────────────────────
NOT_PUBLISHED: Final = "“{name}”不对外公布（published: false），不能列入清单"
IN_EXPRESSION: Final = "算式“{text}”第 {place} 个字处：{message}"
IN_LONG_EXPRESSION: Final = "算式第 {place} 个字处（“{rest}”）：{message}"
LONGEST_SHOWN: Final = 40

# ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────────
NO_TEMPLATE: Final = "缺少 Word 模板 templates/notices/{file}"
NOT_A_FILE_NAME: Final = "文件名里不能有 {signs}"
NOT_DOCX: Final = "文件名应以 .docx 结尾"
SAME_FILE: Final = "与“{other}”印成同一个文件，后一份会盖掉前一份；请改用不同的文件名"
ONE_FOR_EACH_UNIT: Final = "每个单位一份的，文件名里要有单位，如 {{ 单位.名称 }}"
SHARED_SERIES_NEEDS_DATE: Final = "代字“{series}”有几种通报共用，统一编号要知道成文日期，请写 signed；或者给它单独的代字"
SHARED_SERIES_ONCE: Final = (
    "代字“{series}”有几种通报共用；一期给各单位各发一份的（for each: unit）没有单位要发时会空号，请给它单独的代字"
)
UNUSED_SERIES: Final = "没有通报用代字“{series}”"
ENDED_BEFORE_IT_BEGAN: Final = "早于 since，一期也不会印发"
ONLY_THE_SERIES: Final = "这里只写机关代字，如 归政督；年份和序号由程序编"
STATES_FOR_UNITS: Final = "states 只与 for each: unit 一起用"
BAD_TAG: Final = "“{written}”{text}"
