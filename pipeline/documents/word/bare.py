"""A Word package without a template, for documents whose words are the program's own."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pipeline.documents.word.package import CONTENT_TYPES, Assembly

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BODY: Final = "word/document.xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Belonging(Struct, frozen=True):
    """A part beside the body, and the id by which the body refers to it."""

    name: str
    kind: str
    """footer, styles …"""
    id: str
    content: str


def bare_package(belongings: Sequence[Belonging] = ()) -> Assembly:
    """Return a package that lacks only its body, word/document.xml."""
    parts = [(BODY, "document.main"), *((f"word/{one.name}", one.kind) for one in belongings)]
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in parts)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    types = f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'
    fixed = {CONTENT_TYPES: types, "_rels/.rels": _relations([("rId1", "officeDocument", BODY)])}
    if belongings:
        fixed["word/_rels/document.xml.rels"] = _relations([(one.id, one.kind, one.name) for one in belongings])
        fixed |= {f"word/{one.name}": HEAD + one.content for one in belongings}
    return Assembly({name: content.encode() for name, content in fixed.items()})


def _relations(listed: Sequence[tuple[str, str, str]]) -> str:
    told = "".join(f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in listed)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
