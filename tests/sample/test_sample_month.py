"""The sample month goes down the whole line, and the notices print the numbers of the speech."""

import shutil
from datetime import datetime
from pathlib import Path

import docx
import pytest

from pipeline.batch import BatchOutcome, run_batch
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState

ROOT = Path(__file__).parents[2]
NOW = datetime(2023, 5, 10, 9)
PERIODS = ("2022-04", "2023-03", "2023-04")


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> BatchOutcome:
    workspace = tmp_path_factory.mktemp("归溪县")
    shutil.copy(ROOT / "config.yaml", workspace)
    for folder in ("templates", "inbox"):
        shutil.copytree(ROOT / folder, workspace / folder)
    return [run_batch(workspace, Period.parse(period), NOW) for period in PERIODS][-1]


@pytest.fixture(scope="module")
def printed(april: BatchOutcome) -> str:
    return "\n".join(
        paragraph.text for path in sorted(april.folder.glob("*.docx")) for paragraph in docx.Document(str(path)).paragraphs
    )


@pytest.mark.parametrize(
    "fragment",
    [
        "60个",
        "基础设施项目34个",
        "56.7%",
        "产业项目26个",
        "43.3%",
        "工业项目8个，农业项目3个，旅游项目7个，物流项目3个，其他项目5个",
        "民间投资项目28个",
        "46.7%",
        "21个未开工",
        "11.36亿元",
        "29.57亿元",
        "38.42%",
        "增长41.2%",
        "157个",
        "增加88个",
        "33个",
        "增加4个",
        "15个项目集中开工",
        "50亿元",
        "县文旅局、县水利局、县交通局、县扶贫办、县发改局、县住建局争取无偿资金增幅均达50%以上",
        "2022年度的项目还有4个未开工",
        "香溪长江公路大桥、滨湖路改造、吉盛扩能增效、屈姑4A工业旅游景区、金缸城新区中小学、碧桂园",
        "并列第三位",
    ],
)
def test_the_notices_print_the_speech(printed: str, fragment: str) -> None:
    assert fragment in printed


def test_every_unit_stands_as_it_was_meant_to(april: BatchOutcome) -> None:
    odd = {
        (report.unit, report.form): report.state
        for report in april.reports
        if report.state not in {ReportingState.ON_TIME, ReportingState.NO_TASK}
    }
    assert odd == {
        ("县经信局", "招商引资"): ReportingState.RETURNED,
        ("松柏岭乡", "招商引资"): ReportingState.MISSING,
        ("双溪口镇", "重点项目"): ReportingState.LATE,
        ("磨盘寨乡", "向上争取"): ReportingState.ZERO,
        ("县财政局", "问题清单"): ReportingState.ZERO,
        ("梨花垭乡", "问题清单"): ReportingState.ZERO,
    }


def test_the_returned_return_has_several_findings_and_no_other_return_has_to_go_back(april: BatchOutcome) -> None:
    must_fix = [finding for finding in april.findings if finding.level == "强制" and finding.form != "台账确认"]
    assert {finding.unit for finding in must_fix} == {"县经信局"}
    assert {finding.code for finding in must_fix} == {"Q-101", "Q-103", "Q-201", "Q-212", "Q-226"}
