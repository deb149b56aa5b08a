"""What is said of config.yaml and templates/ where they cannot be used."""

from typing import Final

MISSING_FILE: Final = "缺少这个文件"
DUPLICATE_KEY: Final = "“{key}”重复，前一处在第 {line} 行"
BAD_YAML: Final = "YAML 写法有误"
TAB: Final = "；行首用了制表符，请改用空格"
FULL_WIDTH_COLON: Final = "；第 {line} 行用了全角冒号“：”，请改成半角冒号加空格“: ”"
NOT_UTF8: Final = "文件不是 UTF-8 编码，请另存为 UTF-8"
ANCHOR: Final = "不支持 & 和 * 引用，请把内容写全"

AT: Final = "{path}：{text}"
WRITTEN: Final = "（写的是“{written}”）"
DID_YOU_MEAN: Final = "；是不是“{suggestion}”？"

MISSING_KEY: Final = "缺少必填项"
UNKNOWN_KEY: Final = "不认识的配置项"
SHAPES: Final = {
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "string_type": "应为文字",
    "tuple_type": "应为列表，写成 [甲, 乙]",
    "list_type": "应为列表，写成 [甲, 乙]",
    "dict_type": "应为一组“键: 值”",
    "dataclass_type": "应为一组“键: 值”",
    "date_from_datetime_parsing": "应为日期，写成 2023-05-01",
    "date_parsing": "应为日期，写成 2023-05-01",
    "date_type": "应为日期，写成 2023-05-01",
    "time_parsing": "应为时间，写成 17:00",
    "time_type": "应为时间，写成 17:00",
}
ONE_OF: Final = "只能是 {expected}"
WRONG: Final = "写法不对"

UNKNOWN: Final = {
    "unit": "没有“{name}”这个单位",
    "group": "没有“{name}”这个组别",
    "form": "没有“{name}”这种报表",
    "column": "报表没有“{name}”这一列",
    "statistic": "没有“{name}”这个专题",
    "ranking": "没有“{name}”这个排名",
    "ranking column": "排名没有“{name}”这一栏",
    "reporter": "“{name}”既不是组别，也不是单位",
}
SAME_NAME: Final = "“{name}”与“{other}”重名，读到时分不清是谁"
TWICE: Final = "名称“{name}”用了两次，请改成不同的名称"
NO_DEFAULT: Final = "没有写明报表“{form}”的期限，也没有 default"
NO_CODES: Final = "代码列没有写明可选的代码（of）"
NO_RULE: Final = "审核关系要写 check 或 total 其中之一"
NO_PLAN: Final = "比较里有 {comparison}，但没有写 plan（目标的算式）"
NO_TEMPLATE: Final = "缺少 Word 模板 {file}"
PERIOD_TABLE: Final = "序时进度用表（progress: table）时，progress table 要写满 12 个月，缺 {missing} 月"
IN_EXPRESSION: Final = "算式“{text}”第 {place} 个字：{message}"
