"""A period is a draft, then the issue, then frozen; what comes later is a correction, issued as the next edition beside it."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.batch import BatchOutcome, run_batch
from pipeline.editions import freeze, reissue
from pipeline.history import open_history
from pipeline.model.errors import PublishError
from pipeline.model.period import Period
from pipeline.publishing.paragraphs import lines_of
from pipeline.verifying import verified
from tools.reliability.small_county import report

APRIL = Period.parse("2023-04")
EARLY, LATE, LATER = datetime(2023, 5, 4, 9), datetime(2023, 5, 8, 9), datetime(2023, 6, 1, 9)
NOTICE = "关于2023年4月重点项目建设情况的通报.docx"


def run(county: Path, now: datetime = LATE, period: Period = APRIL) -> BatchOutcome:
    return run_batch(county, period, now, by="测试")


def outbox(county: Path, below: str = "") -> dict[str, str]:
    """Return what was issued; the page is a view of it and follows every change."""
    folder = county / "outbox/2023-04" / below
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "index.html"
    }


def late_return(county: Path) -> None:
    """青滩镇 reports 900 more for each of its three projects."""
    report(county, "青滩镇", "2023-04", done=1700)


def numbers(path: Path) -> list[str]:
    return [str(row[0].value) for row in load_workbook(path)["台账确认"].iter_rows(min_row=4) if row[0].value]


def table(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows(min_row=3)]


def test_an_issue_is_a_draft_until_the_deadline_or_until_all_have_reported(county: Path) -> None:
    missing = next((county / "inbox").rglob("青滩镇*"))
    content = missing.read_bytes()
    missing.unlink()
    assert run(county, EARLY).edition.state == "草稿"
    with pytest.raises(PublishError, match="还是草稿"):
        freeze(county, APRIL, EARLY, "张三")
    assert run(county, LATE).edition.state == "正式稿"
    missing.write_bytes(content)
    assert run(county, EARLY).edition.state == "正式稿"
    assert json.loads((county / "outbox/2023-04/manifest.json").read_text(encoding="utf-8"))["edition"] == {
        "number": 1,
        "state": "正式稿",
    }


def test_a_frozen_issue_stays_byte_for_byte_and_the_correction_is_proposed(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    frozen = outbox(county)
    late_return(county)
    outcome = run(county, LATER)
    assert {path: digest for path, digest in outbox(county).items() if not path.startswith("拟更正/")} == frozen
    assert sorted(outbox(county, "拟更正")) == sorted(["manifest.json", "更正一览表.xlsx", "更正通知（拟稿）.docx"])
    sentences = [(one.old, one.new) for one in outcome.corrections if one.document == NOTICE]
    assert sentences[0] == (
        "1—4月，全县36个重点项目累计完成投资23436万元。",
        "1—4月，全县36个重点项目累计完成投资26136万元。",
    )
    rows = table(county / "outbox/2023-04/拟更正/更正一览表.xlsx")
    assert next(row[1:5] for row in rows if row[1] == NOTICE) == [NOTICE, "第2段", *sentences[0]]
    letter = lines_of((county / "outbox/2023-04/拟更正/更正通知（拟稿）.docx").read_bytes()) or []
    assert f"共{len(outcome.corrections)}处。" in letter


def test_a_sentence_of_a_letter_to_one_unit_is_corrected_in_every_letter(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    late_return(county)
    corrected = {one.document for one in run(county, LATER).corrections}
    assert sum(name.startswith("提示函") for name in corrected) == 12


def test_returns_that_change_nothing_propose_nothing_and_a_proposal_no_longer_needed_goes(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    assert run(county, LATER).corrections == ()
    original = next((county / "inbox").rglob("青滩镇*")).read_bytes()
    late_return(county)
    run(county, LATER)
    assert (county / "outbox/2023-04/拟更正").is_dir()
    next((county / "inbox").rglob("青滩镇*")).write_bytes(original)
    assert run(county, LATER).corrections == ()
    assert not (county / "outbox/2023-04/拟更正").exists()


def test_a_reissue_is_the_next_edition_beside_the_old_one_and_frozen_itself(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    frozen = outbox(county)
    late_return(county)
    run(county, LATER)
    issue, changes = reissue(county, APRIL, LATER, "李四")
    assert (issue.edition, issue.by, issue.folder) == (2, "李四", "第2版")
    assert {path: digest for path, digest in outbox(county).items() if not path.startswith("第2版/")} == frozen
    assert {"更正通知.docx", "更正一览表.xlsx", NOTICE} <= set(outbox(county, "第2版"))
    assert any("26136" in line for line in lines_of((county / "outbox/2023-04/第2版" / NOTICE).read_bytes()) or [])
    assert len(changes) == len(table(county / "outbox/2023-04/第2版/更正一览表.xlsx"))
    second = outbox(county)
    assert run(county, LATER).corrections == ()
    with pytest.raises(PublishError, match="没有需要更正"):
        reissue(county, APRIL, LATER, "李四")
    assert outbox(county) == second
    report(county, "青滩镇", "2023-04", done=1800)
    assert {one.document for one in run(county, LATER).corrections} >= {NOTICE}
    assert reissue(county, APRIL, LATER, "李四")[0].edition == 3
    assert verified(county).faults == []


def test_later_periods_look_back_at_what_was_issued_not_at_what_was_only_proposed(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    late_return(county)
    run(county, LATER)

    def last() -> str:
        with open_history("sqlite:///state/history.sqlite", county) as history:
            earlier = history.earlier(APRIL.following, {})
        assert earlier.last is not None
        return str(earlier.last.values["工程建设.累计完成投资"])

    assert last() == "23436"
    reissue(county, APRIL, LATER, "李四")
    assert last() == "26136"


def test_a_number_of_the_ledger_that_a_reissue_gave_is_given_to_no_other_problem(county: Path) -> None:
    rule = "进展缓慢: {from: 重点项目, where: 本年累计完成投资 == 1800, matter: 进展缓慢}"
    (county / "templates/ledger.yaml").write_text(f"title: 问题台账\nrules:\n  {rule}\n", "utf-8")
    run(county)
    freeze(county, APRIL, LATE, "张三")
    report(county, "青滩镇", "2023-04", done=1800)
    reissue(county, APRIL, LATER, "李四")
    given = numbers(county / "outbox/2023-04/第2版/台账确认.xlsx")
    report(county, "县水利局", "2023-05", done=1800)
    run(county, datetime(2023, 6, 2, 9), APRIL.following)
    assert given == ["2023-001"]
    assert numbers(county / "outbox/2023-05/台账确认.xlsx") == ["2023-002"]


def decide(county: Path, *answers: str) -> None:
    """Fill in the first line of April's confirmation workbook and drop it into the inbox."""
    book = load_workbook(county / "outbox/2023-04/台账确认.xlsx")
    for column, answer in enumerate(answers, 12):
        book["台账确认"].cell(4, column).value = answer
    book.save(county / "inbox/2023-04" / f"台账确认{answers[0]}.xlsx")


