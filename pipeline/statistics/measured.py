"""Who is measured: the county, a part of a whole, a unit, a group; with what is known of it now and from earlier."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from pipeline.catalogue import statistics as words
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import Figure, FigureKind, Missing
from pipeline.statistics.subject import Positions

ADDITIVE: frozenset[FigureKind] = frozenset({"amount", "count"})


class Known:
    """Figures known so far, by the names expressions use."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self.figures: dict[str, Figure] = {}
        self.values: dict[str, Decimal | None] = {}
        for name, figure in figures.items():
            self.learn(name, figure)

    def learn(self, name: str, figure: Figure) -> None:
        """Make a figure known, and its comparisons as 名.同比."""
        self.figures[name], self.values[name] = figure, figure.value
        for word, related in figure.related.items():
            self.figures[f"{name}.{word}"], self.values[f"{name}.{word}"] = related, related.value

    def copy(self) -> "Known":
        """Return one that can learn more without this one knowing."""
        copy = Known({})
        copy.figures, copy.values = self.figures.copy(), self.values.copy()
        return copy


class Past(Struct, frozen=True):
    """Earlier values of whoever is measured; a unit that took over others goes by their names too."""

    figures: EarlierFigures | None
    names: tuple[str, ...]

    def value(self, step: str, kind: FigureKind) -> Decimal | None:
        """Return an earlier value: of several, their sum, or None where they do not add up or one of them is unknown."""
        if self.figures is None:
            return None
        keys = [full_name(name, step) for name in self.names]
        found = [self.figures.values[key] for key in keys if key in self.figures.values]
        known = [value for value in found if value is not None]
        if not known or len(known) < len(found) or (len(known) > 1 and kind not in ADDITIVE):
            return None
        return sum(known[1:], known[0])


class Measured(Struct, frozen=True):
    """One whose figures are worked out from its rows."""

    name: str
    """专题, 专题.分项.部分 or 专题.排名.组别.单位"""
    known: Known
    last: Past
    last_year: Past
    rows: Mapping[str | None, Positions]
    """form (None for the statistic's own) → its rows; all rows of a form not named"""
    missing: Mapping[str, Missing] = field(default_factory=dict)
    """form → why nothing of it can be counted"""
    unit: str = ""
    """its own name, where it is a unit"""
    formerly: tuple[str, ...] = ()
    """names of units it took over, itself first"""
    set_for_it: frozenset[str] = frozenset()
    """forms that others report about it (目标任务): where they have no row for it, nothing was set"""


def full_name(name: str, step: str) -> str:
    """Return the name by which history knows a figure: 专题.数, 专题.排名.组别.单位 for its value, ….单位.列 for a column."""
    return name if step == words.VALUE else f"{name}.{step}"
