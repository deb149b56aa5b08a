"""Which parts a package has, of which kind, and which of them refer to which."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.word.package import CONTENT_TYPES

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of every part that has one."""
    root = etree.fromstring(parts[CONTENT_TYPES], PARSER)
    defaults = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in root.iter(f"{_TYPES}Default")}
    types = {name: defaults[ending] for name in parts if (ending := name.rpartition(".")[2].lower()) in defaults}
    return types | overridden_types(parts)


def overridden_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content types that are stated part by part."""
    root = etree.fromstring(parts[CONTENT_TYPES], PARSER)
    return {one.get("PartName", "").removeprefix("/"): one.get("ContentType", "") for one in root.iter(f"{_TYPES}Override")}


def word_kind(content_type: str) -> str:
    """Return what a part of WordprocessingML is (document.main, header, …); empty for any other part."""
    return content_type.removeprefix(_WORD).removesuffix("+xml") if content_type.startswith(_WORD) else ""


class Relation(Struct, frozen=True):
    """One reference of a part to another; `target` is the other's name, None where it lies outside the file."""

    id: str
    kind: str
    target: str | None


def relations_name(part: str) -> str:
    """Return the name of the part that lists a part's references; the whole package's for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(parts: Mapping[str, bytes], part: str) -> Iterator[Relation]:
    """All references of a part."""
    content = parts.get(relations_name(part))
    if content is None:
        return
    for one in etree.fromstring(content, PARSER).iter(f"{_RELATIONS}Relationship"):
        outside = one.get("TargetMode") == "External"
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), one.get("Target", "")))
        yield Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], None if outside else target.lstrip("/"))


def without_parts(parts: Mapping[str, bytes], unwanted: set[str]) -> dict[str, bytes]:
    """Return the package without some parts and without every reference to them."""
    kept = {
        name: content for name, content in parts.items() if name not in unwanted and name not in map(relations_name, unwanted)
    }
    types = etree.fromstring(kept[CONTENT_TYPES], PARSER)
    for one in list(types):
        if one.get("PartName", "").removeprefix("/") not in kept and one.tag == f"{_TYPES}Override":
            types.remove(one)
    kept[CONTENT_TYPES] = serialised(types)
    for name in parts:
        lost = {one.id for one in relations(kept, name) if one.target in unwanted}
        if lost:
            root = etree.fromstring(kept[relations_name(name)], PARSER)
            for one in list(root):
                if one.get("Id") in lost:
                    root.remove(one)
            kept[relations_name(name)] = serialised(root)
    return kept


def serialised(root: etree._Element) -> bytes:
    """Return a part as Word writes it."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
