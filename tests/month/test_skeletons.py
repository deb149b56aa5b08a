"""The six skeletons of handbook 1, appendix A, each with the notice that is made on it from the sample's returns.

A line below is a sentence of the skeleton with its slots, as a regular expression; the notice must have it, in this order.
"""

import re
from pathlib import Path

import docx
import pytest

pytestmark = pytest.mark.slow

RATE, YI, WAN, N, UNITS = r"[\d.]+%", r"[\d.]+亿元", r"[\d.]+万元", r"\d+", r"[^，。；]+"
PACE = r"(?:[快慢]于|滞后|严重滞后)序时进度[\d.]+个百分点"
GREW = rf"同比(?:增长|下降){RATE}"
MORE = r"(?:增加|减少)[\d.]+[万亿]元"

MONTHLY = (  # A1
    "关于2023年1—6月全县重点项目建设等",
    "各乡镇人民政府，县政府各部门、各直属机构：",
    "“旬督查、月通报”工作机制，县政府督查室",
    rf"全县安排重点项目60个，年度计划投资{YI}。1—6月累计完成投资{YI}，完成年度计划的{RATE}，{PACE}（序时进度为50.0%）；"
    rf"较上年同期{MORE}，{GREW}。",
    rf"已开工{N}个，未开工{N}个，开工率{RATE}。",
    rf"从项目类别看，基础设施项目34个，占56.7%，完成投资{YI}；产业项目26个，占43.3%，完成投资{YI}。",
    "从投资主体看，民间投资项目28个，占46.7%；",
    rf"乡镇中，{UNITS}居前三位；.+居后[三四]位。与上期相比，.*(?:升幅最大|降幅最大|均无变化)",
    "县直部门中，.+居前三位",
    "县财政局负责资金拨付汇总，不参加评比，未纳入本期排名。",
    rf"本期{N}个单位应报各类报表{N}份，按时报送{N}份",
    rf"一是部分项目未按期开工。截至6月底，有{N}个项目已到计划开工时间仍未开工，涉及.+（详见附件2）。",
    "一要加快项目开工和建设进度。",
    "附件：1.2023年1—6月完成率排名表",
    "2.未按期开工项目清单",
    "3.问题清单及销号情况",
    "归溪县人民政府办公室",
    "2023年7月12日",
)
TEN_DAYS = (  # A2
    "第12期",
    rf"截至4月20日，全县60个重点项目累计完成投资{YI}，完成年度计划的{RATE}，{PACE}（序时进度按旬计，为30.6%）。"
    rf"本旬完成投资{YI}，较上一旬(?:增加|减少){YI}，环比(?:增长|下降){RATE}。已开工{N}个，未开工{N}个，开工率{RATE}",
)
GRANTS = (  # A3
    rf"一季度，全县共争取上级无偿资金{YI}，较上年同期(?:增加|减少){YI}，{GREW}；完成年度目标的{RATE}，{PACE}。",
    rf"从总量看，争取额在5000万元以上（含）的有{N}个：",
    rf"从增幅看，增幅达50%以上（含）的有6个：县文旅局（{GREW}）",
    r"等7个县直部门没有达到上年同期。",
    "尚未实现“零突破”",
)
INVESTMENT = (  # A4
    rf"1—6月，全县新签约项目{N}个，协议投资{YI}，其中亿元以上项目{N}个；实际到位资金{YI}，完成年度目标的{RATE}，{PACE}",
    GREW,
    rf"已签约项目{N}个，其中注册{N}个，履约率{RATE}；开工{N}个，开工率{RATE}；",
    "列入红榜：",
    "没有达到序时进度、名次靠后的列入黑榜：",
    "没有新签约项目。",
)
REMINDER = (  # A5
    "催报通知单",
    "编　　号",
    "归溪县松柏岭乡人民政府",
    "依　　据",
    "《招商引资项目进展情况月报表》（2023年4月），应于5月5日17:00前报送",
    r"当前状态｜已过报送时限，仍未收到（今年累计迟报\d+份、未报1份）",
    "请于5月9日17:00前补报，并说明未按时报送的原因；确无情况的，作零报告",
    "按“未报送”在月通报中列示",
    "联 系 人",
)
RETURNED = (  # A5, second half
    "报表退回通知",
    "序号｜类别｜文件名｜工作表｜单元格｜项目名称｜问题描述｜应为｜处理要求｜单位说明",
)
SLIP = (  # A6
    "黄色督查单",
    rf"截至2023年6月底，你单位有{N}个问题超过整改期限或者销号后复发",
    "编号｜类别｜事项｜问题情况｜整改期限｜状态",
    rf"于{UNITS}前将整改情况（加盖公章）书面报县政府督查室。仍未整改到位的，将升级为红色督查单。",
)
RANKED = (
    "名次 单位 项目数 年度计划投资 本月完成投资 1—6月完成投资 完成率 与序时差 应开工 已开工 开工率 上期名次 位次变化 亮灯 备注"
)
LATE = "序号 项目名称 责任单位 领办领导 总投资 年度计划投资 计划开工时间 逾期天数 未开工原因 前期工作现状"
OF_A_QUARTER = "名次 单位 年度目标 一季度争取资金 其中：中央 省 市 到位资金 上年同期 增减额 同比 完成率 备注"


