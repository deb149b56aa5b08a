"""A copy of the history before anything changes its tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from pipeline.catalogue import history as say
from pipeline.disk.writing import sync_folder
from pipeline.history.schema import metadata
from pipeline.model.errors import Mistake, PublishError


def copy_before(engine: sa.Engine, version: int) -> None:
    """Keep the database as it stands: beside a SQLite file, in a schema of its own in PostgreSQL; a copy kept earlier stays.

    Raises PublishError where it cannot be made.
    """
    try:
        if engine.dialect.name == "sqlite":
            _copy_file(Path(engine.url.database or ""), version)
        else:
            _copy_tables(engine, f"tongbao_v{version}")
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise PublishError(Mistake(str(engine.url), say.NOT_COPIED.format(reason=error))) from error


def _copy_file(path: Path, version: int) -> None:
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    if copy.exists():
        return
    half = copy.with_name(f".{copy.name}.tmp")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    half.replace(copy)
    sync_folder(copy.parent)


def _copy_tables(engine: sa.Engine, schema: str) -> None:
    with engine.begin() as connection:
        if sa.inspect(connection).has_schema(schema):
            return
        connection.execute(sa.schema.CreateSchema(schema))
        standing = set(sa.inspect(connection).get_table_names())
        for name in sorted(standing & set(metadata.tables)):
            connection.execute(sa.text(f'CREATE TABLE "{schema}"."{name}" AS TABLE "{name}"'))
