"""A county of 60 units made from the sample county: the same returns, sent again by units of other names."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, cycle, islice
from pathlib import Path

import yaml

from tools.sample_county import workbooks
from tools.sample_county.drawing import drawn
from tools.sample_county.facts import names, units
from tools.sample_county.grid import Cell, Sheet
from tools.sample_county.inbox import OFFICE, ONLY_FROM, ROWS, files

ROOT = Path(__file__).parents[1]
PERIOD = "2023-04"
UNITS = 60
LONG_AGO = 1_600_000_000
NAMED = frozenset({"项目名称", "资金名称", "问题编号", "事项编号"})


def lay_out(folder: Path, units_in_all: int = UNITS, longer: int = 1) -> Path:
    """Write a workspace whose inbox holds one file per return of every unit for one month.

    Each return has `longer` times the rows of the sample's, which are 2 or 3: handbook 2 has departments report 5 to 40 rows.
    """
    shutil.copytree(ROOT / "templates", folder / "templates")
    clones = list(_clones(units_in_all))
    _write_config(folder, clones)
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    for path, content in files().items():
        if "年度目标任务" in path and path.startswith("2023"):
            (inbox / Path(path).name).write_bytes(content)
    for name, original, number in clones:
        for form in _forms_of(original):
            sheet = _renamed(drawn(original, form, PERIOD, _rows(original, form, number, longer)), original, name)
            (inbox / f"{name}{form}.xlsx").write_bytes(workbooks.excel([sheet]))
    for path in inbox.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def units_sending(returns: int) -> int:
    """Return how many units it takes to send so many returns a month."""
    sent = accumulate(len(_forms_of(original)) for _, original, _ in _clones(returns))
    return next(count for count, so_far in enumerate(sent, 1) if so_far >= returns)


def _clones(count: int) -> Iterator[tuple[str, str, int]]:
    """Yield (name, unit it is modelled on, how many times that unit has come before)."""
    reporting = [name for name in names() if name != OFFICE]
    for place, original in enumerate(islice(cycle(reporting), count)):
        number = place // len(reporting)
        yield (original if number == 0 else f"{original}{_numbered(number + 1)}办"), original, number


def _numbered(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


@cache
def _forms_of(unit: str) -> list[str]:
    no_task = next(entry.get("no task", ()) for entry in units() if entry["name"] == unit)
    return [form for form in ROWS if form not in no_task and unit in ONLY_FROM.get(form, {unit})]


def _rows(unit: str, form: str, number: int, longer: int) -> list[dict[str, object]]:
    """Return the unit's rows `longer` times over, each with things of its own names where it is a copy."""
    return [
        {column: f"{value}{_copy(number, again)}" if column in NAMED else value for column, value in row.items()}
        for again in range(longer)
        for row in ROWS[form](unit, PERIOD)
    ]


def _copy(unit: int, row: int) -> str:
    return (f"之{unit}" if unit else "") + (f"（{row + 1}期）" if row else "")


def _renamed(sheet: Sheet, original: str, name: str) -> Sheet:
    """Write the clone's name wherever the head of the sheet writes the original's."""
    entry = next(unit for unit in units() if unit["name"] == original)
    written = sorted({entry["name"], entry.get("full", ""), *entry.get("also", ())} - {""}, key=len, reverse=True)
    cells = {place: _named(cell, written, name) if place[0] < 3 else cell for place, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _named(cell: Cell, written: list[str], name: str) -> Cell:
    if isinstance(cell.value, str):
        for other in written:
            if other in cell.value:
                return replace(cell, value=cell.value.replace(other, name, 1))
    return cell


def _write_config(folder: Path, clones: list[tuple[str, str, int]]) -> None:
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    by_name = {unit["name"]: unit for unit in config["units"]}
    more = [{"name": name, "group": by_name[original]["group"]} for name, original, number in clones if number]
    config["units"] = [
        unit for unit in config["units"] if unit["name"] == OFFICE or unit["name"] in {name for name, *_ in clones}
    ] + more
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, default_flow_style=False)
    (folder / "config.yaml").write_text(text, encoding="utf-8")
