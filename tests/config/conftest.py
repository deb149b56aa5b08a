"""A small workspace whose definitions are right, to be broken one at a time."""

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples/config"
_WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"

Change = Mapping[str, tuple[str, str]]
Workspace = Callable[..., Path]


def word_file(text: str) -> bytes:
    """A Word file of one paragraph."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORDML}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return package.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Lay out the workspace; `change` maps a file to a text in it and what stands there instead."""

    def lay_out(change: Change | None = None) -> Path:
        shutil.copytree(EXAMPLES / "workspace", tmp_path, dirs_exist_ok=True)
        (tmp_path / "templates/notices/月通报.docx").write_bytes(word_file("{{ 工程建设.项目总数 | 个 }}"))
        for file, (old, new) in (change or {}).items():
            path = tmp_path / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{file}: {old!r} 出现 {text.count(old)} 次"
            path.write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    return lay_out
