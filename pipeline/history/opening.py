"""Opening a history by its URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from pipeline.history.keeping import History
from pipeline.history.versions import make_ready
from pipeline.model.errors import Mistake, PublishError


@contextmanager
def open_history(url: str, workspace: Path) -> Iterator[History]:
    """Open the history; a relative SQLite path is below the workspace."""
    engine = sa.create_engine(_absolute(url, workspace))
    try:
        make_ready(engine)
        yield History(engine)
    except sa.exc.OperationalError as error:
        raise PublishError(Mistake(url, "历史库打不开，请检查路径和权限")) from error
    finally:
        engine.dispose()


def _absolute(url: str, workspace: Path) -> str:
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return url
    path = workspace / parsed.database
    path.parent.mkdir(parents=True, exist_ok=True)
    return parsed.set(database=str(path)).render_as_string(hide_password=False)
