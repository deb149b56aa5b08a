"""Hostile and broken files are refused by the guard with a finding of their own, before any library sees them."""

import io
import struct
import zipfile
import zlib
from datetime import date

import pytest

from pipeline.reading.limits import ReadingLimits
from pipeline.reading.other_books import open_ods, open_xlsb
from pipeline.reading.package import Package
from pipeline.reading.refusal import RefusedError
from pipeline.reading.xls import open_xls
from pipeline.reading.xlsx import open_xlsx
from tests import builders

LIMITS = ReadingLimits()
GOOD = builders.xlsx("项目名称 | 总投资\n芝茅路 | 1200")
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def replaced(**parts: bytes) -> bytes:
    """Replace or add parts of a good workbook; the sheet is called `sheet`."""
    given = {SHEET if name == "sheet" else name: content for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, given.pop(name, None) or source.read(name))
        for name, content in given.items():
            target.writestr(name, content)
    return stream.getvalue()


def sheet(rows: bytes, more: bytes = b"") -> bytes:
    return b"<worksheet %s><sheetData>%s</sheetData>%s</worksheet>" % (NAMESPACE, rows, more)


def refusal(content: bytes, opener=open_xlsx) -> str:
    with pytest.raises(RefusedError) as refused:
        opener(content, LIMITS)
    return refused.value.wording.text.format(**{"sheet": "", "rows": 0, "columns": 0, "reason": "", **refused.value.slots})


FAR = b'<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        FAR + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        FAR + b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        FAR + b'<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>',
        FAR + b'<row r="3000000"><c r="V3000000"><v>1</v></c></row>',
        FAR + b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b"<row>" + b"<c><v>1</v></c>" * 600 + b"</row>",
        FAR.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
        + b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        FAR + b'<row r="1048576"><c><v>1</v></c></row>' + b'<row r="2">' + b"<c><v>1</v></c>" * 500 + b"</row>",
    ],
)
def test_a_cell_far_out_is_refused_before_memory_is_reserved_for_all_between(rows):
    assert "超过上限" in refusal(replaced(sheet=sheet(rows)))


def test_styled_but_empty_cells_far_out_are_harmless():
    rows = FAR + b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    book = open_xlsx(replaced(sheet=sheet(rows)), LIMITS)
    assert [len(line) for line in book.sheets[0].rows] == [1]


