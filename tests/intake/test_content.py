import gzip
import io
import zipfile

import pytest

from pipeline.intake.content import READABLE, content_kind
from pipeline.reading.returns import OPENERS
from tests import builders


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


WORKBOOK = builders.xlsx("甲 | 乙")
OLD_WORKBOOK = builders.xls("甲 | 乙")
COMPOUND = OLD_WORKBOOK[:8]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (WORKBOOK, "xlsx"),
        (OLD_WORKBOOK, "xls"),
        (zipped(xl__workbook=b""), "xlsx"),
        (zipped(**{"xl\\workbook.xml": b""}), "xlsx"),
        (zipped(**{"xl__workbook.bin": b""}), "xlsb"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content=b""), "ods"),
        (zipped(**{"word__document.xml": b""}), "docx"),
        (zipped(**{"ppt__presentation.xml": b""}), "pptx"),
        (zipped(**{"甲.xlsx": WORKBOOK}), "zip"),
        (zipped(**{"password__甲.xlsx": WORKBOOK, "xl-表__乙.xlsx": WORKBOOK}), "zip"),
        (zipped(), "zip"),
        (WORKBOOK[: len(WORKBOOK) // 2], "incomplete"),
        (WORKBOOK[:2000] + bytes(len(WORKBOOK) - 2000), "incomplete"),
        (OLD_WORKBOOK[:2000] + bytes(len(OLD_WORKBOOK)), "incomplete"),
        (bytes(4096), "incomplete"),
        (b"", "empty"),
        (COMPOUND + b"\x01" * 600 + "EncryptedPackage\0".encode("utf-16-le") + b"\x01" * 99, "encrypted"),
        (COMPOUND + b"\x01" * 600 + "WordDocument\0".encode("utf-16-le") + b"\x01" * 99, "doc"),
        (COMPOUND + b"\x01" * 600, "ole"),
        (b"\xef\xbb\xbf \r\n<HTML><body><table>", "html"),
        ("<?xml version='1.0'?><table>表".encode("gbk"), "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml2003"),
        (b"MIME-Version: 1.0\r\n", "mht"),
        ("项目名称\t总投资\r\n".encode("gb18030"), "text"),
        ("项目名称,总投资\r\n".encode("utf-16"), "text"),
        ("项目名称\t总投资\r\n".encode("gb18030") + bytes(100), "incomplete"),
        ("\ufeff<html><table></table></html>".encode("utf-16-le"), "html"),
        (b"%TSD-Header-###%" + bytes(99), "ciphered"),
        (b"b\x14#e" + bytes(99), "ciphered"),
        (
            COMPOUND + b"\x01" * 600 + "DRMEncryptedDataSpace\0EncryptedPackage\0".encode("utf-16-le") + b"\x01" * 9,
            "rights managed",
        ),
        (b"%PDF-1.7", "pdf"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (gzip.compress(WORKBOOK), "gzip"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x17Microsoft\0\x00\x01", "unknown"),
    ],
)
def test_a_file_is_known_by_its_bytes(content, kind):
    assert content_kind(content) == kind


def test_what_is_called_readable_is_what_reading_opens():
    assert set(OPENERS) == READABLE
