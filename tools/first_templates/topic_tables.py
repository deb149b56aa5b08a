"""The tables of the notices on one subject each, by the name their texts call them by."""

from collections.abc import Iterable

from tools.first_templates.notice_text import Column, Wide

Figures = Iterable[tuple[str, str, int] | tuple[str, str, int, int]]
"""heading, path from the row, share of the width, and decimals where they are fixed"""


def _number(heading: str, path: str, share: int, decimals: int | None = None) -> Column:
    printed = f"{path} | 表格" + (f"({decimals})" if decimals is not None else "")
    return Column(heading, "{{ 行." + printed + " }}", share)


def _ranking(of: str, figures: Figures, *, remark: int, unit: int = 36, extra: tuple[Column, ...] = ()) -> Wide:
    """Return a ranking of one group: 名次, 单位, its figures with those of the whole below, 备注."""
    numbers = [_number(*one) for one in figures]
    summed = [Column(one.heading, one.tag, one.share, total=one.tag.replace("{{ 行.", "{{ " + of + ".合计.")) for one in numbers]
    return Wide(
        f"{of}.行",
        (
            Column("名次", "{{ 行.名次 | 表格 }}", 10, "centre"),
            Column("单位", "{{ 行.单位 }}", unit, "text", "合　计"),
            *summed,
            *extra,
            Column("备注", "{{ 行.备注 }}", remark, "text"),
        ),
    )


def _listing(of: str, *columns: Column) -> Wide:
    return Wide(f"{of}.行", (Column("序号", "{{ 行.序号 }}", 9, "centre"), *columns))


def _text(heading: str, column: str, share: int) -> Column:
    return Column(heading, "{{ 行." + column + " | 空 }}", share, "text")


def _date(heading: str, column: str, share: int) -> Column:
    return Column(heading, "{{ 行." + column + " | 日期 }}", share, "centre")


_TEN_DAYS: Figures = (
    ("年度计划\n投资", "年度计划投资", 17),
    ("本旬完成\n投资", "本旬完成投资", 19, 2),
    ("累计完成\n投资", "累计完成投资", 21, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "与序时差", 14),
    ("未开\n工", "未开工", 10),
)
_QUARTER_GRANTS: Figures = (
    ("年度\n目标", "年度目标", 17),
    ("{{ 期.季度 }}\n争取资金", "值", 17),
    ("其中：\n中央", "中央", 17),
    ("省", "省", 17),
    ("市", "市", 14),
    ("到位\n资金", "本季到位", 17),
    ("上年\n同期", "值.上年同期", 17),
    ("增减额", "值.同比增减", 17),
    ("同比", "值.同比", 14),
    ("完成率", "完成率", 13),
)
_INVESTMENT: Figures = (
    ("年度目标", "年度目标", 20),
    ("本月到位\n资金", "本月到位资金", 20, 2),
    ("{{ 期.累计 }}\n到位资金", "到位资金", 21, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "值.与序时差", 14),
    ("新签约\n项目", "新签约项目", 14),
    ("协议投资", "协议投资", 21, 2),
)
_TRIPS: Figures = (
    ("活动\n次数", "值", 11),
    ("外出\n天数", "外出天数", 11),
    ("外出\n人次", "外出人次", 11),
    ("主要负责\n人带队", "主要负责人带队", 18),
    ("拜访\n企业", "拜访企业", 11),
    ("洽谈\n项目", "洽谈项目", 11),
)
_PROJECTS: Figures = (
    ("项目数", "项目数", 12),
    ("年度计划\n投资", "年度计划投资", 19),
    ("本月完成\n投资", "本月完成投资", 19, 2),
    ("{{ 期.累计 }}\n完成投资", "累计完成投资", 21, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "值.与序时差", 14),
    ("应开工", "应开工", 13),
    ("已开工", "已开工", 13),
    ("开工率", "开工率", 14),
)
_LIGHT = Column("亮灯", "{{ 行.进度亮灯 | 空 }}", 14, "centre")
_PLACES = (
    Column("上期\n名次", "{{ 行.上期名次 | 表格 }}", 10, "centre"),
    Column("位次\n变化", "{{ 行.位次变化 | 升降 }}", 10, "centre"),
    _LIGHT,
)
_ITEMS = (
    "{% for 项 in 行.各项 if 项.算式 %}{{ 项.名称 }}：{{ 项.算式 }}\n{% endfor %}"
    "{% if 行.算式 %}合计：{{ 行.算式 }}{% else %}{{ 行.备注 }}{% endif %}"
)


def _marks(of: str) -> Wide:
    """Return who has how many marks and how each item came about."""
    return Wide(
        f"{of}.行",
        (
            Column("名次", "{{ 行.名次 | 表格 }}", 10, "centre"),
            Column("单位", "{{ 行.单位 }}", 36, "text"),
            Column("得分", "{{ 行.值 | 表格 }}", 16),
            Column("计分过程", _ITEMS, 94, "text"),
        ),
    )


