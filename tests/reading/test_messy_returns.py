"""Whatever shape a return comes in, it is read as the same typed table, or the one right thing is asked."""

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.config import load_definitions
from pipeline.model.submission import InboxFile
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.returns import read_file
from pipeline.reading.text import squeeze
from tests.reading.conftest import RECEIVED
from tests.reading.messy_returns import BONDS, PERIOD, Expected, MessyReturn, messy_return

ROOT = Path(__file__).parents[2]
MANY = 6000 if os.environ.get("TONGBAO_EXPLORE") else 240
AT_ONCE = 20


@pytest.fixture(scope="module")
def office() -> Lexicon:
    """The shipped forms, and one with what they lack."""
    given = load_definitions(ROOT)
    return Lexicon(Definitions({**given.forms, "专项债券": BONDS}, given.directory, given.vocabulary, ReadingLimits()))


@pytest.mark.parametrize("first", range(0, MANY, AT_ONCE))
def test_a_messy_return_is_read_as_the_table_that_was_meant(office: Lexicon, first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        messy = messy_return(seed, office)
        assert not differences(messy, office), f"messy_return({seed})"


def differences(messy: MessyReturn, office: Lexicon) -> list[str]:
    """Return where reading differs from what was meant: values, addresses, totals and what is said of each cell."""
    file = InboxFile(messy.path, hashlib.sha256(messy.content).hexdigest(), len(messy.content), RECEIVED, "xlsx")
    answer = read_file(file, messy.content, office)
    read = {table.submission.form: table for table in answer.tables}
    found = [said for meant in messy.tables for said in _table_differences(read.get(meant.form), meant)]
    said = {(finding.code, finding.sheet, cell): finding.text for finding in answer.findings for cell in finding.cells or ("",)}
    found += [f"said {place}: {said[place][:90]}" for place in sorted(said.keys() - messy.said)]
    return found + [f"not said {place}" for place in sorted(messy.said - said.keys())]


def _table_differences(table, meant: Expected) -> list[str]:
    if table is None:
        return [f"{meant.form}: no table"]
    sent = table.submission
    found = []
    if (sent.unit, sent.period.code, sent.sheet) != (meant.unit, PERIOD, meant.sheet):
        found.append(f"{meant.form}: of {sent.unit}, {sent.period.code} on {sent.sheet}")
    if dict(table.letters) != meant.letters or list(table.rows) != meant.rows:
        return [*found, f"{meant.form}: columns {table.letters} rows {table.rows}, meant {meant.letters} rows {meant.rows}"]
    for name, values in meant.columns.items():
        for index, (read, value) in enumerate(zip(table.columns[name], values, strict=True)):
            if (read, getattr(read, "precision", "")) != (value, getattr(value, "precision", "")):
                found.append(f"{name} {table.address(name, index)}: read {read!r}, meant {value!r}")
    totals = {(squeeze(total.label), total.row, total.over) for total in table.totals}
    if meant.totals is not None and totals != {(squeeze(label), row, over) for label, row, over in meant.totals}:
        found.append(f"{meant.form}: totals {sorted(totals)}, meant {sorted(meant.totals)}")
    return found
