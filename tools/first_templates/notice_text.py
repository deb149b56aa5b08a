"""What the two notices say: their paragraphs from the .txt beside this, the tables of the attachments from here."""

from dataclasses import dataclass
from pathlib import Path

Line = tuple[str, str]
WIDE_MM = 225
"""width of the text on a turned page"""


@dataclass(frozen=True)
class Column:
    """One column of a printed table; `share` is its part of the width, `total` stands in the row below."""

    heading: str
    tag: str
    share: int = 10
    align: str = "number"
    total: str = ""


@dataclass(frozen=True)
class Wide:
    """A table over the rows of a list."""

    rows: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Attachment:
    """附件: its title, what stands under it, and what there must be for it to be attached."""

    title: str
    pieces: tuple[Wide | Line, ...]
    wide: bool = False
    attached_if: str = ""


Figures = tuple[tuple[str, str, int] | tuple[str, str, int, int], ...]
"""heading, path from the row, width in mm, and decimals where they are fixed"""


def figure(heading: str, path: str, share: int, decimals: int | None = None, *, whole: str) -> Column:
    """Return a column of numbers; the total row shows the same figure of the whole group."""
    printed = f"{path} | 表格" + (f"({decimals})" if decimals is not None else "")
    return Column(heading, "{{ 行." + printed + " }}", share, total="{{ " + whole + "." + printed + " }}")


def ranked(subject: str, group: str, columns: Figures) -> Wide:
    """Return the ranking of one group: 名次, 单位, figures, places before, remarks; what is left of the width is for remarks."""
    whole = f"{subject}.完成率排名.{group}.合计"
    figures = tuple(figure(*column, whole=whole) for column in columns)
    rest = WIDE_MM - 68 - sum(column.share for column in figures)
    return Wide(
        f"{subject}.完成率排名.{group}.行",
        (
            Column("名次", "{{ 行.名次 | 表格 }}", 10, "centre"),
            Column("单位", "{{ 行.单位 }}", 36, "text", "合　计"),
            *figures,
            Column("上期\n名次", "{{ 行.上期名次 | 表格 }}", 11, "centre"),
            Column("位次\n变化", "{{ 行.位次变化 | 升降 }}", 11, "centre"),
            Column("备注", "{{ 行.备注 }}", rest, "text"),
        ),
    )


def lines(name: str) -> list[Line]:
    """Read what a notice says: a style and a text on each line, `\\n` where a line is broken on purpose."""
    written = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.partition("：") for line in written if line)
    return [(style, text.replace("\\n", "\n")) for style, _, text in parted]


PROJECTS, GRANTS, INVESTMENT = "工程建设", "对上争取", "招商引资"

_PROJECT_COLUMNS = (
    ("项目数", "项目数", 11),
    ("年度计划\n投资", "年度计划投资", 19),
    ("本月完成\n投资", "本月完成投资", 19, 2),
    ("{{ 期.累计 }}\n完成投资", "累计完成投资", 21, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "值.与序时差", 14),
    ("应开工", "应开工", 14),
    ("已开工", "已开工", 14),
    ("开工率", "开工率", 14),
)
_GRANT_COLUMNS = (
    ("年度目标", "年度目标", 20),
    ("{{ 期.累计 }}\n争取资金", "争取资金", 20, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "值.与序时差", 14),
    ("上年同期", "争取资金.上年同期", 20, 2),
    ("增减额", "争取资金.同比增减", 19, 2),
    ("同比", "争取资金.同比", 14),
    ("资金\n笔数", "资金笔数", 11),
)
_INVESTMENT_COLUMNS = (
    ("年度目标", "年度目标", 20),
    ("本月到位\n资金", "本月到位资金", 20, 2),
    ("{{ 期.累计 }}\n到位资金", "到位资金", 20, 2),
    ("完成率", "值", 14),
    ("与序\n时差", "值.与序时差", 14),
    ("新签约\n项目", "新签约项目", 14),
    ("协议投资", "协议投资", 20, 2),
)


def _ranking_tables() -> tuple[Wide | Line, ...]:
    pieces: list[Wide | Line] = []
    subjects = (
        (PROJECTS, "重点项目建设", _PROJECT_COLUMNS, "单位：个、万元、%、百分点"),
        (GRANTS, "对上争取", _GRANT_COLUMNS, "单位：万元、%、百分点、笔"),
        (INVESTMENT, "招商引资", _INVESTMENT_COLUMNS, "单位：万元、%、百分点、个"),
    )
    for subject, title, columns, units in subjects:
        for group in ("乡镇", "县直部门"):
            pieces += [("表格标题", f"{title}（{group}）"), ("表格单位", units), ranked(subject, group, columns)]
    pieces.append(
        (
            "表注",
            "注：完成率按万元计算，百分点差按表中完成率与序时进度（{{ 期.序时 | 百分比 }}）相减；因四舍五入，分项之和与合计可能略有出入。"
            "“—”表示不适用，“未报送”表示本期未报送或者被退回。",
        )
    )
    return tuple(pieces)


ATTACHMENTS = (
    Attachment("{{ 期.年 }}年{{ 期.累计 }}完成率排名表", _ranking_tables(), wide=True),
    Attachment(
        "未按期开工项目清单",
        (
            ("表格单位", "单位：万元、天"),
            Wide(
                "工程建设.未按期开工.行",
                (
                    Column("序号", "{{ 行.序号 }}", 9, "centre"),
                    Column("项目名称", "{{ 行.项目名称 }}", 40, "text"),
                    Column("责任单位", "{{ 行.单位 }}", 26, "text"),
                    Column("领办领导", "{{ 行.领办领导 }}", 26, "text"),
                    Column("总投资", "{{ 行.总投资 | 表格 }}", 16),
                    Column("年度计划\n投资", "{{ 行.本年度计划投资 | 表格 }}", 17),
                    Column("计划开工时间", "{{ 行.计划开工时间 | 日期 }}", 30, "centre"),
                    Column("逾期\n天数", "{{ 行.逾期天数 | 表格 }}", 11),
                    Column("未开工原因", "{{ 行.未开工原因 | 空 }}", 28, "text"),
                    Column("前期工作\n现状", "{{ 行.形象进度 | 空 }}", 22, "text"),
                ),
            ),
            ("表注", "注：本表列入计划开工时间在{{ 期.年 }}年{{ 期.截至 }}以前、报告期末仍未开工的项目。"),
        ),
        wide=True,
        attached_if="工程建设.未按期开工.行",
    ),
    Attachment(
        "问题清单及销号情况",
        (
            (
                "公文正文",
                "截至{{ 期.截至 }}，问题台账在册问题{{ 台账.总数 | 个 }}，已销号{{ 台账.已销号 | 个 }}；"
                "本期新增{{ 台账.新增 | 个 }}，本期销号{{ 台账.销号 | 个 }}。未销号问题如下：",
            ),
            Wide(
                "台账.未销号清单.行",
                (
                    Column("编号", "{{ 行.编号 }}", 19, "centre"),
                    Column("责任单位", "{{ 行.单位 }}", 22, "text"),
                    Column("问题", "{{ 行.问题 }}", 64, "text"),
                    Column("整改期限", "{{ 行.期限 | 日期 }}", 31, "centre"),
                    Column("状态", "{{ 行.状态 }}", 11, "centre"),
                    Column("督查单", "{{ 行.颜色 | 空 }}", 9, "centre"),
                ),
            ),
            ("表注", "注：编号在问题销号以前不变，销号后又出现的恢复原编号；状态、督查单为{{ 期.截至 }}的情况。"),
        ),
        attached_if="台账.未销号清单.行",
    ),
)
