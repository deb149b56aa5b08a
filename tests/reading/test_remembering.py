"""What a child remembers from one file to the next never shows in another file, form or set of definitions."""

import dataclasses
import hashlib
import io
import zipfile

import pytest
from msgspec.structs import replace

from pipeline.model.form import Column
from pipeline.model.submission import InboxFile
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.reading import xlsx
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import Package
from pipeline.reading.refusal import RefusedError
from pipeline.reading.returns import read_file
from pipeline.reading.xlsx import open_xlsx
from tests import builders
from tests.reading.conftest import PROJECTS, RECEIVED

LIMITS = ReadingLimits()
GRID = """2023年4月重点项目建设进度月报表
填报单位：县交通局
项目名称|项目类别|总投资|本月完成投资|开工时间|存在问题
芝茅路改造工程|交通|1200.25|100|2030-05-17|无
"""
NUMBERED = """2023年4月重点项目建设进度月报表
填报单位：县交通局
序号|项目名称|项目类别|总投资|本月完成投资|开工时间|存在问题
1|{first}|交通|1200|100||无
2|芝茅路改造工程|交通|1200|100||无
"""


def read(content: bytes, definitions: Definitions):
    file = InboxFile("县交通局2023年4月.xlsx", hashlib.sha256(content).hexdigest(), len(content), RECEIVED, "xlsx")
    return read_file(file, content, Lexicon(definitions))


def with_projects(definitions: Definitions, **columns: Column) -> Definitions:
    return replace(definitions, forms={"重点项目": dataclasses.replace(PROJECTS, columns={**PROJECTS.columns, **columns})})


def told(answer) -> list[str]:
    return [finding.text for finding in answer.findings]


def test_a_column_is_typed_by_its_own_forms_definition_whichever_was_used_before(definitions):
    content = builders.xlsx(GRID)
    as_given = read(content, definitions)
    as_text = read(content, with_projects(definitions, 总投资=Column("text", required=True)))
    whole = read(content, with_projects(definitions, 总投资=Column("amount", required=True, decimals=0)))
    other_codes = read(content, with_projects(definitions, 项目类别=Column("code", required=True, of=("公路", "铁路"))))
    assert repr(read(content, definitions)) == repr(as_given)
    assert [str(answer.tables[0].columns["总投资"][0]) for answer in (as_given, as_text, whole)] == ["1200.25"] * 3
    assert isinstance(as_text.tables[0].columns["总投资"][0], str)
    assert set(told(whole)) - set(told(as_given))
    assert as_given.tables[0].columns["项目类别"] == ("交通",)
    assert other_codes.tables[0].columns["项目类别"] == (None,)


def test_the_key_that_rows_are_sorted_by_is_that_of_the_definitions_in_use(definitions):
    content = builders.xlsx(NUMBERED.format(first="香溪长江公路大桥") + "3|合计|交通|2400|200||无\n")
    by_kind = replace(definitions, forms={"重点项目": dataclasses.replace(PROJECTS, key=("项目类别",))})
    rows = [read(content, given).tables[0].rows for given in (definitions, by_kind, definitions)]
    assert rows == [(4, 5), (4, 5, 6), (4, 5)]


def test_a_far_date_is_asked_about_in_every_year_from_which_it_is_far(definitions):
    date_cell = GRID.replace("2030-05-17", "@2060-05-17")
    in_2023 = read(builders.xlsx(date_cell), definitions)
    in_2033 = read(builders.xlsx(date_cell.replace("2023年4月", "2033年4月")), definitions)
    assert in_2023.tables[0].columns["开工时间"] == (None,)
    assert str(in_2033.tables[0].columns["开工时间"][0]) == "2060-05-17"
    assert read(builders.xlsx(date_cell), definitions).tables[0].columns["开工时间"] == (None,)


def test_a_number_that_is_also_a_truth_value_is_still_told_from_it(definitions):
    """1 and TRUE are the same key of a dictionary."""
    number = builders.xlsx(GRID.replace("|100|", "|1|"))
    truth = builders.rewrite(number, b'<c r="D4">', b'<c r="D4" t="b">')
    assert truth != number
    assert str(read(number, definitions).tables[0].columns["本月完成投资"][0]) == "1"
    assert read(truth, definitions).tables[0].columns["本月完成投资"] == (None,)
    assert str(read(number, definitions).tables[0].columns["本月完成投资"][0]) == "1"


