"""Stage durations: how long things take from stage to stage, by dates, and which take too long (一年以上仍在前期)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, FigureKind, ListedRow, ListTable, Missing, Stages, StatisticResult
from pipeline.model.merged import UNIT
from pipeline.model.row_kinds import DurationRule
from pipeline.model.values import Value
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.subject import Subject

DERIVED = (words.DAYS, words.CURRENT, words.STAYED)


def compute(subject: Subject, _: StatisticResult) -> Mapping[str, Stages]:
    """Return every table of durations.

    A row's time runs from the first date of its stages to the last stage if that is done, else to the end of the period; a stage takes
    from the latest date before it to its own. Days are counted from stated dates, a month as its first day. A row without any date has
    no duration and is listed nowhere.
    """
    return {name: _durations(subject, name, rule) for name, rule in subject.statistic.durations.items()}


class _Course(Struct, frozen=True):
    """The dates of one row."""

    row: int
    dates: Mapping[str, date | None]
    end: date

    @property
    def begun(self) -> bool:
        return any(self.dates.values())

    @property
    def done(self) -> bool:
        return list(self.dates.values())[-1] is not None

    @property
    def days(self) -> int:
        known = [day for day in self.dates.values() if day is not None]
        last = list(self.dates.values())[-1]
        return ((last or self.end) - min(known)).days

    @property
    def current(self) -> str:
        """The first stage not done after the last one that is."""
        stages = list(self.dates)
        last = max(place for place, stage in enumerate(stages) if self.dates[stage] is not None)
        return words.ALL_DONE if self.done else stages[min(last + 1, len(stages) - 1)]

    @property
    def stayed(self) -> int:
        """Days since the latest date."""
        known = [day for day in self.dates.values() if day is not None]
        return 0 if self.done else (self.end - max(known)).days

    def took(self, stage: str) -> int | None:
        """Return the days a stage took; None where it is not done or nothing was done before it."""
        stages, day = list(self.dates), self.dates[stage]
        before = [one for name in stages[: stages.index(stage)] if (one := self.dates[name]) is not None]
        return None if day is None or not before else (day - max(before)).days


def _durations(subject: Subject, name: str, rule: DurationRule) -> Stages:
    rows = subject.where(rule.where, subject.rows).tolist()
    frame = subject.merged.frame
    columns = {stage: frame[column].to_numpy(dtype=object) for stage, column in rule.stages.items()}
    courses = [_Course(row, {stage: _day(values[row]) for stage, values in columns.items()}, subject.period.end) for row in rows]
    begun = [course for course in courses if course.begun]
    making = _Making(subject, name, rule)
    beyond = sorted((course for course in begun if course.days > rule.over), key=lambda course: -course.days)
    pending = [course for course in begun if not course.done]
    figures = {
        words.MEAN_ALL: making.mean(words.MEAN_ALL, [(course.row, course.days) for course in begun]),
        words.BEYOND: making.count(words.BEYOND, [course.row for course in beyond]),
        words.PENDING: making.count(words.PENDING, [course.row for course in pending]),
    }
    stages = {stage: _stage(making, stage, courses) for stage in rule.stages}
    return Stages(name, stages, figures, _list(subject, name, rule, beyond))


def _stage(making: "_Making", stage: str, courses: Sequence[_Course]) -> dict[str, Figure]:
    done = [course.row for course in courses if course.dates[stage] is not None]
    pending = [course.row for course in courses if course.dates[stage] is None]
    took = [(course.row, days) for course in courses if (days := course.took(stage)) is not None]
    return {
        words.DONE: making.count(f"{stage}.{words.DONE}", done, stage),
        words.PENDING: making.count(f"{stage}.{words.PENDING}", pending, stage),
        words.DONE_RATE: making.share(f"{stage}.{words.DONE_RATE}", done, [course.row for course in courses], stage),
        words.MEAN_DAYS: making.mean(f"{stage}.{words.MEAN_DAYS}", took),
    }


class _Making(Struct, frozen=True):
    """Makes the figures of one table, each with the cells of the dates it rests on."""

    subject: Subject
    name: str
    rule: DurationRule

    def count(self, name: str, rows: Sequence[int], stage: str = "") -> Figure:
        return self.figure(name, Decimal(len(rows)), "count", rows, stage)

    def share(self, name: str, part: Sequence[int], whole: Sequence[int], stage: str) -> Figure:
        value = EXACT.divide(Decimal(len(part)), Decimal(len(whole))) if whole else None
        return self.figure(name, value, "rate", whole, stage)

    def mean(self, name: str, took: Sequence[tuple[int, int]]) -> Figure:
        value = EXACT.divide(Decimal(sum(days for _, days in took)), Decimal(len(took))) if took else None
        return self.figure(name, value, "days", [row for row, _ in took])

    def figure(self, name: str, value: Decimal | None, kind: FigureKind, rows: Sequence[int], stage: str = "") -> Figure:
        units: Mapping[str, str] = {"count": "个", "rate": "%", "days": "天"}
        known = self.subject.statistic.from_ in self.subject.ground.accepted
        columns = [self.rule.stages[stage]] if stage else list(self.rule.stages.values())
        cells = self.subject.merged.cells(list(rows), columns) if rows else ()
        missing = None if value is not None else Missing.NOT_APPLICABLE
        full, code = f"{self.subject.name}.{self.name}.{name}", self.subject.period.code
        decimals = 0 if kind == "days" else None
        made = Figure(full, value, kind, units[kind], code, self.rule.meaning, "", cells, missing, decimals)
        return made if known else Figure(full, None, kind, units[kind], code, missing=Missing.NOT_REPORTED)


def _list(subject: Subject, name: str, rule: DurationRule, beyond: Sequence[_Course]) -> ListTable:
    """Return the rows beyond the days allowed, the longest first."""
    frame = subject.merged.frame
    columns = (*(rule.columns or subject.form.key), *DERIVED)
    listed = []
    for course in beyond:
        derived: dict[str, Value] = {
            words.DAYS: Decimal(course.days),
            words.CURRENT: course.current,
            words.STAYED: Decimal(course.stayed),
        }
        values = {column: derived[column] if column in derived else frame[column].iloc[course.row] for column in columns}
        values[UNIT] = frame[UNIT].iloc[course.row]
        listed.append(ListedRow(values, subject.merged.cells([course.row], (*columns, *rule.stages.values()))))
    return ListTable(name, columns, tuple(listed), rule.meaning)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
