"""Every test of the history runs on SQLite and on PostgreSQL; PostgreSQL is skipped where it is not installed."""

import itertools
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.history import postgresql

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if why := postgresql.missing():
        pytest.skip(why)
    with postgresql.running() as url:
        yield url


@pytest.fixture
def fresh_postgresql(server: str) -> str:
    """Return the URL of a schema of the test's own."""
    schema = f"test_{next(_numbers)}"
    engine = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    engine.dispose()
    return f"{server}&options=-csearch_path%3D{schema}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return "sqlite:///state/history.sqlite" if request.param == "sqlite" else request.getfixturevalue("fresh_postgresql")
