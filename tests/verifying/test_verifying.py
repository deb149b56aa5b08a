"""`tongbao verify` finds every change to what was issued, and tells an edit from a loss."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.verifying import verified

Damage = Callable[[Path], object]


def notice(county: Path, period: str) -> Path:
    return next((county / "outbox" / period).glob("关于*.docx"))


def cut_journal(county: Path) -> None:
    path = county / "state/journal.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))


def change_journal(county: Path) -> None:
    path = county / "state/journal.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("测试", "别人", 1), encoding="utf-8")


def change_manifest(period: str) -> Damage:
    def damage(county: Path) -> None:
        path = county / f"outbox/{period}/manifest.json"
        path.write_text(path.read_text(encoding="utf-8").replace("青滩镇", "青难镇", 1), encoding="utf-8")

    return damage


def lose_record(county: Path) -> None:
    (county / "state/frozen/2023-03/1.json").unlink()


def lose_copies(county: Path) -> None:
    for path in (county / "state/issued/2023-03").iterdir():
        path.write_bytes(b"")


def keep_wrong_return(county: Path) -> None:
    (county / "state/returns").mkdir(exist_ok=True)
    (county / "state/returns" / f"{'0' * 64}.xlsx").write_bytes(b"other")


def test_what_nobody_touched_is_verified(county: Path) -> None:
    done = CliRunner().invoke(app, ["verify", "-w", str(county)])
    assert done.exit_code == 0, done.output
    assert "核验通过：2 期" in done.output


def test_an_edit_before_freezing_is_a_note_not_a_fault(county: Path) -> None:
    notice(county, "2023-04").write_bytes(b"edited")
    result = verified(county)
    assert result.faults == []
    assert "人工修改" in result.notes[0]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda county: notice(county, "2023-04").unlink(), "不见了"),
        (lambda county: notice(county, "2023-03").unlink(), "文件不见了"),
        (lambda county: notice(county, "2023-03").write_bytes(b"edited"), "内容与封账时不同"),
        (lambda county: (county / "outbox/2023-04/manifest.json").unlink(), "读不出来"),
        (change_manifest("2023-03"), "清单 manifest.json 与封账时不同"),
        (change_manifest("2023-04"), "清单与日志最后一次记录不符"),
        (cut_journal, "日志被截短或改写过"),
        (change_journal, "接不上"),
        (lose_record, "state/frozen/ 里没有记录"),
        (lose_copies, "原稿不见了"),
        (keep_wrong_return, "留存的报表已损坏"),
    ],
)
def test_every_damage_is_said_and_the_exit_code_tells(county: Path, damage: Damage, said: str) -> None:
    damage(county)
    done = CliRunner().invoke(app, ["verify", "-w", str(county)])
    assert done.exit_code == 1
    assert said in done.output
