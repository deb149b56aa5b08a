"""The XML of an Excel workbook, edited part by part: what is not touched stays byte for byte what its sender saved."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.word.package import CONTENT_TYPES, Assembly

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Unmarkable(Exception):  # noqa: N818 - it says what the workbook is
    """A workbook that cannot be marked without losing something, or that carries what must not be passed on."""


class Relationship(Struct, frozen=True):
    """One link of a part: its kind is the last word of its type."""

    id: str
    kind: str
    target: str


class Workbook:
    """The parts of one workbook, changed in place."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.types = self.xml(CONTENT_TYPES)

    def xml(self, name: str) -> etree._Element:
        """Parse a part; raises Unmarkable for one that is missing, is no XML or brings entities along."""
        content = self.parts.get(name)
        if content is None or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Unmarkable(name)
        return parsed(content)

    def put(self, name: str, root: etree._Element) -> None:
        self.parts[name] = serialised(root)

    def relationships(self, part: str) -> list[Relationship]:
        """Return what a part is linked to inside the package."""
        name = _rels(part)
        if name not in self.parts:
            return []
        return [
            Relationship(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], _target(part, one.get("Target", "")))
            for one in self.xml(name)
            if one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Link a part to another and return the id of the link."""
        name = _rels(part)
        root = self.xml(name) if name in self.parts else parsed(f'<Relationships xmlns="{PACKAGE}"/>'.encode())
        taken = {one.get("Id") for one in root}
        id_ = next(f"rIdReview{n}" for n in range(1, len(taken) + 2) if f"rIdReview{n}" not in taken)
        etree.SubElement(root, f"{{{PACKAGE}}}Relationship", Id=id_, Type=f"{RELATION}/{kind}", Target=f"/{target}")
        self.put(name, root)
        return id_

    def drop(self, name: str) -> None:
        """Take a part out, with every link to it and what the list of types says of it."""
        self.parts.pop(name, None)
        self.parts.pop(_rels(name), None)
        for rels in [part for part in self.parts if part.endswith(".rels")]:
            owner = _owner(rels)
            root = self.xml(rels)
            gone = [one for one in root if _target(owner, one.get("Target", "")) == name]
            for one in gone:
                root.remove(one)
            if gone:
                self.put(rels, root)
        for override in self._overrides(name):
            self.types.remove(override)

    def free(self, pattern: str) -> str:
        """Return the first name of a pattern that no part has: xl/comments{}.xml."""
        return next(name for n in range(1, len(self.parts) + 2) if (name := pattern.format(n)) not in self.parts)

    def declare(self, name: str, content_type: str) -> None:
        """Say what a new part is."""
        etree.SubElement(self.types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what parts with an ending are, unless that has been said."""
        if not any(one.get("Extension", "").lower() == ending for one in self.types):
            self.types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=ending, ContentType=content_type))

    def retype(self, name: str, content_type: str) -> None:
        for override in self._overrides(name):
            override.set("ContentType", content_type)

    def content(self) -> bytes:
        """Return the whole file, the same bytes every time."""
        self.put(CONTENT_TYPES, self.types)
        names = sorted(self.parts, key=lambda name: name != CONTENT_TYPES)
        return Assembly({}).assemble([(name, self.parts[name]) for name in names])

    def _overrides(self, name: str) -> list[etree._Element]:
        return [one for one in self.types if one.get("PartName") == f"/{name}"]


def parsed(content: bytes) -> etree._Element:
    """Parse XML that somebody else wrote."""
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Unmarkable(str(error)) from error


def serialised(root: etree._Element) -> bytes:
    """Return a part as Excel itself writes one."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def main(name: str) -> str:
    """Return the full name of a SpreadsheetML element."""
    return f"{{{MAIN}}}{name}"


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def insert_in_order(parent: etree._Element, child: etree._Element, order: tuple[str, ...]) -> None:
    """Put a child where the schema's order of elements has it."""
    later = set(order[order.index(local(child)) + 1 :])
    at = next((place for place, one in enumerate(parent) if local(one) in later), len(parent))
    parent.insert(at, child)


def children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return an element's own children of one name."""
    return iter(parent.findall(main(name)))


def _rels(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _owner(rels: str) -> str:
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _target(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
