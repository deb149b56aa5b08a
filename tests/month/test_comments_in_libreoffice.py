"""LibreOffice shows every comment of a proof copy: each becomes a note of the PDF.

`soffice --convert-to 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'` is how to look at them. Comments in the
margin (`ExportNotesInMargin`) are known to newer versions only; 7.4 passes over the option without a word.
"""

import re
import subprocess
import zlib
from pathlib import Path

import docx
import pytest

from tests import office

NOTE = re.compile(rb"/Subtype\s*/Text\b.{0,200}?/Contents\s*<FEFF([0-9A-F]*)>", re.DOTALL)
FILTER = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


def notes(pdf: bytes) -> list[str]:
    """Return the notes of a PDF, those in compressed parts too."""
    found = list(NOTE.findall(pdf))
    for begins in re.finditer(rb"stream\r?\n", pdf):
        try:
            found += NOTE.findall(zlib.decompressobj().decompress(pdf[begins.end() :]))
        except zlib.error:
            continue
    return [bytes.fromhex(one.decode()).decode("utf-16-be") for one in found]


@pytest.mark.office
@office.WANTED
def test_every_comment_of_a_proof_copy_is_shown(county: Path, tmp_path: Path) -> None:
    path = next((county / "outbox/2023-04/核校稿").glob("*发言材料*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", FILTER, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = notes((tmp_path / f"{path.stem}.pdf").read_bytes())
    written = [comment.text for comment in docx.Document(str(path)).comments]
    assert len(written) > 20
    assert sorted("".join(one.split()) for one in shown) == sorted("".join(one.split()) for one in written)
