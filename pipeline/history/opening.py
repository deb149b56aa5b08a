"""Opening a history by its URL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from pipeline.catalogue import history as say
from pipeline.disk.mounts import network_kind
from pipeline.disk.writing import make_folder
from pipeline.history.keeping import History
from pipeline.history.versions import make_ready
from pipeline.model.errors import Mistake, PublishError


@contextmanager
def open_history(url: str, workspace: Path) -> Iterator[History]:
    """Open the history; a relative SQLite path is below the workspace. Raises PublishError where it cannot be used."""
    engine = _engine(_located(url, workspace))
    try:
        try:
            make_ready(engine)
        except sa.exc.SQLAlchemyError as error:
            raise PublishError(Mistake(str(engine.url), say.NOT_OPENED.format(reason=_reason(error)))) from error
        yield History(engine)
    except sa.exc.SQLAlchemyError as error:
        raise PublishError(Mistake(str(engine.url), say.NOT_OPENED.format(reason=_reason(error)))) from error
    finally:
        engine.dispose()


def _located(url: str, workspace: Path) -> sa.URL:
    """Return where the database is, driver included; refuses a SQLite file on a network disk, where its locks do not hold."""
    try:
        parsed = sa.engine.make_url(url)
    except sa.exc.ArgumentError as error:
        raise PublishError(Mistake("config.yaml", say.BAD_URL)) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return parsed
    path = (workspace / parsed.database).absolute()
    make_folder(path.parent)
    if kind := network_kind(path):
        raise PublishError(Mistake(str(path), say.ON_A_NETWORK.format(kind=kind)))
    return parsed.set(database=str(path))


def _engine(url: sa.URL) -> sa.Engine:
    try:
        engine = sa.create_engine(url)
    except (sa.exc.NoSuchModuleError, sa.exc.ArgumentError) as error:
        raise PublishError(Mistake("config.yaml", say.BAD_URL)) from error
    except ImportError as error:
        raise PublishError(Mistake("config.yaml", say.NO_DRIVER)) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _whole_transactions)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _whole_transactions(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401 - SQLAlchemy hands it over
    """Leave the beginning of transactions to us: Python's driver begins them only before it changes rows, not tables."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _reason(error: sa.exc.SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