def _composed(of: str) -> Wide:
    """Return what the marks of a month are put together from."""
    return Wide(
        f"{of}.行",
        (
            Column("名次", "{{ 行.名次 | 表格 }}", 10, "centre"),
            Column("单位", "{{ 行.单位 }}", 36, "text"),
            _number("工程\n建设", "工程建设", 13),
            _number("对上\n争取", "对上争取", 13),
            _number("招商\n引资", "招商引资", 13),
            _number("报送\n扣分", "报送扣分", 11),
            _number("得分", "值", 14),
            Column("计算过程", "{% if 行.算式 %}{{ 行.算式 }}{% else %}{{ 行.备注 }}{% endif %}", 46, "text"),
        ),
    )


def _averaged(of: str, heading: str) -> Wide:
    """Return marks that are a mean, with what they are the mean of."""
    return Wide(
        f"{of}.行",
        (
            Column("名次", "{{ 行.名次 | 表格 }}", 12, "centre"),
            Column("单位", "{{ 行.单位 }}", 40, "text"),
            Column("得分", "{{ 行.值 | 表格 }}", 18),
            Column(
                heading,
                "{% if 行.算式 %}{% for 项 in 行.各项 %}{{ 项.算式 }}{% endfor %}{% else %}{{ 行.备注 }}{% endif %}",
                86,
                "text",
            ),
        ),
    )


GROUPS = ("乡镇", "县直部门")
TABLES: dict[str, Wide] = {
    **{f"旬督查{group}": _ranking(f"旬督查.完成率排名.{group}", _TEN_DAYS, remark=15) for group in GROUPS},
    "旬督查未按期开工": _listing(
        "旬督查.未按期开工",
        _text("项目名称", "项目名称", 44),
        _text("责任单位", "单位", 36),
        _date("计划开工时间", "计划开工时间", 30),
        _number("逾期\n天数", "逾期天数", 11),
        _text("存在问题", "存在问题", 26),
    ),
    **{f"对上争取{group}": _ranking(f"对上争取.本季总量.{group}", _QUARTER_GRANTS, remark=19) for group in GROUPS},
    "大额资金": _listing(
        "对上争取.大额资金清单",
        _text("资金名称", "资金名称", 58),
        _text("争取单位", "单位", 36),
        _date("下达时间", "下达时间", 34),
        _number("下达金额", "下达金额", 19),
    ),
    **{f"招商引资{group}": _ranking(f"招商引资.完成率排名.{group}", _INVESTMENT, remark=43) for group in GROUPS},
    "亿元项目": _listing(
        "招商引资.亿元以上项目清单",
        _text("项目名称", "项目名称", 48),
        _text("引资单位", "单位", 36),
        _text("来源地", "来源地", 16),
        _text("阶段", "项目阶段", 11),
        _number("协议\n总投资", "协议总投资", 17),
        _number("本年到位\n资金", "本年累计到位资金", 19),
    ),
    **{f"外出招商{group}": _ranking(f"外出招商.活动排名.{group}", _TRIPS, remark=37) for group in GROUPS},
    **{f"工程建设{group}": _ranking(f"工程建设.完成率排名.{group}", _PROJECTS, remark=20, extra=_PLACES) for group in GROUPS},
    "未开工项目": _listing(
        "工程建设.未开工项目",
        _text("项目名称", "项目名称", 54),
        _text("责任单位", "单位", 34),
        _text("类别", "项目类别", 18),
        _number("总投资", "总投资", 17),
        _number("年度计划\n投资", "本年度计划投资", 18),
        _date("计划开工时间", "计划开工时间", 29),
        _text("未开工原因", "未开工原因", 50),
    ),
    "滞后项目": _listing(
        "工程建设.进度滞后项目",
        _text("项目名称", "项目名称", 44),
        _text("责任单位", "单位", 36),
        _number("年度计划\n投资", "本年度计划投资", 18),
        _number("累计完成\n投资", "本年累计完成投资", 18),
        _text("存在问题", "存在问题", 31),
    ),
    **{f"季考核{group}": _averaged(f"综合考核.季考核.{group}", "计算过程（各月得分的平均数）") for group in GROUPS},
    **{f"月考核{group}": _composed(f"综合考核.月考核.{group}") for group in GROUPS},
    **{
        f"{subject}考核{group}": _marks(f"{subject}.{subject}考核.{group}")
        for subject in ("工程建设", "对上争取", "招商引资")
        for group in GROUPS
    },
    **{f"年考核{group}": _averaged(f"综合考核.年考核.{group}", "计算过程（各季度得分的平均数）") for group in GROUPS},
    "预算倾斜": Wide(
        "综合考核.预算倾斜名单.行",
        (
            Column("组别", "{{ 行.组别 }}", 24, "centre"),
            Column("名次", "{{ 行 | 名次 }}", 26, "centre"),
            Column("单位", "{{ 行.单位 }}", 44, "text"),
            Column("年考核得分", "{{ 行.值 | 表格 }}", 24),
            Column("依据", "{{ 综合考核.预算倾斜名单.依据 }}", 60, "text"),
        ),
    ),
}
