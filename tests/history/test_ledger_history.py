"""What the history keeps of the ledger comes back as it was."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from pipeline.history import open_history
from pipeline.model.ledger import Decision, LedgerRecord, Verdict
from pipeline.model.merged import CellSource
from pipeline.model.period import Period
from tests.ledger.scene import identity, seen

MARCH = Period.parse("2023-03")
SOURCE = CellSource("县水利局", "重点项目", "2023-03", "a.xlsx", "0" * 64, "表", "K", (5, 6))
RECORD = LedgerRecord(
    {identity(): "2023-001"},
    (replace(seen("2023-03"), sources=(SOURCE,)),),
    {"2023-02": (Decision("2022-009", Verdict.EXTEND, "审批", "周明", date(2023, 6, 30), source=SOURCE),)},
    {"2023-001": ""},
)


def test_a_record_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    with open_history("sqlite:///state/history.sqlite", tmp_path) as history:
        history.record_ledger(MARCH, RECORD)
    with open_history("sqlite:///state/history.sqlite", tmp_path) as history:
        past = history.ledger()
    assert past.numbers == RECORD.numbers
    assert past.sightings == {"2023-03": RECORD.sightings}
    assert past.decisions == RECORD.decisions
    assert past.colours == {"2023-03": {"2023-001": ""}}


def test_the_same_batch_keeps_the_same(tmp_path: Path) -> None:
    with open_history("sqlite:///state/history.sqlite", tmp_path) as history:
        history.record_ledger(MARCH, RECORD)
        before = history.ledger()
        history.record_ledger(MARCH, replace(RECORD, numbers={}))
        assert history.ledger() == before


def test_what_is_no_longer_seen_in_a_period_is_gone_from_it_and_its_number_is_not(tmp_path: Path) -> None:
    with open_history("sqlite:///state/history.sqlite", tmp_path) as history:
        history.record_ledger(MARCH, RECORD)
        history.record_ledger(MARCH, LedgerRecord())
        past = history.ledger()
    assert past.sightings == {}
    assert past.numbers == RECORD.numbers
    assert past.decisions == RECORD.decisions