def test_what_is_to_be_signed_is_told_by_the_words_in_use(definitions):
    content = builders.xlsx(GRID + "填表人：||||\n")
    others = replace(definitions, vocabulary=dataclasses.replace(definitions.vocabulary, footer_words=("审核领导", "注")))
    asked = [sum("填表人没有填写" in text for text in told(read(content, given))) for given in (definitions, others, definitions)]
    assert asked == [1, 0, 1]


def test_a_unit_is_known_without_its_own_countys_name_only():
    ours, theirs = (UnitDirectory((Unit("县交通局", "县直部门"),), county) for county in ("归溪县", "平安县"))
    assert ours.resolve("归溪县交通局") is not None
    assert theirs.resolve("归溪县交通局") is None
    assert theirs.resolve("平安县交通局") is not None


def test_a_blank_sheet_seen_before_keeps_its_own_name_and_is_measured_again():
    first = open_xlsx(builders.xlsx(GRID, "", names=("表", "Sheet2")), LIMITS)
    remembered = set(xlsx._blank_sheets)
    second = open_xlsx(builders.xlsx(GRID, "", names=("表", "另一张"), hidden=(1,)), LIMITS)
    assert remembered
    assert [(sheet.name, sheet.visible, list(sheet.rows)) for sheet in (first.sheets[1], second.sheets[1])] == [
        ("Sheet2", True, []),
        ("另一张", False, []),
    ]
    assert [sheet.name for sheet in open_xlsx(builders.xlsx(""), LIMITS).sheets] == ["Sheet1"]
    with pytest.raises(RefusedError):
        open_xlsx(builders.xlsx(""), replace(LIMITS, rows=100))


@pytest.fixture
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> set[bytes]:
    remembered: set[bytes] = set()
    monkeypatch.setattr(xlsx, "_blank_sheets", remembered)
    return remembered


def test_only_sheets_without_any_cell_are_remembered_as_blank(nothing_remembered: set[bytes]):
    for number in range(3):
        open_xlsx(builders.xlsx(GRID, f"{number}", ""), LIMITS)
    assert len(nothing_remembered) == 1
    open_xlsx(builders.xlsx("甲|<\n^|^"), LIMITS)
    assert len(nothing_remembered) == 1


def test_a_sheet_of_nothing_but_an_empty_cell_is_looked_through_each_time(nothing_remembered: set[bytes]):
    """What the cell shows may stand in another part, and that part differ in the next workbook."""
    blank = builders.xlsx("")
    assert [list(sheet.rows) for sheet in open_xlsx(_with_cell(blank, '<c r="A1"/>'), LIMITS).sheets] == [[]]
    assert not nothing_remembered
    open_xlsx(blank, LIMITS)
    assert nothing_remembered


def _with_cell(blank: bytes, cell: str) -> bytes:
    """Return a blank workbook with a cell written into its first sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in given.namelist():
            row = f'<sheetData><row r="1">{cell}</row></sheetData>'.encode()
            target.writestr(name, given.read(name).replace(b"<sheetData/>", row))
    return stream.getvalue()


def test_a_part_read_before_is_refused_where_the_directory_gives_it_another_checksum_or_size():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xml", "<workbook/>" * 9)
    good = stream.getvalue()
    assert Package(good, LIMITS).read_xml("a.xml") == Package(good, LIMITS).read("a.xml") == b"<workbook/>" * 9
    directory = good.rindex(b"PK\x01\x02")
    for at in (directory + 16, directory + 24):
        bad = bytearray(good)
        bad[at] ^= 1
        for read_again in (Package(bytes(bad), LIMITS).read_xml, Package(bytes(bad), LIMITS).read):
            with pytest.raises(RefusedError):
                read_again("a.xml")


def test_formats_are_the_same_looked_up_one_by_one_and_all_together():
    percentages = "\n".join(f"{row}.5%" if row % 3 else f"{row}.5" for row in range(40))
    (sheet,) = open_xlsx(builders.xlsx(percentages), LIMITS).sheets
    formats = [sheet.format_of(row, 0) for row in range(40)]
    assert formats == ["0.0%" if row % 3 else "General" for row in range(40)]


def test_a_first_row_that_is_no_record_is_none_although_it_is_numbered(definitions):
    record = read(builders.xlsx(NUMBERED.format(first="香溪长江公路大桥")), definitions).tables[0]
    total = read(builders.xlsx(NUMBERED.format(first="全县合计【万元】")), definitions).tables[0]
    assert record.rows == (4, 5)
    assert total.rows == (5,)
    assert [each.row for each in total.totals] == [4]
