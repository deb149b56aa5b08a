"""Returns as departments send them: typed rows laid out with every habit of handbook 2 §8.2–8.3, at random but repeatable."""

from dataclasses import dataclass, replace
from random import Random

from pipeline.model.form import Column, Form, Reported
from pipeline.reading.lexicon import Lexicon
from tests.reading.messy_sheets import Canvas, Expected, packed
from tests.reading.messy_tables import Table

PERIOD = "2023-04"
BONDS = Form(
    "专项债券使用情况统计表",
    Reported(("县直部门", "乡镇")),
    "债券",
    {
        "债券名称": Column("text", required=True, also=("债券简称",), at_least=4),
        "发行日期": Column("date", required=True),
        "发行额": Column("amount", required=True, also=("发行金额",)),
        "中央": Column("amount", under="已支出资金", nil="zero"),
        "省级": Column("amount", under="已支出资金", nil="zero"),
        "县级": Column("amount", under="已支出资金"),
        "支出进度": Column("percent", required=True, decimals=4),
        "惠及": Column("count", unit="人"),
        "占地": Column("amount", unit="亩"),
        "使用单位": Column("unit", required=True),
        "问题": Column("note"),
    },
    key=("债券名称",),
)
"""has what the shipped forms lack: a percentage, other measures, three levels of headings"""


FORMS = ("重点项目", "向上争取", "招商引资", "项目谋划", "问题清单", "专项债券")
"""forms drawn; the seeds stay what they are when further forms are shipped"""


@dataclass
class MessyReturn:
    """A workbook with what is to be read from it: its tables, and (code, sheet, cell) of every finding."""

    seed: int
    content: bytes
    path: str
    tables: list[Expected]
    said: set[tuple[str, str, str]]


def messy_return(seed: int, lexicon: Lexicon) -> MessyReturn:
    """Draw one workbook."""
    return _Book(Random(seed), lexicon).draw(seed)  # noqa: S311 — repeatable, not secret


class _Book:
    def __init__(self, random: Random, lexicon: Lexicon) -> None:
        self.random, self.lexicon = random, lexicon
        self.from_1904 = random.random() < 0.15
        self.unit = random.choice(
            [unit for unit in lexicon.directory.units if unit.group in ("县直部门", "乡镇") and not unit.successor]
        )
        self.tables: list[Expected] = []
        self.said: set[tuple[str, str, str]] = set()
        self.sheets: list[Canvas] = []

    def draw(self, seed: int) -> MessyReturn:
        random = self.random
        forms = random.sample([name for name in self.lexicon.forms if name in FORMS], random.choice([1, 1, 1, 2]))
        names = ["Sheet1", "表1", " 报表 ", "4月", *forms]
        random.shuffle(names)
        together = len(forms) > 1 and random.random() < 0.6
        beside = together and random.random() < 0.5
        row = column = 0
        table = None
        for form in forms:
            if not self.sheets or not together:
                self.sheets.append(Canvas(names.pop()))
                row, column = random.choice([0, 0, 0, 1, 3]), random.choice([0, 0, 0, 1, 2])
            table = Table(self, form, self.sheets[-1], (row, column), alone=not together, beside=table if beside else None)
            bottom, right = table.draw()
            row, column = (row, right + random.choice([2, 3])) if beside else (bottom + random.choice([1, 2, 4]), column)
        self._further_sheets(names)
        stated = f"{random.choice([self.unit.name, self.unit.full or self.unit.name])}2023年4月{random.choice(['', '报表', '（最终版）'])}.xlsx"
        return MessyReturn(seed, packed(self.sheets, self.from_1904), stated, self.tables, self.said)

    def _further_sheets(self, names: list[str]) -> None:
        random = self.random
        if random.random() < 0.1:
            self.sheets.append(replace(self.sheets[0], name="旧表", visible=False))
            self.said.add(("T-011", "旧表", ""))
        if random.random() < 0.1 and len(self.tables) == 1:
            self.sheets.append(_of_last_month(self.sheets[0]))
            self.said.add(("T-025", "上月", ""))
        if random.random() < 0.3:
            told = Canvas("填表说明")
            told.put(0, 0, "填表说明")
            told.put(1, 0, "1.本表由各责任单位按月填报；2.金额单位为万元。")
            self.sheets.insert(random.choice([0, len(self.sheets)]), told)
        if random.random() < 0.3:
            self.sheets.append(Canvas("Sheet9"))
        if random.random() < 0.2:
            codes = Canvas("字典", visible=False)
            for row, word in enumerate(("交通", "水利", "工业")):
                codes.put(row, 0, word)
            self.sheets.append(codes)


def _of_last_month(sheet: Canvas) -> Canvas:
    """Return last month's sheet, left behind in the file."""
    changes = (("截至2023年4月30日", "截至2023年3月31日"), ("2023年4月", "2023年3月"), ("1—4月", "1—3月"))
    cells = dict(sheet.cells)
    for place, (content, shown_as) in cells.items():
        if place[0] <= 6 and isinstance(content, str) and any(old in content for old, _ in changes):
            for old, new in changes:
                content = content.replace(old, new)  # noqa: PLW2901 — one text, changed in turn
            cells[place] = content, shown_as
    return replace(sheet, name="上月", cells=cells)
