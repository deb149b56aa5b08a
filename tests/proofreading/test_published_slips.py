"""The slips real notices were published with are all caught; so are those of the speech in the shared folder."""

import io
from pathlib import Path

import docx
import pytest
import yaml

from pipeline.proofreading import Remark, proofread, read

SLIPS = yaml.safe_load((Path(__file__).parent / "slips.yaml").read_text(encoding="utf-8"))
SPEECH = Path(__file__).parents[3] / "shared/seed.txt"


def document(slip: dict) -> bytes:
    """Return a Word file with the sentences and the table of a slip."""
    made, content = docx.Document(), io.BytesIO()
    for line in slip["text"]:
        made.add_paragraph(line)
    rows = slip.get("table", [])
    if "rows" in slip:
        rows = [["组别", "外出天数"], *([f"第{place}小组", str(place)] for place in range(1, slip["rows"] + 1))]
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for row, told in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, told, strict=True):
                cell.text = text
    made.save(content)
    return content.getvalue()


def remarks(slip: dict) -> tuple[Remark, ...]:
    return proofread(read(document(slip), "稿.docx"))


@pytest.mark.parametrize("slip", SLIPS, ids=[slip["slip"] for slip in SLIPS])
def test_a_published_slip_is_caught(slip: dict) -> None:
    found = [remark for remark in remarks(slip) if remark.code == slip["caught"]]
    assert found
    if "severity" in slip:
        assert {remark.severity for remark in found} == {slip["severity"]}


def test_what_is_left_of_the_year_is_measured_from_the_whole_task() -> None:
    """Also beside a sentence that states the schedule of another day."""
    done = "1—12月，全县重点项目已超额完成年度计划，完成率101.8%，超出全年任务1.8个百分点。"
    short = "到11月底序时进度为91.7%，完成年度目标的86.3%，距全年任务还差13.7个百分点。"
    assert remarks({"text": [done, short]}) == ()


def test_a_disclosed_tail_is_no_finding() -> None:
    slip = next(one for one in SLIPS if one.get("severity"))
    assert remarks({"text": [*slip["text"], "注：因四舍五入，分项之和与合计可能略有出入。"]}) == ()


def test_parts_of_a_whole_that_is_not_printed_are_not_taken_for_wholes_of_each_other() -> None:
    right = "已签约项目中，工业15个，占53.6%；农业3个，占10.7%；旅游4个，占14.3%；物流2个，占7.1%；商贸3个，占10.7%；其他1个，占3.6%。"
    assert remarks({"text": [right]}) == ()
    wrong = "全县项目28个。其中工业15个，占53.6%；其他1个，占5.6%。"
    assert [remark.code for remark in remarks({"text": [wrong]})] == ["A-01"]


@pytest.mark.skipif(not SPEECH.exists(), reason="the shared folder is not here")
def test_indicators_that_each_have_a_task_of_their_own_are_not_parts_of_one_another() -> None:
    told = "累计完成投资30.43亿元，完成年度计划的52.6%；争取无偿资金11.55亿元，完成年度目标的45.0%；到位资金18.59亿元，完成年度目标的43.9%。"
    assert remarks({"text": [told]}) == ()
    announced = "累计到位资金30.43亿元，完成年度目标的52.6%，其中无偿资金11.55亿元，完成年度目标的45.0%，招商资金18.59亿元，完成年度目标的43.9%。"
    assert [remark.code for remark in remarks({"text": [announced]})] == ["A-07"]


def test_the_speech_yields_its_three_slips_and_one_line_on_its_punctuation() -> None:
    found = proofread(read(SPEECH.read_bytes(), SPEECH.name))
    assert [(one.code, one.found) for one in found] == [
        ("W-18", ","),
        ("A-01", "56.6%"),
        ("A-07", "8＋3＋7＋3"),
        ("A-10", "175个"),
    ]
