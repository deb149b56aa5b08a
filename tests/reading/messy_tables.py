"""One table as a department lays it out, with every habit of handbook 2 §8.2."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import Protocol

from pipeline.model.form import NUMERIC
from pipeline.model.unit import Unit
from pipeline.model.values import Value
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.workbook import address, letter
from tests.reading.messy_cells import Formula, Habit, written
from tests.reading.messy_sheets import Canvas, Expected
from tests.reading.messy_values import a_name, a_value

_NOTHING_ADDED_UP = -2


class Book(Protocol):
    """What a table knows of its workbook."""

    random: Random
    lexicon: Lexicon
    unit: Unit
    from_1904: bool
    tables: list[Expected]
    said: set[tuple[str, str, str]]


class Table:
    """One table on a sheet, from its title to its last note."""

    def __init__(
        self, book: Book, form: str, sheet: Canvas, corner: tuple[int, int], *, alone: bool, beside: "Table | None" = None
    ) -> None:
        self.beside = beside
        self.book, self.random, self.sheet, self.alone = book, book.random, sheet, alone
        self.form, self.definition = form, book.lexicon.forms[form]
        self.row, self.left = corner
        self.expected = Expected(form, book.unit.name, sheet.name)
        self.order = self._chosen_columns()
        self.numbered = self.random.random() < 0.75
        self.gap = self.left + 2 + self.random.randrange(len(self.order)) if alone and self.random.random() < 0.1 else -1
        """a blank column inside the table"""
        self.extra = self.random.choice(["", "", "备注2", "是否入统"])
        self.messy = self.random.choice([0.0, 0.2, 0.5, 0.9])
        self.doubts = self.random.random() < 0.5
        self.stated = self.random.choice(["", "", "", "万元", "万元", "元", "亿元", "千元"])
        """unit of measure stated above the table"""
        self.stated_in = (0, 0)
        """row and column of the cell that states it"""
        self.measured: set[str] = set()
        """columns whose headings state their own"""
        self.columns: dict[str, int] = {}
        self.habits: dict[str, Habit] = {}
        self.head = 0
        self.totals: list[tuple[str, int, int]] = []
        """label, row and section, −1 for all"""
        self.sections: list[list[int]] = []

    # ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def _chosen_columns(self) -> list[str]:
        random, columns = self.random, self.definition.columns
        optional = random.choice([0.0, 0.5, 1.0])
        chosen = [name for name, column in columns.items() if column.required or random.random() < optional]
        for under in dict.fromkeys(column.under for column in columns.values() if column.under):
            if any(columns[name].under == under for name in chosen):
                chosen = [name for name in columns if name in chosen or columns[name].under == under]
        if random.random() < 0.3:
            blocks: dict[str, list[str]] = {}
            for name in chosen:
                blocks.setdefault(columns[name].under or name, []).append(name)
            keys = list(blocks)
            random.shuffle(keys)
            chosen = [name for key in keys for name in blocks[key]]
        return chosen

    def _place_columns(self) -> int:
        column = self.left
        self.number_column = column if self.numbered else -1
        column += self.numbered
        for name in self.order:
            column += column == self.gap
            self.columns[name] = column
            column += 1
        self.extra_column = column if self.extra else -1
        return column - 1 + bool(self.extra)

    # ── everything from top to bottom ────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> tuple[int, int]:
        right = self.right = self._place_columns()
        self._lines_above()
        self.row = self._clear_of(self.row)
        self._headings()
        if self.random.random() < 0.25:
            self._column_numbers()
        self._body()
        self._lines_below()
        self._hide()
        self.expected.letters = {name: letter(column) for name, column in self.columns.items()}
        self.book.tables.append(self.expected)
        return self.row, right

    def _clear_of(self, row: int) -> int:
        """Begin headings on the same row as those of the table beside, or below them; across them nobody would see two tables."""
        if self.beside is None or row >= self.beside.head + self.beside.depth:
            return row
        return self.beside.head if row <= self.beside.head else self.beside.head + self.beside.depth

    def say(self, code: str, row: int, column: int) -> None:
        self.book.said.add((code, self.sheet.name, address(row, column)))

    def _line(self, text: str, *, merged: bool) -> None:
        self.sheet.put(self.row, self.left, text)
        if merged:
            self.sheet.merge(self.row, self.left, self.row, self.right)
        self.row += 1

    def _lines_above(self) -> None:
        random, unit = self.random, self.book.unit
        if random.random() < 0.2:
            self._line(random.choice(["附件1", "附件：", "附表2"]), merged=False)
        title = random.choice([self.definition.title, *self.definition.also])
        self._line(
            random.choice(
                [
                    f"2023年4月{title}",
                    f"归溪县{title}（2023年4月）",
                    f"{title}\n（截至2023年4月30日）",
                    f"{title}（1—4月，2023年）",
                ]
            ),
            merged=random.random() < 0.6,
        )
        if random.random() < 0.15:
            self.row += 1
        name = random.choice([unit.name, unit.full or unit.name])
        whose = random.choice(
            [
                f"填报单位：{name}",
                f"填报单位（盖章）：{name}",
                f"单位：{name}",
                f"单 位：{name}",
                f"报送单位:{name}",
                f"填报单位：__{name}__",
            ]
        )
        when = random.choice(["填报日期：2023年5月4日", "填报时间：2023.5.4", "报出日期：2023-05-04", "填报日期：   年  月  日"])
        measure = self.stated and random.choice(
            [
                f"单位：{self.stated}",
                f"计量单位:{self.stated}",
                f"（单位：{self.stated}）",
                f"金额单位：人民币{self.stated}",
                f"单位： {self.stated}",
            ]
        )
        parts = [part for part in (whose, when, measure) if part]
        style = random.choice(["one cell", "cells", "lines", "label and value"])
        self.stated_in = (self.row, self.left)
        if style == "one cell":
            self._line(random.choice(["    ", "\u3000\u3000", "          "]).join(parts), merged=random.random() < 0.7)
        elif style == "lines" or self.right - self.left < 6:
            for part in parts:
                self.stated_in = (self.row, self.left)
                self._line(part, merged=random.random() < 0.5)
        else:
            self._parts_beside(parts, apart=style == "label and value")
        if random.random() < 0.1:
            self.row += 1

    def _parts_beside(self, parts: Sequence[str], *, apart: bool) -> None:
        width = self.right - self.left + 1
        for index, part in enumerate(parts):
            column = self.left + index * (width // len(parts))
            self.stated_in = (self.row, column)
            label, mark, value = part.replace(":", "：").strip("（）").partition("：")
            if apart and value.strip():
                self.sheet.put(self.row, column, label + mark)
                self.sheet.put(self.row, column + 1, value.strip())
            else:
                self.sheet.put(self.row, column, part)
        self.row += 1

    # ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _headings(self) -> None:
        paths = dict(self._paths())
        self.depth = max(map(len, paths.values()))
        self.head = self.row
        merged = self.depth > 1 or self.random.random() < 0.1
        self.unmerged = self.depth > 1 and self.random.random() < 0.15
        for column, path in paths.items():
            for level in range(len(path)):
                self._put_heading(paths, column, level, merged=merged)
        self.leaves = {name: self.row + len(paths[column]) - 1 for name, column in self.columns.items()}
        self.row += self.depth
        for name, column in self.columns.items():
            stated = self.habits[name].stated
            if stated not in ("", self.habits[name].unit):
                self.say("T-108", *((self.leaves[name], column) if name in self.measured else self.stated_in))

    def _put_heading(self, paths: dict[int, list[str]], column: int, level: int, *, merged: bool) -> None:
        """Write one heading, merged over the columns it is the group of, or down to the last heading row."""
        path, row = paths[column], self.row + level

        def belongs(other: int) -> bool:
            there = paths.get(other, [])
            return len(there) > level + 1 and there[: level + 1] == path[: level + 1]

        leaf = level == len(path) - 1
        if not leaf and belongs(column - 1):
            return
        self.sheet.put(row, column, path[level])
        if self.unmerged:
            return
        if leaf and merged:
            self.sheet.merge(row, column, self.head + self.depth - 1, column)
        elif not leaf:
            reach = next(other for other in range(column, column + len(paths) + 2) if not belongs(other + 1))
            self.sheet.merge(row, column, row, reach)

    def _paths(self) -> Iterator[tuple[int, list[str]]]:
        random, columns = self.random, self.definition.columns
        grouped = {under: random.random() < 0.7 for under in dict.fromkeys(columns[name].under for name in self.order)}
        wrapped = random.choice([(), (), ("项目基本情况", 1, 4), ("进展情况", 3, 7)])
        if self.numbered:
            yield (
                self.number_column,
                [random.choice(["序号", "序 号", "编号" if "编号" not in self._other_names() else "序号", "NO."])],
            )
        for index, name in enumerate(self.order):
            path = [self._heading(name, grouped=bool(columns[name].under) and grouped[columns[name].under])]
            if columns[name].under and grouped[columns[name].under]:
                path.insert(0, columns[name].under)
            if wrapped and wrapped[1] <= index < wrapped[2] and self.gap < 0 and self._whole_blocks(*wrapped[1:]):
                path.insert(0, wrapped[0])
            yield self.columns[name], path
        if self.extra:
            yield self.extra_column, [self.extra]

    def _whole_blocks(self, begin: int, end: int) -> bool:
        """Tell whether a stretch of columns cuts no group of columns in two."""
        unders = [self.definition.columns[name].under for name in self.order]
        cut = [unders[at - 1 : at + 1] for at in (begin, end) if 0 < at < len(unders)]
        return end <= len(unders) and all(before is None or before != after for before, after in cut)

    def _other_names(self) -> set[str]:
        return {other for column in self.definition.columns.values() for other in column.also}

    def _heading(self, name: str, *, grouped: bool) -> str:
        random, column = self.random, self.definition.columns[name]
        shared = {other for each, given in self.definition.columns.items() if each != name for other in given.also}
        others = [other for other in column.also if grouped or other not in shared]
        if column.under and not grouped:
            others = []
        text = random.choice(others) if others and random.random() < 0.3 else name
        unit = self.definition.unit_of(name)
        stated = unit if column.type in NUMERIC and unit else ""
        if column.type == "percent":
            points = random.random() < 0.5
            self.habits[name] = Habit(column, percent_in="points" if points else "fraction", **self._habit())
            return f"{text}{random.choice(['（%）', '(%)'])}" if points else text
        if unit == "万元" and column.unit is None:
            stated = self.stated
            if not self.stated and random.random() < 0.2:
                stated = random.choice(["万元", "元", "亿元"])
                text += random.choice([f"（{stated}）", f"({stated})", f"（单位：{stated}）", f"\n（{stated}）"])
            elif self.stated and random.random() < 0.1:
                text += f"（{stated}）"
            self.measured |= {name} if not self.stated or text.endswith(f"（{stated}）") else set()
        elif stated and random.random() < 0.3:
            text += f"（{stated}）"
        times = (
            {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10_000)}.get(stated, Decimal(1))
            if unit == "万元"
            else Decimal(1)
        )
        self.habits[name] = Habit(column, unit=unit, stated=stated if unit == "万元" else unit, times=times, **self._habit())
        if random.random() < 0.2 and len(text) > 2 and text[:2].isalpha():
            text = text[:1] + random.choice([" ", "\n", "\u3000", "  "]) + text[1:]
        return random.choice([text, text, text, f" {text} ", f"{text}\n"])

    def _habit(self) -> dict[str, object]:
        return {
            "messy": self.messy,
            "doubts": self.doubts,
            "from_1904": self.book.from_1904,
            "nil": self.book.lexicon.vocabulary.nil_words,
        }

    def _column_numbers(self) -> None:
        columns = sorted([*self.columns.values(), *([self.number_column] if self.numbered else [])])
        letters = self.random.choice([0, 2, 3]) if len(columns) > 6 else 0
        style = self.random.choice(["{}", "({})", "（{}）"])
        for index, column in enumerate(columns):
            content = "甲乙丙丁"[index] if index < letters else index - letters + 1
            self.sheet.put(self.row, column, content if isinstance(content, str) else self._numbered(content, style))
        self.row += 1

    def _numbered(self, number: int, style: str) -> object:
        return float(number) if style == "{}" else style.format(number)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _body(self) -> None:
        random = self.random
        sizes = [random.randint(1, 5) for _ in range(random.choice([1, 1, 2, 3]))]
        grand = random.choice(["", "top", "bottom", "bottom", "both"])
        categories = len(sizes) > 1 and random.random() < 0.7
        subtotals = len(sizes) > 1 and (not categories or random.random() < 0.5)
        if grand in ("top", "both"):
            self._total(self._total_word(), -1)
        for index, size in enumerate(sizes):
            self._section(index, size, category=categories, subtotal=subtotals)
            if index + 1 < len(sizes) and not categories and random.random() < 0.3:
                self._repeat_headings()
        if random.random() < 0.15:
            self._printed_numbers(sum(sizes))
        if grand in ("bottom", "both"):
            self._total(self._total_word(), -1)
            if random.random() < 0.2:
                self._total("其中：民间投资", _NOTHING_ADDED_UP)
        self._expect()

    def _section(self, index: int, size: int, *, category: bool, subtotal: bool) -> None:
        if category:
            self.totals.append((self._category(index, size), self.row, index))
            self.row += 1
        rows: list[int] = []
        for _ in range(size):
            self._interruption()
            self._record(sum(map(len, self.sections)) + len(rows) + 1)
            rows.append(self.row)
            self.row += 1
        self._merge_down(rows)
        self.sections.append(rows)
        if subtotal:
            self._total(self.random.choice(["小计", "小  计", "本页小计"]), index)

    def _total(self, label: str, section: int) -> None:
        self.totals.append((self._total_row(label, self.row), self.row, section))
        self.row += 1

    def _expect(self) -> None:
        every = [row for rows in self.sections for row in rows]
        self.expected.rows = [row + 1 for row in every]
        if not any(column.type in ("amount", "count") for column in self.definition.columns.values()):
            return  # nothing is added up
        self.expected.totals = {
            (label, row + 1, tuple(line + 1 for line in self._added_up(section, every))) for label, row, section in self.totals
        }

    def _added_up(self, section: int, every: list[int]) -> list[int]:
        return [] if section == _NOTHING_ADDED_UP else every if section < 0 else self.sections[section]

    def _interruption(self) -> None:
        if self.random.random() < 0.06:
            self.row += 1
        if self.random.random() < 0.04:
            self.sheet.put(self.row, self.columns[self._key()], "示例：某某路改造工程")
            self.book.said.add(("T-023", self.sheet.name, address(self.row, 0)))
            self.row += 1

    def _key(self) -> str:
        return next(name for name in self.definition.key if name in self.columns)

    def _record(self, number: int) -> None:
        if self.numbered:
            content = self.random.choice([float(number), float(number), str(number), Formula(float(number)), ""])
            self.sheet.put(self.row, self.number_column, content)
        for name, column in self.columns.items():
            value = self._value(name, number)
            cell = written(self.random, self.habits[name], value)
            self.sheet.put(self.row, column, cell.content, cell.shown_as)
            self.expected.columns.setdefault(name, []).append(cell.value)
            for code in cell.said:
                self.say(code, self.row, column)
        if self.extra:
            self.sheet.put(self.row, self.extra_column, "已入统")
            self.say("T-014", self.head, self.extra_column)

    def _value(self, name: str, number: int) -> Value:
        column = self.definition.columns[name]
        if name == self._key():
            return a_name(self.random, number)
        if not column.required and self.random.random() < 0.15:
            return None
        return a_value(self.random, column, self.book.unit.name)

    def _merge_down(self, rows: Sequence[int]) -> None:
        """Merge one column's cells over neighbouring records, which then have the first one's text."""
        random = self.random
        names = [
            name
            for name in self.columns
            if self.definition.columns[name].type in ("text", "note", "code", "unit") and name != self._key()
        ]
        if len(rows) < 2 or rows[-1] - rows[0] != len(rows) - 1 or not names or random.random() > 0.3:
            return
        name = random.choice(names)
        column, values = self.columns[name], self.expected.columns[name]
        text = self._value(name, 0) or "按计划推进"
        if self.definition.columns[name].type != "note" and not self.definition.columns[name].required and text == "按计划推进":
            return
        for row in rows:
            self.sheet.cells.pop((row, column), None)
            self.book.said = {said for said in self.book.said if said[1:] != (self.sheet.name, address(row, column))}
        self.sheet.put(rows[0], column, text)
        self.sheet.merge(rows[0], column, rows[-1], column)
        values[-len(rows) :] = [text] * len(rows)

    def _total_word(self) -> str:
        return self.random.choice(["合计", "合  计", "总    计", "合计（共5个）", "合计：", "全县合计"])

    def _total_row(self, label: str, row: int) -> str:
        key = self.columns[self._key()]
        column = self.number_column if self.numbered and self.random.random() < 0.7 else key
        self.sheet.put(row, column, label)
        if column < key and key - column == 1 and self.random.random() < 0.3:
            self.sheet.merge(row, column, row, key)
        for name, column in self.columns.items():
            if self.definition.columns[name].type in ("amount", "count"):
                self.sheet.put(row, column, Formula(float(self.random.randint(1, 9999))))
        return label

    def _category(self, index: int, size: int) -> str:
        numeral, name = "一二三"[index], self.random.choice(["基础设施项目", "产业项目", f"续建项目（{size}个）"])
        key, style = self.columns[self._key()], self.random.choice(["merged", "first", "apart"])
        if style == "apart" and self.numbered:
            self.sheet.put(self.row, self.number_column, numeral)
            self.sheet.put(self.row, key, name)
            return f"{numeral}、{name}"
        label = self.random.choice([f"{numeral}、{name}", f"（{numeral}）{name}"])
        column = self.left + (self.left == self.gap) if style == "merged" else (self.number_column if self.numbered else key)
        self.sheet.put(self.row, column, label)
        if style == "merged":
            self.sheet.merge(self.row, self.left, self.row, self.right)
        elif self.random.random() < 0.5:
            for name, column in self.columns.items():
                if self.definition.columns[name].type == "amount":
                    self.sheet.put(self.row, column, Formula(float(size * 100)))
        return label

    def _repeat_headings(self) -> None:
        for (row, column), cell in [*self.sheet.cells.items()]:
            if self.head <= row < self.head + self.depth and self.left <= column <= self.right:
                self.sheet.cells[self.row + row - self.head, column] = cell
        for (top, left), (bottom, right) in [*self.sheet.merges.items()]:
            if self.head <= top < self.head + self.depth and self.left <= left <= self.right:
                self.sheet.merge(self.row + top - self.head, left, self.row + bottom - self.head, right)
        self.row += self.depth

    def _printed_numbers(self, number: int) -> None:
        """Rows of the empty form in which only the number is printed."""
        if self.numbered:
            for further in range(1, 3):
                self.sheet.put(self.row, self.number_column, float(number + further))
                self.row += 1

    def _lines_below(self) -> None:
        random = self.random
        if random.random() < 0.2:
            self.row += 1
        if random.random() < 0.5:
            empty = random.random() < 0.3
            names = [("单位负责人", "王建国"), ("审核人", "李四"), ("填表人", "张三"), ("报出日期", "2023年5月4日")]
            parts = [f"{name}：{'' if empty else value}" for name, value in names[: random.choice([2, 3, 4])]]
            if random.random() < 0.5:
                if empty:
                    self.say("T-013", self.row, self.left)
                self._line("        ".join(parts), merged=random.random() < 0.5)
            else:
                for index, part in enumerate(parts):
                    column = self.left + 2 * index if self.alone else self.left + index
                    self.sheet.put(self.row, column, part)
                    if empty:
                        self.say("T-013", self.row, column)
                self.row += 1
        if random.random() < 0.3:
            self._line("注：1.本表由责任单位填报。", merged=False)
            self._line("2.投资额按实际完成填报。", merged=False)

    def _hide(self) -> None:
        random, rows = self.random, self.expected.rows
        if random.random() < 0.1 and self.alone:
            hidden = random.sample(rows, random.choice([1, min(2, len(rows))]))
            self.sheet.hidden_rows.update(row - 1 for row in hidden)
            for row in hidden:
                self.say("T-011", row - 1, 0)
        if random.random() < 0.1 and self.alone:
            name = random.choice(self.order)
            self.sheet.hidden_columns.add(self.columns[name])
            self.say("T-011", self.leaves[name], self.columns[name])
