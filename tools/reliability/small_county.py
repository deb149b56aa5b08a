"""A county of twelve units with one form, one statistic and one notice: small enough to be run thousands of times."""

import io
import os
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

import xlsxwriter

LONG_AGO: Final = 1_600_000_000
UNITS: Final = (
    "县发改局", "县经信局", "县教育局", "县住建局", "县交通局", "县水利局", "县商务局", "青滩镇", "白马岭镇", "望江坪镇", "石门河镇", "龙潭坪镇",
)  # fmt: skip
_NAMED = "\n".join(f"  - {{name: {unit}, group: {'县直部门' if unit.startswith('县') else '乡镇'}}}" for unit in UNITS)
FILES: Final = {
    "config.yaml": f"""\
name: 归溪县人民政府督查室
county: 归溪县
issuer: 归溪县人民政府办公室
recipients: 各单位
groups: [县直部门, 乡镇]
units:
{_NAMED}
deadlines:
  default: {{day: 5}}
store: sqlite:///state/history.sqlite
settle seconds: 0
""",
    "templates/vocabulary.yaml": "nil words: [无, /]\ntotal words: [合计]\nfooter words: [填表人]\nzero report words: [零报告]\n",
    "templates/forms/重点项目.yaml": """\
title: 重点项目建设进度月报表
reported: {by: [县直部门, 乡镇], every: month}
row: 项目
key: [项目名称]
unit: 万元
columns:
  项目名称: {type: text, required: true}
  总投资: {type: amount, required: true}
  本年累计完成投资: {type: amount, required: true}
checks:
  Q-205: {level: 强制, check: 总投资 >= 本年累计完成投资, say: 本年累计完成投资大于总投资}
""",
    "templates/statistics/工程建设.yaml": """\
title: 重点项目建设
from: 重点项目
figures:
  项目总数: {value: count(), unit: 个}
  累计完成投资: {value: sum(本年累计完成投资), as: amount, compare: [last], cumulative: true}
rankings:
  完成率排名: {value: sum(本年累计完成投资) / sum(总投资)}
""",
    "templates/notices/月通报.yaml": """\
title: 月通报
every: month
file: 关于{{ 期.名称 }}重点项目建设情况的通报.docx
uses: [工程建设]
""",
    "templates/notices/提示函.yaml": """\
title: 提示函
every: month
for each: unit
file: 提示函（{{ 单位.名称 }}）.docx
uses: [工程建设]
""",
}
_PARAGRAPHS: Final = {
    "月通报": (
        "关于{{ 期.名称 }}重点项目建设情况的通报",
        "{{ 期.累计 }}，全县{{ 工程建设.项目总数 | 个 }}重点项目累计完成投资{{ 工程建设.累计完成投资 | 万元 }}。请各单位抓紧推进。",
        "{% for 行 in 工程建设.完成率排名.乡镇.行 %}{{ 行.单位 }}{{ 行.值 | 百分比 }}；{% endfor %}",
    ),
    "提示函": ("提示函", "{{ 单位.名称 }}：全县完成投资{{ 工程建设.累计完成投资 | 万元 }}，请核对。"),
    "更正通知": (
        "关于更正{{ 期.名称 }}通报的通知",
        "共{{ 更正.处数 }}处。",
        "{% for 处 in 更正.清单 %}{{ 处.文件 }}：{{ 处.原文 }}→{{ 处.更正为 }}{% endfor %}",
    ),
}
_WORDML, _PACKAGE = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/package/2006",
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def make(folder: Path, period: str = "2023-04", units: tuple[str, ...] = UNITS) -> Path:
    """Lay out the workspace with the returns of one period in its inbox, and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("月通报", "提示函"):
        (folder / f"templates/notices/{name}.docx").write_bytes(word_file(*_PARAGRAPHS[name]))
    (folder / "templates/corrections").mkdir(exist_ok=True)
    (folder / "templates/corrections/更正通知.docx").write_bytes(word_file(*_PARAGRAPHS["更正通知"]))
    for number, unit in enumerate(units, 1):
        report(folder, unit, period, done=100 * number)
    return folder


def report(folder: Path, unit: str, period: str, done: int) -> Path:
    """Drop one unit's return into the inbox."""
    path = folder / "inbox" / period / f"{unit}重点项目{period}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(unit, period, done))
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def workbook(unit: str, period: str, done: int) -> bytes:
    """Return one unit's return as a workbook whose bytes are always the same."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime(2023, 5, 1)})
    sheet = book.add_worksheet()
    year, month = period.split("-")
    sheet.write(0, 0, "重点项目建设进度月报表")
    sheet.write(1, 0, f"填报单位：{unit}　{year}年{int(month)}月　单位：万元")
    for column, heading in enumerate(("项目名称", "总投资", "本年累计完成投资")):
        sheet.write(2, column, heading)
    for row in range(3):
        for column, value in enumerate((f"{unit}项目{row + 1}", 5000 + 100 * row, done + row)):
            sheet.write(3 + row, column, value)
    book.close()
    return content.getvalue()


def word_file(*paragraphs: str) -> bytes:
    """Return a Word file of some paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORDML}"><w:body>{body}</w:body></w:document>',
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return package.getvalue()