def ledger_figures(county: Path) -> dict[str, str]:
    manifest = json.loads((county / "outbox/2023-05/manifest.json").read_text("utf-8"))
    return {figure["name"]: figure["value"] for figure in manifest["figures"] if figure["name"].startswith("台账.")}


def test_what_is_decided_about_a_frozen_period_waits_for_its_reissue(county: Path) -> None:
    rule = "进展缓慢: {from: 重点项目, where: 本年累计完成投资 == 800, matter: 进展缓慢}"
    (county / "templates/ledger.yaml").write_text(f"title: 问题台账\nrules:\n  {rule}\n", "utf-8")
    run(county)
    decide(county, "确认")
    run(county)
    freeze(county, APRIL, LATE, "张三")
    decide(county, "销号", "竣工照片", "周明")
    next_month = datetime(2023, 6, 2, 9)
    told = [found.text for found in run(county, next_month, APRIL.following).findings if found.code == "L-120"]
    assert told == ["2023年4月已经封账，这份台账确认是封账后才收到的，没有办理"]
    assert ledger_figures(county)["台账.上期问题"] == "1"
    reissue(county, APRIL, LATER, "李四")
    assert [found for found in run(county, next_month, APRIL.following).findings if found.code == "L-120"] == []
    assert ledger_figures(county)["台账.上期问题"] == "0"


def test_what_staff_wrote_into_the_issue_is_told_apart_from_what_the_data_changed(county: Path) -> None:
    run(county)
    issued = county / "outbox/2023-04" / NOTICE
    from tools.reliability.small_county import word_file  # noqa: PLC0415

    issued.write_bytes(word_file("关于2023年4月重点项目建设情况的通报", "成绩喜人，请各单位再接再厉。"))
    freeze(county, APRIL, LATE, "张三")
    late_return(county)
    changed = [one for one in run(county, LATER).corrections if one.document == NOTICE]
    assert changed[0].old.endswith("23436万元。")
    assert changed[0].edited
    assert verified(county).faults == []


def test_the_policy_freezes_what_was_issued_before_it_looks_at_what_came_since(county: Path) -> None:
    config = county / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "freeze after: 10\n", encoding="utf-8")
    run(county, datetime(2023, 5, 10, 9))
    issued = outbox(county)
    late_return(county)
    outcome = run(county, datetime(2023, 5, 15, 17, 1))
    assert outcome.frozen
    assert outcome.corrections
    assert {path: digest for path, digest in outbox(county).items() if not path.startswith("拟更正/")} == issued
    assert json.loads((county / "state/frozen/2023-04/1.json").read_text(encoding="utf-8"))["by"] == "测试"


@pytest.mark.parametrize(
    ("act", "why"), [(freeze, "还没有处理过"), (reissue, "尚未封账")], ids=["freeze before a run", "reissue before a freeze"]
)
def test_what_cannot_be_done_yet_is_refused_and_said(county: Path, act: object, why: str) -> None:
    with pytest.raises(PublishError, match=why):
        act(county, APRIL, LATE, "张三")  # type: ignore[operator]


def test_a_frozen_period_is_not_frozen_again(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    with pytest.raises(PublishError, match="由 张三 封账"):
        freeze(county, APRIL, LATER, "李四")


def test_a_record_that_cannot_be_read_stops_the_batch_instead_of_unfreezing(county: Path) -> None:
    run(county)
    freeze(county, APRIL, LATE, "张三")
    (county / "state/frozen/2023-04/1.json").write_text("{", encoding="utf-8")
    before = outbox(county)
    late_return(county)
    with pytest.raises(PublishError, match="封账记录读不出来"):
        run(county, LATER)
    assert outbox(county) == before
