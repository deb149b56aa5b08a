"""Words of 字段手册.docx: what every name a template may use means, its value, and the tag to copy."""

from typing import Final

FILE: Final = "字段手册.docx"
TITLE: Final = "字段手册"
SUBTITLE: Final = "{office} · 数值为{period}（最近一期）"
SUBTITLE_EMPTY: Final = "{office} · 还没有处理过报表，数值一栏空着"
HOW: Final = (
    "把“标记”一栏整个复制到 templates/notices/ 下的 Word 模板里，生成文件时换成当期的数。",
    "带“行.”的标记写在表格的一行里：{%tr for … %} 和 {%tr endfor %} 各占一行，中间一行每个单元格写一个“行.”标记。",
    "改完模板运行 tongbao check，有问题的地方会在副本上逐处批注。",
)
CONTENTS: Final = "目　　录"
CONTENT: Final = "{title}（{count}项）"
HEADINGS: Final = ("名称", "含义", "数值", "标记")
FORMATS: Final = "格式和例子"
FORMATS_HEADINGS: Final = ("格式", "什么情况", "印出", "写法")
FORMAT_TAG: Final = "{{{{ 名称 | {call} }}}}"
NOTHING: Final = "（不印）"
CHARTS: Final = "图"
SECTIONS: Final = {
    "期": "期：报告期",
    "机关": "机关：发文机关",
    "文": "文：本文件",
    "报送": "报送：报送情况",
    "审核说明": "审核说明：各单位的说明",
    "单位": "单位：一单位一份的文件里这个单位的情况",
    "台账": "台账：问题台账",
    "图": "图：图表",
}
STATISTIC: Final = "{name}"
UNIT: Final = "（{unit}）"
ROWS: Final = "共{count}行"
ROWS_LIKE: Final = "共{count}行：{names}…"
PER_UNIT: Final = "各单位不同"
PER_NOTICE: Final = "各文件不同"
NO_VALUE: Final = "—"
YES: Final = "是"
NO: Final = "否"
EVERY_FORM: Final = "其他报表把“{name}”换成报表名称"
CHART_MEANING: Final = "按{of}画的图表，单独成段"
FORMULA: Final = "算式：{formula}"
MEANINGS: Final = {
    "上年同期": "上年同期的数",
    "同比": "与上年同期相比的增长",
    "同比增减": "比上年同期增减多少",
    "上期": "上期的数",
    "环比": "与上期相比的增长",
    "环比增减": "比上期增减多少",
    "本期增量": "本期比上期新增的累计数",
    "计划": "年度计划、目标",
    "完成率": "占年度计划、目标的比例",
    "序时": "已过时间占全年的比例",
    "与序时差": "完成率与序时进度的差",
    "占比": "占合计的比例",
    "占全部比": "占全部的比例",
    "组平均": "本组各单位的平均",
    "与组平均差": "与本组平均的差",
    "行": "全部各行",
    "已排": "参加排名的各行",
    "前": "居前的单位，并列的全部列出",
    "后": "居后的单位，并列的全部列出",
    "未排": "没有排名的单位和原因",
    "位次变动": "与上期相比升降最大的单位",
    "合计": "合计",
    "个数": "有多少个",
    "单位数": "涉及多少个单位",
    "单位": "涉及的单位",
    "部分": "各部分的名称、数、占比",
    "环节": "各环节的数",
    "注": "尾差等说明",
    "依据": "依据的文件",
    "有并列": "有没有并列，用于 if",
    "全部并列": "是否全部并列，用于 if",
    "年底": "是否到了年底（序时进度为100%），用于 if",
}

HELP: Final = "字段手册：模板可以用的全部名称，含义、最近一期的数和可以复制的标记，写成一个 Word 文件"
OUT_HELP: Final = "写到哪里；不写则为工作目录下的 字段手册.docx"
WRITTEN: Final = "已写入 {path}"
