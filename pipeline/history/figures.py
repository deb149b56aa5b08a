"""The figures and ranks of every period."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from pipeline.history.schema import figure, rank
from pipeline.model.earlier import EarlierFigures
from pipeline.model.period import Period


def figures_of(connection: sa.Connection, period: str) -> EarlierFigures | None:
    """Return what a period's batch computed; None where no batch ran."""
    values = connection.execute(sa.select(figure.c.name, figure.c.value).where(figure.c.period == period)).all()
    ranks = connection.execute(sa.select(rank.c.name, rank.c.rank).where(rank.c.period == period)).all()
    if not values:
        return None
    return EarlierFigures(
        period,
        {name: None if value is None else Decimal(value) for name, value in values},
        {row.name: row.rank for row in ranks},
    )


def series_of(connection: sa.Connection, period: Period, names: Sequence[str]) -> tuple[EarlierFigures, ...]:
    """Return figures whose names begin with one of those given, of every earlier period of the same kind since last January."""
    if not names:
        return ()
    first = date(period.year - 1, 1, 1)
    stored = map(Period.parse, connection.scalars(sa.select(figure.c.period).distinct()))
    wanted = sorted(one for one in stored if one.cadence is period.cadence and first <= one.start < period.start)
    asked = sa.or_(*(figure.c.name.startswith(name, autoescape=True) for name in names))
    query = sa.select(figure.c.period, figure.c.name, figure.c.value).where(
        figure.c.period.in_([one.code for one in wanted]), asked
    )
    found: dict[str, dict[str, Decimal | None]] = {one.code: {} for one in wanted}
    for code, name, value in connection.execute(query):
        found[code][name] = None if value is None else Decimal(value)
    return tuple(EarlierFigures(code, values) for code, values in found.items())


def record_figures(connection: sa.Connection, period: str, figures: EarlierFigures) -> None:
    """Replace the figures and ranks of a period."""
    connection.execute(sa.delete(figure).where(figure.c.period == period))
    connection.execute(sa.delete(rank).where(rank.c.period == period))
    values = [
        {"period": period, "name": name, "value": None if value is None else str(value)} for name, value in figures.values.items()
    ]
    ranks = [{"period": period, "name": name, "rank": place} for name, place in figures.ranks.items()]
    if values:
        connection.execute(sa.insert(figure), values)
    if ranks:
        connection.execute(sa.insert(rank), ranks)
