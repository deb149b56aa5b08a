"""A small workspace whose definitions are right, to be broken one at a time."""

from pathlib import Path

FILES = {
    "config.yaml": """\
name: 归溪县人民政府督查室
county: 归溪县
issuer: 归溪县人民政府办公室
groups: [县直部门, 乡镇]
units:
  - {name: 县交通局, full: 归溪县交通运输局, group: 县直部门}
  - {name: 青滩镇, group: 乡镇}
deadlines:
  default: {day: 5}
""",
    "templates/vocabulary.yaml": """\
nil words: [无, /]
total words: [合计]
footer words: [填表人]
zero report words: [零报告]
""",
    "templates/forms/重点项目.yaml": """\
title: 重点项目建设进度月报表
reported: {by: [县直部门, 乡镇]}
row: 项目
key: [项目名称]
columns:
  项目名称: {type: text, required: true}
  项目类别: {type: code, of: {基础设施: [交通], 产业: [工业]}, group as: 项目大类}
  总投资: {type: amount, required: true}
  本年累计完成投资: {type: amount}
checks:
  Q-205: {level: 强制, check: 总投资 >= 本年累计完成投资, say: 本年累计完成投资大于总投资}
""",
    "templates/statistics/工程建设.yaml": """\
title: 工程建设
from: 重点项目
figures:
  项目总数: {value: count()}
  累计完成投资: {value: sum(本年累计完成投资), as: amount}
shares:
  项目结构: {by: 项目大类}
rankings:
  完成率排名: {value: sum(本年累计完成投资) / sum(总投资)}
lists:
  大项目: {where: 总投资 >= 5000, columns: [项目名称, 总投资], sort: [-总投资]}
""",
    "templates/notices/月通报.yaml": """\
title: 月通报
every: month
file: 月通报.docx
uses: [工程建设]
""",
}


def lay_out(folder: Path, **changes: str) -> Path:
    """Write the workspace; `changes` maps a file's stem to its new text."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changes.get(path.stem, text), encoding="utf-8")
    (folder / "templates/notices/月通报.docx").write_bytes(b"")
    return folder
