"""Writes comments on cells: beside those the sender has, and after the sender's own words where a cell has some already."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.catalogue import answers as words
from pipeline.documents.answers.marks import column_of, row_of
from pipeline.documents.answers.sheet_marks import SheetPart
from pipeline.documents.answers.spreadsheetml import COMMENTS_TYPE, MAIN, Unmarkable, Workbook, main
from pipeline.documents.spreadsheet_text import escaped
from pipeline.model.addresses import column_number

_BOX_CHARACTERS: Final = 38
"""width of a comment's box"""
_LINES: Final = (5, 16)
_DEFAULT_WIDTH: Final = 9.0
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)"), re.compile(rb"<x:Column>\s*(\d+)")
_THREADED = re.compile(rb"""\bref\s*=\s*["']([A-Z]+\d+)["']""")
_VML: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:90pt;'
    'z-index:{number};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_RUN: Final = (
    f'<r xmlns="{MAIN}"><rPr><sz val="9"/><color indexed="81"/><rFont val="{words.FONT}"/><charset val="134"/></rPr>'
    '<t xml:space="preserve">{text}</t></r>'
)


def note(book: Workbook, name: str, sheet: SheetPart, notes: Mapping[str, list[str]]) -> None:
    """Write the notes of one sheet; what an earlier batch noted is taken off first."""
    links = {link.kind: link.target for link in book.relationships(name)}
    comments, drawing = links.get("comments"), _drawing(book, name, sheet)
    if not notes and comments is None:
        return
    comments = comments or _new_comments(book, name)
    root = book.xml(comments)
    taken = {comment.get("ref", ""): comment for comment in root.iter(main("comment"))}
    drawing = drawing or _new_drawing(book, name, sheet)
    vml = _without_ours(book.parts[drawing], taken)
    threaded = _threaded(book, links)
    wanted = {cell: texts for cell, texts in notes.items() if cell not in threaded}
    new = [cell for cell in wanted if cell not in taken]
    for cell, texts in wanted.items():
        _write(root, taken.get(cell), cell, "\n\n".join(texts))
    book.put(comments, root)
    book.parts[drawing] = _with_boxes(vml, {cell: "\n\n".join(wanted[cell]) for cell in new}, sheet)


def _drawing(book: Workbook, name: str, sheet: SheetPart) -> str:
    link = sheet.legacy_drawing
    return next((one.target for one in book.relationships(name) if link and one.id == link), "")


def _new_comments(book: Workbook, name: str) -> str:
    part = book.free("xl/comments{}.xml")
    book.parts[part] = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
    book.declare(part, COMMENTS_TYPE)
    book.relate(name, "comments", part)
    return part


def _new_drawing(book: Workbook, name: str, sheet: SheetPart) -> str:
    part = book.free("xl/drawings/vmlDrawing{}.vml")
    block = re.sub(r"\D", "", part)
    book.parts[part] = _VML.format(block=block).encode()
    book.declare_ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    sheet.draw(book.relate(name, "vmlDrawing", part))
    return part


def _threaded(book: Workbook, links: Mapping[str, str]) -> frozenset[str]:
    """Return cells with a conversation: their comment is a stand-in for it and shows nothing of its own."""
    part = links.get("threadedComment")
    return frozenset(cell.decode() for cell in _THREADED.findall(book.parts.get(part, b""))) if part else frozenset()


def _write(root: etree._Element, comment: etree._Element | None, cell: str, text: str) -> None:
    authors, listed = root.find(main("authors")), root.find(main("commentList"))
    if authors is None or listed is None:
        raise Unmarkable("comments")
    run = etree.fromstring(_RUN.format(text=escaped(text if comment is None else f"\n\n{text}")))
    if comment is None:
        author = next((n for n, one in enumerate(authors) if one.text == words.AUTHOR), len(authors))
        if author == len(authors):
            etree.SubElement(authors, main("author")).text = words.AUTHOR
        comment = etree.SubElement(listed, main("comment"), ref=cell, authorId=str(author))
        etree.SubElement(comment, main("text"))
    body = comment.find(main("text"))
    if body is None:
        raise Unmarkable("comment")
    body.append(run)


def _without_ours(vml: bytes, taken: dict[str, etree._Element]) -> bytes:
    """Take off what an earlier batch noted: our runs, comments that held nothing else, and their boxes."""
    for cell, comment in list(taken.items()):
        said = _said(comment)
        if words.NOTE_BEGINS not in said:
            continue
        _cut(comment, said.index(words.NOTE_BEGINS))
        if not _said(comment).strip():
            parent = comment.getparent()
            if parent is not None:
                parent.remove(comment)
            del taken[cell]
            vml = _without_box(vml, cell)
    return vml


def _said(comment: etree._Element) -> str:
    return "".join(text.text or "" for text in comment.iter(main("t")))


def _cut(comment: etree._Element, length: int) -> None:
    """Keep the first characters of a comment."""
    for text in list(comment.iter(main("t"))):
        kept = (text.text or "")[:length]
        length -= len(text.text or "")
        text.text = kept.rstrip("\n") if length < 0 else kept
        length = max(length, 0)


def _without_box(vml: bytes, cell: str) -> bytes:
    row, column = row_of(cell) - 1, column_number(column_of(cell))
    for shape in _SHAPE.finditer(vml):
        at = _ROW.search(shape[0]), _COLUMN.search(shape[0])
        if at[0] and at[1] and (int(at[0][1]), int(at[1][1])) == (row, column):
            return vml[: shape.start()] + vml[shape.end() :]
    return vml


def _with_boxes(vml: bytes, notes: Mapping[str, str], sheet: SheetPart) -> bytes:
    end = vml.rfind(b"</xml>")
    if end < 0:
        raise Unmarkable("vmlDrawing")
    block = re.search(rb"<o:idmap[^>]*\bdata=\"(\d+)", vml)
    first = max([int(number) for number in _NUMBER.findall(vml)], default=int(block[1]) * 1024 if block else 1024) + 1
    widths = sheet.column_widths()
    boxes = [
        _BOX.format(
            number=number, anchor=_anchor(cell, text, widths), row=row_of(cell) - 1, column=column_number(column_of(cell))
        )
        for number, (cell, text) in enumerate(notes.items(), first)
    ]
    return vml[:end] + "".join(boxes).encode() + vml[end:]


def _anchor(cell: str, text: str, widths: Mapping[int, float]) -> str:
    """Return where a comment's box lies: beside its cell, wide enough to be read, as high as its text."""
    left, top = column_number(column_of(cell)) + 1, row_of(cell) - 1
    right, width = left, 0.0
    while width < _BOX_CHARACTERS and right < left + 20:
        width += widths.get(right, _DEFAULT_WIDTH)
        right += 1
    lines = sum(1 + 2 * len(line) // _BOX_CHARACTERS for line in text.splitlines())
    high = max(_LINES[0], min(lines + 1, _LINES[1]))
    return f"{left}, 8, {max(top - 1, 0)}, 4, {right}, 0, {max(top - 1, 0) + high}, 4"
