"""Which version of the tables a database has."""

import sqlalchemy as sa

from pipeline.history.schema import metadata, schema_version
from pipeline.model.errors import Mistake, PublishError

SCHEMA_VERSION = 1


def make_ready(engine: sa.Engine) -> None:
    """Make the tables that are not there; raises PublishError where a newer program made the database."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        versions = list(connection.scalars(sa.select(schema_version.c.version)))
        if not versions:
            connection.execute(sa.insert(schema_version).values(version=SCHEMA_VERSION))
        elif max(versions) > SCHEMA_VERSION:
            raise PublishError(Mistake(str(engine.url), f"历史库是更新版本的程序建立的（{max(versions)}），请升级程序后再运行"))
