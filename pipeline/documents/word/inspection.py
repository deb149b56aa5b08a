"""Whether a finished Word file is one: what schema validators and Word's own opening leave unseen."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.catalogue import templates as say
from pipeline.documents.word.package import CONTENT_TYPES, NotAPackage, read_parts
from pipeline.documents.word.relations import PARSER, content_types, overridden_types, relations, relations_name
from pipeline.documents.word.runs import ParagraphText
from pipeline.documents.word.tags import tags_in
from pipeline.documents.word.widths import grid_of, skipped_before, span_of
from pipeline.documents.word.wordml import (
    CELL,
    DRAWING_PROPERTIES,
    PARAGRAPH,
    ROW,
    STORIES,
    TABLE,
    enclosing,
)

_REFERENCES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VISIBLE: Final = 40


def check_package(content: bytes) -> list[str]:
    """Return what is wrong with a .docx, in Chinese; empty where nothing is.

    Whole parts, content types, references and their targets, leftover tags, tables with rows, rows with cells, cells ending in
    a paragraph, rows no wider than their table, drawings with numbers of their own.
    """
    try:
        parts = read_parts(content)
    except NotAPackage:
        return [say.NOT_A_PACKAGE]
    trees: dict[str, etree._Element] = {}
    found = list(_unreadable(parts, trees))
    if found:
        return found
    found += _untyped(parts)
    for name in parts:
        found += _wrong_references(parts, name, trees.get(name))
    drawings: list[str] = []
    for name, root in trees.items():
        found += _leftovers(name, root)
        found += _torn_tables(name, root)
        drawings += [one.get("id", "") for one in root.iter(DRAWING_PROPERTIES)]
    repeated = sorted({number for number in drawings if drawings.count(number) > 1})
    return found + [say.DRAWING_TWICE.format(id=number) for number in repeated]


def _unreadable(parts: Mapping[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            trees[name] = etree.fromstring(content, PARSER)
        except etree.XMLSyntaxError as error:
            yield say.NOT_WELL_FORMED.format(part=name, reason=error.msg)


def _untyped(parts: Mapping[str, bytes]) -> Iterator[str]:
    typed = content_types(parts)
    yield from (say.NO_CONTENT_TYPE.format(part=name) for name in parts if name not in typed and name != CONTENT_TYPES)
    yield from (say.TYPE_WITHOUT_PART.format(part=name) for name in overridden_types(parts) if name not in parts)


def _wrong_references(parts: Mapping[str, bytes], name: str, root: etree._Element | None) -> Iterator[str]:
    source = "" if name == relations_name("") else name
    known = list(relations(parts, source)) if name != CONTENT_TYPES else []
    ids = [one.id for one in known]
    yield from (say.TARGET_MISSING.format(part=name, target=one.target) for one in known if one.target not in (None, *parts))
    yield from (say.RELATION_TWICE.format(part=name, id=one) for one in dict.fromkeys(ids) if ids.count(one) > 1)
    if root is not None and source:
        used = {str(value) for one in root.iter("*") for key, value in one.items() if str(key).startswith(_REFERENCES)}
        yield from (say.RELATION_MISSING.format(part=name, id=one) for one in sorted(used - {*ids, ""}))


def _leftovers(name: str, root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(PARAGRAPH):
        found, problems = tags_in(ParagraphText(paragraph).text)
        for written in [*(one.tag.written for one in found), *(one.written for one in problems)]:
            yield say.LEFTOVER.format(part=name, text=written[:_VISIBLE])


def _torn_tables(name: str, root: etree._Element) -> Iterator[str]:
    for story in root.iter(*STORIES):
        if not len(story) or story[-1].tag != PARAGRAPH:
            yield say.NO_LAST_PARAGRAPH.format(part=name, element=etree.QName(story).localname)
    for table in root.iter(TABLE):
        columns = len(grid_of(table))
        rows = [row for row in table.iter(ROW) if enclosing(row, TABLE) is table]
        if not rows:
            yield say.EMPTY_TABLE.format(part=name)
        for row in rows:
            cells = [cell for cell in row.iter(CELL) if enclosing(cell, ROW) is row]
            span = skipped_before(row) + sum(map(span_of, cells))
            if not cells:
                yield say.EMPTY_ROW.format(part=name)
            elif columns and span > columns:
                yield say.TOO_WIDE.format(part=name, span=span, columns=columns)