@pytest.fixture(scope="module")
def outboxes(county: Path, half_year: Path, whole_year: Path) -> dict[str, Path]:
    return {"county": county / "outbox", "half": half_year / "outbox", "whole": whole_year / "outbox"}


def document(outboxes: dict[str, Path], where: str) -> docx.document.Document:  # type: ignore[name-defined]
    workspace, _, pattern = where.partition(":")
    return docx.Document(str(min(outboxes[workspace].glob(pattern))))


def told(document: docx.document.Document) -> str:  # type: ignore[name-defined]
    """Return what a document says, in its order: paragraphs, and rows of tables with ｜ between cells."""
    return "\n".join(
        piece.text
        if hasattr(piece, "runs")
        else "\n".join("｜".join(cell.text.replace("\n", "") for cell in row.cells) for row in piece.rows)
        for piece in document.iter_inner_content()
    )


@pytest.mark.parametrize(
    ("where", "skeleton"),
    [
        ("half:2023-06/*三项重点工作*.docx", MONTHLY),
        ("whole:2023-04-中旬/旬督查*.docx", TEN_DAYS),
        ("whole:2023-03/*无偿资金*.docx", GRANTS),
        ("half:2023-06/*招商引资工作*.docx", INVESTMENT),
        ("county:2023-04/催报单/*.docx", REMINDER),
        ("county:2023-04/退回通知/*.docx", RETURNED),
        ("half:2023-06/黄色督查单/*.docx", SLIP),
    ],
    ids=["A1 月通报", "A2 旬督查", "A3 对上争取季度通报", "A4 招商引资通报", "A5 催报单", "A5 退回通知", "A6 三色督查单"],
)
def test_a_notice_is_made_on_the_skeleton(outboxes: dict[str, Path], where: str, skeleton: tuple[str, ...]) -> None:
    rest = told(document(outboxes, where))
    for sentence in skeleton:
        found = re.search(sentence, rest)
        assert found, f"{sentence}\n— 不在 —\n{rest[:1500]}"
        rest = rest[found.end() :]


@pytest.mark.parametrize(
    ("where", "headings"),
    [
        ("half:2023-06/*工程建设情况*.docx", RANKED),
        ("half:2023-06/*三项重点工作*.docx", LATE),
        ("whole:2023-03/*无偿资金*.docx", OF_A_QUARTER),
    ],
    ids=["A1 附件1", "A1 附件2", "A3 附表"],
)
def test_its_table_has_the_columns_of_the_skeleton(outboxes: dict[str, Path], where: str, headings: str) -> None:
    heads = [[cell.text.replace("\n", "") for cell in table.rows[0].cells] for table in document(outboxes, where).tables]
    assert headings.split() in heads
