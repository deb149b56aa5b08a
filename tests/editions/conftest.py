"""A small county of twelve units and one form, whose whole batch runs in the test's own process."""

import shutil
from pathlib import Path

import pytest

from tools.reliability.small_county import make

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("pattern") / "county")


@pytest.fixture
def county(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "county"))
