"""What earlier batches received, accepted and computed; only batch.py asks it.

SQLite in state/ by default, any SQLAlchemy URL by configuration. Numbers are kept as decimal text, so that what comes back is exactly
what was computed. A batch replaces everything of its period in one transaction: running it again changes nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from pipeline.model.earlier import Earlier, EarlierFigures, EarlierRows
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.values import Precision, StatedDate, Value

SCHEMA_VERSION = 1

_metadata = sa.MetaData()
_schema = sa.Table("schema_version", _metadata, sa.Column("version", sa.Integer, primary_key=True))
_received = sa.Table(
    "received_file",
    _metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("first_seen", sa.DateTime, nullable=False),
)
_accepted = sa.Table(
    "accepted_return",
    _metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("form", sa.String(64), primary_key=True),
    sa.Column("unit", sa.String(64), primary_key=True),
    sa.Column("rows", sa.Text, nullable=False),
)
_figure = sa.Table(
    "figure",
    _metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("value", sa.Text),
)
_rank = sa.Table(
    "rank",
    _metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("rank", sa.Integer, nullable=False),
)

Row = Mapping[str, Value]


class History:
    """An open history; made by `open_history`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)
        with engine.begin() as connection:
            versions = list(connection.scalars(sa.select(_schema.c.version)))
            if not versions:
                connection.execute(sa.insert(_schema).values(version=SCHEMA_VERSION))
            elif max(versions) > SCHEMA_VERSION:
                raise PublishError(
                    Mistake(str(engine.url), f"历史库是更新版本的程序建立的（{max(versions)}），请升级程序后再运行")
                )

    def seen(self) -> dict[str, datetime]:
        """Return content hash → when a file of that content was first seen."""
        with self._engine.connect() as connection:
            return {row.sha256: row.first_seen for row in connection.execute(sa.select(_received))}

    def earlier(self, period: Period, forms: Mapping[str, Form]) -> Earlier:
        """Return what the batches of the period before and of last year left behind, seen from one period."""
        with self._engine.connect() as connection:
            return Earlier(
                last_rows=_rows_of(connection, {name: form_period(form, period).previous for name, form in forms.items()}),
                last_year_rows=_rows_of(connection, {name: form_period(form, period).last_year for name, form in forms.items()}),
                last=_figures_of(connection, period.previous.code),
                last_year=_figures_of(connection, period.last_year.code),
            )

    def record(
        self,
        period: Period,
        received: Mapping[str, datetime],
        rows: Mapping[tuple[str, str], Sequence[Row]],
        figures: EarlierFigures,
    ) -> None:
        """Replace all that is kept of a period; `rows` is by (form, period code of the form).

        Raises PublishError when the database will not take it; nothing of the period has changed then.
        """
        try:
            with self._engine.begin() as connection:
                _record_received(connection, received)
                _record_rows(connection, rows)
                _record_figures(connection, period.code, figures)
        except sa.exc.SQLAlchemyError as error:
            raise PublishError(Mistake(str(self._engine.url), f"历史库写入失败（{error.__class__.__name__}）")) from error


@contextmanager
def open_history(url: str, workspace: Path) -> Iterator[History]:
    """Open the history; a relative SQLite path is below the workspace."""
    engine = sa.create_engine(_absolute(url, workspace))
    try:
        yield History(engine)
    except sa.exc.OperationalError as error:
        raise PublishError(Mistake(url, "历史库打不开，请检查路径和权限")) from error
    finally:
        engine.dispose()


def form_period(form: Form, period: Period) -> Period:
    """Return the period of a form that a batch uses: the latest complete one of the form's own cadence."""
    return period.latest(form.reported.every)


def _absolute(url: str, workspace: Path) -> str:
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return url
    path = workspace / parsed.database
    path.parent.mkdir(parents=True, exist_ok=True)
    return parsed.set(database=str(path)).render_as_string(hide_password=False)


def _rows_of(connection: sa.Connection, periods: Mapping[str, Period]) -> dict[str, EarlierRows]:
    found: dict[str, EarlierRows] = {}
    for form, period in periods.items():
        query = (
            sa.select(_accepted.c.rows)
            .where(_accepted.c.form == form, _accepted.c.period == period.code)
            .order_by(_accepted.c.unit)
        )
        stored = list(connection.scalars(query))
        if stored:
            found[form] = EarlierRows(period.code, [_decoded(row) for rows in stored for row in json.loads(rows)])
    return found


def _figures_of(connection: sa.Connection, period: str) -> EarlierFigures | None:
    values = connection.execute(sa.select(_figure.c.name, _figure.c.value).where(_figure.c.period == period)).all()
    ranks = connection.execute(sa.select(_rank.c.name, _rank.c.rank).where(_rank.c.period == period)).all()
    if not values:
        return None
    return EarlierFigures(
        period,
        {name: None if value is None else Decimal(value) for name, value in values},
        {row.name: row.rank for row in ranks},
    )


def _record_received(connection: sa.Connection, received: Mapping[str, datetime]) -> None:
    known = set(connection.scalars(sa.select(_received.c.sha256)))
    fresh = [{"sha256": sha256, "first_seen": moment} for sha256, moment in received.items() if sha256 not in known]
    if fresh:
        connection.execute(sa.insert(_received), fresh)


def _record_rows(connection: sa.Connection, rows: Mapping[tuple[str, str], Sequence[Row]]) -> None:
    entries = []
    for (form, period), listed in rows.items():
        connection.execute(sa.delete(_accepted).where(_accepted.c.form == form, _accepted.c.period == period))
        for unit, owned in _by_unit(listed).items():
            entries.append({"period": period, "form": form, "unit": unit, "rows": json.dumps(owned, ensure_ascii=False)})
    if entries:
        connection.execute(sa.insert(_accepted), entries)


def _record_figures(connection: sa.Connection, period: str, figures: EarlierFigures) -> None:
    connection.execute(sa.delete(_figure).where(_figure.c.period == period))
    connection.execute(sa.delete(_rank).where(_rank.c.period == period))
    values = [
        {"period": period, "name": name, "value": None if value is None else str(value)} for name, value in figures.values.items()
    ]
    ranks = [{"period": period, "name": name, "rank": rank} for name, rank in figures.ranks.items()]
    if values:
        connection.execute(sa.insert(_figure), values)
    if ranks:
        connection.execute(sa.insert(_rank), ranks)


def _by_unit(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    units: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        units.setdefault(str(row["单位"]), []).append({column: _encoded(value) for column, value in row.items()})
    return units


def _encoded(value: Value) -> object:
    """Text stays text and a blank stays null; a number becomes ["数", digits], a date ["日", day, precision]."""
    if isinstance(value, Decimal):
        return ["数", str(value)]
    if isinstance(value, date):
        return ["日", value.isoformat(), value.precision.value]
    return value


def _decoded(row: Mapping[str, Any]) -> dict[str, Value]:
    return {column: _decoded_value(value) for column, value in row.items()}


def _decoded_value(value: str | list[str] | None) -> Value:
    match value:
        case ["数", digits]:
            return Decimal(digits)
        case ["日", day, precision]:
            stated = date.fromisoformat(day)
            return StatedDate(stated.year, stated.month, stated.day, Precision(precision))
        case _:
            return None if value is None else str(value)
