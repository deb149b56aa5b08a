"""A mini-language for small Word files.

`¦` in a text starts a new run, the second one bold, so that splitting shows; a table is rows of texts, short rows are filled up.
Anything beginning with `<` is taken as XML.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.documents.template import Template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PAGE = '<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def text_of(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, properties: str = "") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text_of(text)}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    """A paragraph; `¦` starts a new run."""
    runs = (
        text
        if text.startswith("<")
        else "".join(run(piece, "<w:b/>" if number == 1 else "") for number, piece in enumerate(text.split("¦")))
    )
    shown = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{shown}{runs}</w:p>"


def cell(text: str, properties: str = "", width: int = 1500) -> str:
    content = text if text.startswith(("<w:p>", "<w:tbl>")) else p(text)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    shown = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{shown}{''.join(one if one.startswith('<w:tc>') else cell(one) for one in cells)}</w:tr>"


def table(*rows: Sequence[str] | str, columns: int | None = None, width: int = 1500) -> str:
    """A table; a row is a list of texts, or XML."""
    count = columns or max(len(one) for one in rows if not isinstance(one, str))
    written = "".join(one if isinstance(one, str) else row(*one, *[""] * (count - len(one))) for one in rows)
    grid = f'<w:gridCol w:w="{width}"/>' * count
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'


def docx(*blocks: str, **stories: str) -> bytes:
    """A Word file; `stories` are header, footer, footnotes or endnotes with their content, or other parts by name."""
    body = "".join(one if one.startswith("<") else p(one) for one in blocks)
    types, relations, references, parts = "", "", "", {}
    for number, (kind, content) in enumerate(stories.items(), 1):
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[f"word/{kind}.xml"] = f"{_DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"
        types += f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE.format(kind)}"/>'
        relations += f'<Relationship Id="rId{number}" Type="{_RELATION}{kind}" Target="{kind}.xml"/>'
        if kind in ("header", "footer"):
            references += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
    page = _PAGE.format(references=references)
    parts["word/document.xml"] = f"{_DECLARATION}<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>"
    return package(parts, types, relations)


def package(parts: Mapping[str, str], types: str = "", relations: str = "") -> bytes:
    """A package with a main document among its parts."""
    ns = "http://schemas.openxmlformats.org/package/2006"
    main = f'<Override PartName="/word/document.xml" ContentType="{_TYPE.format("document.main")}"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    whole = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{ns}/content-types">{rels}'
        f'<Default Extension="xml" ContentType="application/xml"/>{main}{types}</Types>',
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{ns}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{ns}/relationships">{relations}</Relationships>',
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def plain(value: object, *_: object) -> str:
    """A formatter that says what it got."""
    return str(value)


FORMATTERS: dict[str, Callable[..., Any]] = {"亿元": plain, "百分比": plain, "顿号": "、".join}


def compiled(content: bytes, formatters: Mapping[str, Callable[..., Any]] | None = None) -> Template:
    return Template.compile("月通报.docx", content, FORMATTERS | dict(formatters or {}))


def rendered(
    *blocks: str,
    data: Mapping[str, object] | None = None,
    formatters: Mapping[str, Callable[..., Any]] | None = None,
    **stories: str,
) -> bytes:
    """A file of these blocks, rendered."""
    return compiled(docx(*blocks, **stories), formatters).render(data or {})


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def texts(content: bytes, name: str = "word/document.xml") -> list[str]:
    """What each paragraph of a part says: `\\n` for a line break, `\\t` for a tab, `\\f` for a page break."""
    return [paragraph_text(one) for one in part(content, name).iter(f"{{{W}}}p")]


def paragraph_text(paragraph: etree._Element) -> str:
    said = ""
    for one in paragraph.iterdescendants(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"):
        match etree.QName(one).localname:
            case "t":
                said += one.text or ""
            case "tab" if one.getparent().tag == f"{{{W}}}r":
                said += "\t"
            case "br":
                said += "\f" if one.get(f"{{{W}}}type") == "page" else "\n"
    return said


def rows(content: bytes) -> list[list[str]]:
    """The texts of the first table, row by row."""
    found = part(content).find(f".//{{{W}}}tbl")
    if found is None:
        return []
    return [
        ["".join(map(paragraph_text, one.iter(f"{{{W}}}p"))) for one in row.findall(f"{{{W}}}tc")]
        for row in found.findall(f"{{{W}}}tr")
    ]


def xml(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def audited(content: bytes, folder: Path) -> list[str]:
    """What the schema validator says of a file, besides the parts these small files do without."""
    path = folder / "audited.docx"
    path.write_bytes(content)
    errors = OpenXmlValidator().validate(path).errors
    return [f"{one.path} {one.description}" for one in errors if one.id != "Sem_MissingRelationshipType"]
