"""A small county, run once, whose names do their worst; and a browser."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.batch import run_batch
from pipeline.model.period import Period
from tests.overview.browser import CHROMIUM, Browser, browser
from tools.reliability.small_county import UNITS, make, report

NOW = datetime(2023, 5, 8, 9)
PERIOD = Period.parse("2023-04")
HOSTILE_UNIT = "<script>window.hit=1</script>\"'&局"
HOSTILE_FILES = (
    "县发改局2023-04<img src=x onerror=window.hit=1>.xlsx",
    "县经信局 100%25 #1 ?a=b&c 'x'.xlsx",
)


def hostile(county: Path) -> Path:
    """Give a unit, a return and a check names that mean something in a page."""
    config = county / "config.yaml"
    quoted = HOSTILE_UNIT.replace("'", "''")
    config.write_text(config.read_text("utf-8").replace("name: 龙潭坪镇,", f"name: '{quoted}',"), "utf-8")
    form = county / "templates/forms/重点项目.yaml"
    form.write_text(form.read_text("utf-8").replace("say: 本年累计", "say: <b onclick=window.hit=1>本年累计"), "utf-8")
    for unit, name in zip(UNITS, HOSTILE_FILES, strict=False):
        (path,) = (path for path in (county / "inbox/2023-04").glob("*.xlsx") if path.name.startswith(unit))
        report(county, unit, "2023-04", 999_999)
        path.rename(path.with_name(name))
    return county


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = make(tmp_path_factory.mktemp("pattern") / "county")
    for unit in UNITS:
        report(county, unit, "2023-03", 50)
    for period, now in (("2023-03", datetime(2023, 4, 4)), ("2023-04", datetime(2023, 5, 4))):
        run_batch(county, Period.parse(period), now)
    return county


@pytest.fixture
def county(pattern: Path, tmp_path: Path) -> Path:
    """Return a county in which March and April have been run."""
    return Path(shutil.copytree(pattern, tmp_path / "county"))


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one
