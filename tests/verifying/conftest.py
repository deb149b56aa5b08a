"""A small county that has issued and frozen."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.batch import run_batch
from pipeline.editions import freeze
from pipeline.model.period import Period
from tools.reliability.small_county import make, report

UNITS = ("县发改局", "青滩镇")


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = make(tmp_path_factory.mktemp("pattern") / "county", "2023-03", UNITS)
    for unit in UNITS:
        report(county, unit, "2023-04", 500)
    for period in ("2023-03", "2023-04"):
        run_batch(county, Period.parse(period), datetime(2023, 5, 8, 9), by="测试")
    freeze(county, Period.parse("2023-03"), datetime(2023, 5, 9), "张三")
    return county


@pytest.fixture
def county(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "county"))
