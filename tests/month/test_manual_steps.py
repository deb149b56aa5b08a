"""The steps of docs/扩展手册.md, done as they are written: the blocks with a path are put there, and the notice says what it should."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.expressions.functions import FUNCTIONS, TOTALS

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "扩展手册.md"
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADINGS = ("企业名称", "行业", "检查日期", "发现隐患", "已整改隐患", "未整改原因")
RETURNS = {
    "青滩镇": [
        ("青滩采石场", "矿山", "2023年4月6日", 5, 5, ""),
        ("青滩码头", "交通运输", "2023.4.12", 4, 1, "配件未到，5月中旬完成"),
    ],
    "白马岭镇": [("白马岭建材厂", "建筑", "2023-04-18", 3, 3, "")],
    "石门河镇": [("石门河加油站", "化工", "2023-04-20", 2, 5, "")],
}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workspace = tmp_path / "office"
    (workspace / "inbox").mkdir(parents=True)
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "config.yaml", workspace)
    for kind, path, text in BLOCK.findall(MANUAL.read_text(encoding="utf-8")):
        write_word(workspace / path, text) if kind == "text" else (workspace / path).write_text(text, encoding="utf-8")
    for unit, rows in RETURNS.items():
        write_return(workspace / "inbox" / f"{unit}.xlsx", unit, rows)
    return workspace


def write_word(path: Path, text: str) -> None:
    document = docx.Document()
    for paragraph in text.strip().splitlines():
        document.add_paragraph(paragraph)
    document.save(str(path))


def write_return(path: Path, unit: str, rows: list[tuple[object, ...]]) -> None:
    book = openpyxl.Workbook()
    lines = [("2023年4月安全生产检查月报表",), (f"填报单位：{unit}",), HEADINGS, *rows]
    for line in lines:
        book.active.append(line)
    book.save(path)


def test_the_manual_as_it_is_written_gives_a_notice_and_sends_one_return_back(office: Path, run: Run) -> None:
    done = run(office, "2023-04")
    assert done.returncode == 1, done.stderr
    assert "退回：石门河镇《安全检查》" in done.stdout
    (notice,) = (office / "outbox/2023-04").glob("关于2023年4月安全生产检查情况的通报.docx")
    assert [paragraph.text for paragraph in docx.Document(str(notice)).paragraphs] == [
        "2023年4月，全县共检查企业3家，发现隐患12处，已整改9处，整改率75.0%。",
        "尚未整改到位的企业有：青滩码头（青滩镇）。",
    ]


def test_every_function_the_manual_names_exists() -> None:
    named = re.findall(r"`(\w+)\([^`]*\)`", MANUAL.read_text(encoding="utf-8"))
    assert named
    assert set(named) <= {*FUNCTIONS, *TOTALS}
