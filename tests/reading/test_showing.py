"""Files shown as they are, for workbooks that must be answered beside their values."""

import hashlib
from datetime import datetime
from pathlib import Path

from pipeline.config import load_definitions
from pipeline.model.submission import InboxFile
from pipeline.reading.showing import show
from tests.builders import put, xls

GRID = """
重点项目月报表 | < | <
项目 | 总投资 | 完成率
芝茅路改造 | 8000 | 12.5%
"""


def test_visible_sheets_come_back_with_their_values_and_merges_and_a_bad_file_with_none(tmp_path: Path) -> None:
    content = xls(GRID, "甲 | 乙", names=["重点项目", "字典"], hidden=[1])
    files = []
    for name, data in {"好.xls": content, "坏.xls": content[:3000]}.items():
        put(tmp_path, name, data)
        files.append(InboxFile(name, hashlib.sha256(data).hexdigest(), len(data), datetime(2023, 5, 4), "xls"))
    shown = show(files, tmp_path, load_definitions(Path(__file__).parents[2]))
    (sheet,) = shown["好.xls"]
    assert (sheet.name, sheet.merges) == ("重点项目", ((0, 0, 0, 2),))
    assert [list(row)[:3] for row in sheet.rows] == [
        ["重点项目月报表", "", ""],
        ["项目", "总投资", "完成率"],
        ["芝茅路改造", 8000.0, 0.125],
    ]
    assert shown["坏.xls"] == ()
