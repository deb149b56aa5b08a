"""Which version of the tables a database has, and how an older one becomes this program's: all of it or nothing, with a copy kept.

A step changes tables that stand already; tables that are new are made on opening and need none.
"""

from collections.abc import Callable, Sequence
from typing import Final

import sqlalchemy as sa

from pipeline.catalogue import history as say
from pipeline.history.copying import copy_before
from pipeline.history.schema import metadata, schema_version
from pipeline.model.errors import Mistake, PublishError

Step = Callable[[sa.Connection], None]

STEPS: Final[list[Step]] = []
"""the n-th makes version n + 1 of version n; a step that has been shipped is never changed"""


def make_ready(engine: sa.Engine, steps: Sequence[Step] = STEPS) -> None:
    """Bring a database to this program's version; raises PublishError where a newer program made it or it cannot be copied first."""
    wanted = 1 + len(steps)
    standing = _version(engine)
    if standing is not None and standing > wanted:
        raise PublishError(Mistake(str(engine.url), say.NEWER.format(found=standing, known=wanted)))
    if standing is not None and standing < wanted:
        copy_before(engine, standing)
    with engine.begin() as connection:
        for step in steps[(standing or wanted) - 1 :]:
            step(connection)
        metadata.create_all(connection)
        if standing != wanted:
            connection.execute(sa.delete(schema_version))
            connection.execute(sa.insert(schema_version).values(version=wanted))


def _version(engine: sa.Engine) -> int | None:
    """Return the version a database has; None where it is new."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(schema_version.name):
            return None
        return max(connection.scalars(sa.select(schema_version.c.version)), default=None)
