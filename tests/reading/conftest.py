"""A small county, two forms, and a way to read one workbook without a child process."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

import pytest

from pipeline.model.form import Column, Form, Reported
from pipeline.model.period import Cadence
from pipeline.model.submission import InboxFile
from pipeline.model.unit import FormerName, Unit, UnitDirectory
from pipeline.model.vocabulary import Vocabulary
from pipeline.reading.answer import Answer
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.returns import read_file

RECEIVED = datetime(2023, 5, 4, 9, 30)

DIRECTORY = UnitDirectory(
    (
        Unit("县交通局", "县直部门", "归溪县交通运输局", ("交通运输局",)),
        Unit("县文旅局", "县直部门", "归溪县文化和旅游局", former=(FormerName("县旅游局", date(2019, 3, 1)),)),
        Unit("县农业农村局", "县直部门"),
        Unit("县扶贫办", "县直部门", successor="县农业农村局", until=date(2023, 12, 31)),
        Unit("茅坪镇", "乡镇", also=("茅坪",)),
        Unit("县政府督查室", "督查室"),
    ),
    "归溪县",
)
PROJECTS = Form(
    "重点项目建设进度月报表",
    Reported(("县直部门", "乡镇")),
    "项目",
    {
        "项目名称": Column("text", required=True, also=("工程名称",), at_least=4),
        "项目类别": Column("code", required=True, of={"基础设施": ("交通", "水利"), "产业": ("工业", "旅游")}),
        "总投资": Column("amount", required=True, also=("计划总投资",)),
        "上级资金": Column("amount", under="资金来源", nil="zero"),
        "自筹": Column("amount", under="资金来源"),
        "本月完成投资": Column("amount", required=True, also=("当月完成投资",)),
        "完成率": Column("percent"),
        "用工": Column("count", unit="人"),
        "开工时间": Column("date", also=("开工日期",)),
        "责任单位": Column("unit"),
        "存在问题": Column("note", required=True),
        "联系电话": Column("text", published=False),
    },
    key=("项目名称",),
    also=("重点项目进度表",),
)
GRANTS = Form(
    "向上争取资金统计表",
    Reported(("县直部门", "乡镇")),
    "资金",
    {
        "资金名称": Column("text", required=True),
        "下达时间": Column("date", also=("时间",), under="文件下达"),
        "下达金额": Column("amount", required=True, also=("金额",), under="文件下达"),
        "到位时间": Column("date", also=("时间",), under="资金到位"),
        "到位金额": Column("amount", required=True, also=("金额",), under="资金到位", nil="zero"),
    },
    key=("资金名称",),
)
TARGETS = Form(
    "年度目标任务分解表",
    Reported(("县政府督查室",), Cadence.YEAR),
    "目标",
    {
        "单位": Column("unit", required=True),
        "指标": Column("code", required=True, of=("对上争取", "招商引资")),
        "年度目标": Column("amount"),
    },
    key=("单位", "指标"),
    owner="单位",
)
VOCABULARY = Vocabulary(
    nil_words=("无", "/", "—", "-", "暂无"),
    total_words=("合计", "总计", "小计", "本页小计", "全县合计"),
    footer_words=("填表人", "单位负责人", "审核人", "注", "说明"),
    zero_report_words=("零报告", "本月无"),
    spellings={"交通运输": "交通"},
)
DEFINITIONS = Definitions({"重点项目": PROJECTS, "向上争取": GRANTS, "目标任务": TARGETS}, DIRECTORY, VOCABULARY, ReadingLimits())


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return DEFINITIONS


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(DEFINITIONS)


@pytest.fixture
def reading(lexicon: Lexicon) -> Callable[..., Answer]:
    """Read one workbook in this process."""

    def read(content: bytes, path: str = "县交通局2023年4月.xlsx", kind: str = "xlsx") -> Answer:
        file = InboxFile(path, hashlib.sha256(content).hexdigest(), len(content), RECEIVED, kind)
        return read_file(file, content, lexicon)

    return read
