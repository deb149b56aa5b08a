"""Every known bad case of a return has a test, and docs/returns-cases.md says which (reliability §4 A–D)."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (TESTS.parent / "docs/returns-cases.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [A-D]\d", line)
]
LIST = Path(__file__).parents[3] / "shared/reliability.md"


def cases(told: str) -> set[int]:
    """Return the cases a row speaks of: A2–A6, A20."""
    found: set[int] = set()
    for part in told.split(", "):
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        found.update(range(numbers[0], numbers[-1] + 1))
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_test_of_a_case_exists(row: list[str]) -> None:
    assert row[2], "has an outcome"
    for named in row[3].split(", "):
        file, _, function = named.partition("::")
        assert f"\ndef {function}(" in (TESTS / file).read_text(encoding="utf-8"), named


@pytest.mark.skipif(not LIST.exists(), reason="the list of bad inputs is not here")
def test_no_case_of_the_list_is_left_out() -> None:
    text = LIST.read_text(encoding="utf-8")
    within = text[text.index("**A. Files") : text.index("**E. Faults")]
    listed = {int(number) for number in re.findall(r"(?<![\w.])(\d{1,2})\. ", within)}
    assert listed <= set().union(*(cases(row[0]) for row in ROWS))
