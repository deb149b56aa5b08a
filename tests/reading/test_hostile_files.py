"""Hostile and broken files are refused by the guard with a finding of their own, before any library sees them."""

import io
import struct
import zipfile
import zlib

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