def test_a_wrong_dimension_loses_nothing():
    content = builders.rewrite(GOOD, b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>')
    assert [list(line) for line in open_xlsx(content, LIMITS).sheets[0].rows] == [["项目名称", "总投资"], ["芝茅路", 1200.0]]


@pytest.mark.parametrize("head", [b"<!DOCTYPE lol [<!ENTITY a 'b'>]>", b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_document_types_are_refused(head):
    assert "结构异常" in refusal(replaced(sheet=head + sheet(FAR)))
    assert "结构异常" in refusal(replaced(**{"xl/workbook.xml": head + b"<workbook/>"}))


def test_a_sheet_in_utf_16_is_refused():
    assert "结构异常" in refusal(replaced(sheet=sheet(FAR).decode().encode("utf-16")))


def test_shared_texts_that_claim_four_thousand_million_are_refused():
    texts = b'<sst %s count="1" uniqueCount="4294967295"><si><t>a</t></si></sst>' % NAMESPACE
    assert "结构异常" in refusal(replaced(**{"xl/sharedStrings.xml": texts}))


def test_a_bomb_is_refused_by_the_sizes_in_its_directory():
    assert "解压后超过" in refusal(replaced(sheet=b" " * (65 << 20)))
    assert "压缩率过高" in refusal(replaced(sheet=b" " * (8 << 20)))


def test_many_entries_are_refused():
    assert "结构异常" in refusal(replaced(**{f"x/{n}": b"1" for n in range(2001)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr(SHEET, sheet(FAR))
    assert "结构异常" in refusal(stream.getvalue())


def test_a_part_larger_than_its_directory_says_is_damaged():
    content = bytearray(replaced(sheet=sheet(FAR * 1000)))
    at = content.rfind(SHEET.encode()) - 46
    content[at + 24 : at + 28] = struct.pack("<L", 100)
    assert "损坏" in refusal(bytes(content))


def test_one_flipped_bit_is_damage():
    package = Package(GOOD, LIMITS)
    part = package.parts[SHEET]
    content = bytearray(GOOD)
    content[part.offset + 30 + len(SHEET) + part.packed // 2] ^= 0x10
    assert "损坏" in refusal(bytes(content))


@pytest.mark.parametrize("share", range(1, 100, 7))
def test_every_part_of_a_copy_is_refused(share):
    assert refusal(GOOD[: len(GOOD) * share // 100])


@pytest.mark.parametrize("share", range(1, 100, 7))
def test_a_copy_whose_size_is_set_but_whose_end_has_not_arrived_is_refused_or_read_whole(share):
    old = builders.xls("项目名称 | 总投资\n" + "芝茅路 | 1200\n" * 200)
    for content, opener in ((GOOD, open_xlsx), (old, open_xls)):
        cut = len(content) * share // 100
        part = content[:cut] + bytes(len(content) - cut)
        try:
            rows = opener(part, LIMITS).sheets[0].rows
        except RefusedError:
            continue
        assert rows == opener(content, LIMITS).sheets[0].rows


@pytest.mark.parametrize("error", ["#SPILL!", "#GETTING_DATA", "#CALC!", "#BLOCKED!", "#PYTHON!"])
def test_an_error_value_newer_than_the_reader_is_an_error_value_in_its_cell(error):
    content = builders.rewrite(
        builders.xlsx("甲 | 乙 | 丙\n#DIV/0! | 3 | #REF!\n#SPILL | x"), b"<v>#DIV/0!</v>", b"<v>%s</v>" % error.encode()
    )
    sheet = open_xlsx(content, LIMITS).sheets[0]
    assert [list(line) for line in sheet.rows] == [["甲", "乙", "丙"], ["", 3.0, ""], ["#SPILL", "x", ""]]
    assert sheet.errors == {(1, 0): error, (1, 2): "#REF!"}


def test_formulas_of_an_old_workbook_that_nobody_calculated_are_not_blanks():
    sheet = open_xls(builders.xls('甲 | 乙 | 丙\n1 | =A2+1 | ""\n2 | =A3+1'), LIMITS).sheets[0]
    assert sheet.unsaved == {(1, 1), (2, 1)}
    assert [list(line)[:2] for line in sheet.rows] == [["甲", "乙"], [1.0, ""], [2.0, ""]]


def test_one_formula_with_an_empty_result_is_none_that_was_never_calculated():
    content = builders.xls("甲 | 乙\n1 | =A2+1\n2 | =A3+1")
    calculated = content.replace(bytes([3, 0, 0, 0, 0, 0, 255, 255]), struct.pack("<d", 2.0), 1)
    sheet = open_xls(calculated, LIMITS).sheets[0]
    assert (sheet.unsaved, sheet.rows[1]) == (frozenset(), [1.0, 2.0])


STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def test_strict_open_xml_is_read_alike():
    plain = builders.xlsx("甲 | 乙 | 丙\n#DIV/0! | 3 | @2023-04-01\n=A1+1→5 | =A1 | 12.5%")
    strict = builders.rewrite(plain, *STRICT[0], part="")
    strict = builders.rewrite(strict, *STRICT[1], part="")
    one, other = open_xlsx(plain, LIMITS).sheets[0], open_xlsx(strict, LIMITS).sheets[0]
    assert (other.rows, other.errors, other.unsaved) == (one.rows, one.errors, one.unsaved)
    assert (other.unsaved, other.errors) == ({(2, 1)}, {(1, 0): "#DIV/0!"})
    assert other.format_of(2, 2) == one.format_of(2, 2) == "0.0%"
    dated = builders.rewrite(strict, b"><v>45017</v>", b' t="d"><v>2023-04-01T00:00:00Z</v>')
    assert open_xlsx(dated, LIMITS).sheets[0].rows[1][2] == date(2023, 4, 1) == one.rows[1][2]
    wrong = builders.rewrite(dated, b"2023-04-01T00:00:00Z", b"2023-04-31")
    assert open_xlsx(wrong, LIMITS).sheets[0].rows[1][2] == "2023-04-31"


def test_macros_are_neither_run_nor_in_the_way():
    with_macros = replaced(**{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)})
    assert open_xlsx(with_macros, LIMITS).sheets[0].rows == open_xlsx(GOOD, LIMITS).sheets[0].rows


def test_encrypted_entries_are_told_from_damaged_ones():
    content = bytearray(GOOD)
    at = content.rfind(SHEET.encode()) - 46
    content[at + 8] |= 1
    assert "打开密码" in refusal(bytes(content))


def test_a_compound_file_that_claims_more_sectors_than_it_has_is_incomplete():
    content = bytearray(builders.xls("甲 | 乙"))
    content[44:48] = struct.pack("<L", 0xFFFFFF)
    assert "不完整" in refusal(bytes(content), open_xls)


def ods(body: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", manifest)
        target.writestr("content.xml", body)
    return stream.getvalue()


def test_error_values_in_other_books_are_not_lost():
    assert "错误值" in refusal(ods(b'<x calcext:value-type="error"/>'), open_ods)
    assert "错误值" in refusal(ods(b"<text:p>#DIV/0!</text:p>"), open_ods)
    records = bytes([0, 4, 0, 0, 0, 0]) + bytes([3, 9]) + bytes(9)
    assert "错误值" in refusal(replaced(**{"xl/worksheets/sheet1.bin": records}), open_xlsb)


def test_a_locked_ods_has_a_password():
    assert "打开密码" in refusal(ods(b"", b"<manifest:encryption-data/>"), open_ods)


def test_zip64_directories_are_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target, target.open("a", "w", force_zip64=True) as part:
        part.write(b"content")
    assert Package(stream.getvalue(), LIMITS).read("a") == b"content"


def test_stored_parts_are_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        target.writestr("a", b"content")
    package = Package(stream.getvalue(), LIMITS)
    assert (package.read("a"), package.parts["a"].crc) == (b"content", zlib.crc32(b"content"))
