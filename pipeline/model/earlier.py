"""What earlier batches left behind, as the stages need it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from pipeline.model.values import Value


class EarlierRows(Struct, frozen=True):
    """Accepted rows of one form in an earlier period: one mapping per row, with 单位 among its keys."""

    period: str
    rows: Sequence[Mapping[str, Value]]


class EarlierFigures(Struct, frozen=True):
    """Figures and ranks of an earlier period, by name.

    A figure is named 专题.数. A figure of a ranking is named 专题.排名.组别.单位 for its value and 专题.排名.组别.单位.列 for a column,
    with 合计 for the unit where it is the group's; ranks go by 专题.排名.组别.单位. A part of a whole is named 专题.结构.分项, its column
    专题.结构.分项.列. A name that was not computed then is absent; a figure without value is None.
    """

    period: str
    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)


class Earlier(Struct, frozen=True):
    """History as seen from one batch: the period before and the same period last year; None where no batch was run."""

    last_rows: Mapping[str, EarlierRows] = field(default_factory=dict)
    last_year_rows: Mapping[str, EarlierRows] = field(default_factory=dict)
    last: EarlierFigures | None = None
    last_year: EarlierFigures | None = None
    series: tuple[EarlierFigures, ...] = ()
    """earlier periods of the same kind since the beginning of last year, oldest first, with those figures a statistic asked to have
    remembered"""
