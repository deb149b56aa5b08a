"""The self-check (成稿自检): re-reads a finished text and proves what it says.

Takes the bytes of a .docx or .txt, also after staff edited it or saved it with WPS or LibreOffice, and the register of what was printed
where there is one. Gives remarks with their paragraphs. Never changes a file, never looks at the returns: what it proves, it proves
from the text itself and the register.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from pipeline.beside import side_by_side
from pipeline.catalogue import proofreading as say
from pipeline.model.document import Document
from pipeline.model.register import FILE
from pipeline.proofreading.against_register import Fixed, against
from pipeline.proofreading.as_issued import against_issue
from pipeline.proofreading.attachments import attachments
from pipeline.proofreading.dates import dates
from pipeline.proofreading.growths import growths
from pipeline.proofreading.pace import paces
from pipeline.proofreading.parts import complements, parts, shares
from pipeline.proofreading.rankings import rankings
from pipeline.proofreading.ratios import ratios
from pipeline.proofreading.registered import Printed, parsed
from pipeline.proofreading.remark import Check, Remark, Severity
from pipeline.proofreading.repeated import repeated
from pipeline.proofreading.report import report
from pipeline.proofreading.roster import Roster, unaccounted
from pipeline.proofreading.tables import tables
from pipeline.proofreading.text import Paragraph, Text
from pipeline.proofreading.text_and_tables import text_and_tables
from pipeline.proofreading.word_file import read_word
from pipeline.proofreading.wording import OF_WRITERS, length, wording

__all__ = ["CHECKS", "Paragraph", "Remark", "Roster", "SelfCheck", "Severity", "Text", "proofread", "read", "self_check"]

_RATIO: Final = "A-01"
_SHARES: Final = "A-08"
CHECKS: Final[tuple[Check, ...]] = (
    ratios,
    growths,
    paces,
    parts,
    complements,
    shares,
    repeated,
    rankings,
    tables,
    text_and_tables,
    dates,
    attachments,
    wording,
    length,
)


def read(content: bytes, name: str) -> Text:
    """Return the text of a finished document; raises UnreadableDocument."""
    return _plain(content) if name.lower().endswith((".txt", ".md")) else read_word(content, name)


def _plain(content: bytes) -> Text:
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = content.decode("gb18030", errors="replace")
    return Text(tuple(_numbered(told.splitlines())))


def _numbered(lines: Sequence[str]) -> Iterator[Paragraph]:
    number = 0
    for index, line in enumerate(lines):
        number += bool(line.strip())
        yield Paragraph("", index, number, line)


def proofread(
    text: Text,
    register: Sequence[Printed] = (),
    fixed: Fixed | None = None,
    roster: Roster | None = None,
    issued: Text | None = None,
) -> tuple[Remark, ...]:
    """Return what the text itself, and the register where there is one, prove or make doubtful: in the order of the text, each once.

    Where the roster is known, each of its units must be accounted for in the tables that rank its group. Where the text as it was
    issued is known, what else was moved or changed in it is remarked too.

    A rounding the reader cannot follow is no finding where the register holds the figure just as it is printed: it was exact. Nor is
    a wording a slip repeats from the return it sends back.
    """
    found = dict.fromkeys(remark for check in CHECKS for remark in check(text))
    found |= dict.fromkeys(unaccounted(text, roster or {}))
    recomputed = {remark.paragraph for remark in found if remark.code == _RATIO}
    kept = [one for one in found if not (one.code == _SHARES and one.paragraph in recomputed)]
    if register:
        kept = [one for one in kept if not _is_quoted(one, register)]
        differing = tuple(against(text, register, fixed))
        touched = {remark.paragraph for remark in differing}
        kept = [one for one in kept if not (_is_rounding(one) and one.paragraph not in touched)] + list(differing)
    if issued is not None:
        touched = {remark.paragraph for remark in kept}
        kept += [one for one in against_issue(text, issued) if one.paragraph not in touched]
    places = {id(paragraph): place for place, paragraph in enumerate(text.paragraphs)}
    return tuple(sorted(kept, key=lambda remark: places[id(remark.paragraph)]))


def _is_quoted(remark: Remark, register: Sequence[Printed]) -> bool:
    return remark.code in OF_WRITERS and any(
        piece.figure.startswith(say.QUOTED) and remark.found in piece.text and piece.text in remark.paragraph.text
        for piece in register
    )


def _is_rounding(remark: Remark) -> bool:
    return remark.severity is Severity.DOUBT and remark.code in ("A-01", "A-03", "A-06", "A-07", "A-08", "T-01")


class SelfCheck(Struct, frozen=True):
    """What the check after a run found: its workbook, and one line for the batch's report."""

    report: tuple[Document, ...]
    said: str


def self_check(documents: Sequence[Document], roster: Roster | None = None) -> SelfCheck:
    """Read the finished notices of a batch again, against the register that goes out with them; their copies are not read."""
    register = next((parsed(one.content) for one in documents if one.path == FILE), ())
    printed: dict[str, list[Printed]] = {}
    for piece in register:
        if piece.text:
            printed.setdefault(piece.document, []).append(piece)
    notices = [one for one in documents if one.path.endswith(".docx") and one.path in printed]
    remarks = side_by_side(lambda one: proofread(read(one.content, one.path), printed[one.path], roster=roster), notices)
    found = list(zip(notices, remarks, strict=True))
    wrong = sum(remark.severity is Severity.WRONG for _, remarks in found for remark in remarks)
    doubt = sum(len(remarks) for _, remarks in found) - wrong
    where = say.BATCH_WHERE.format(file=say.REPORT) if wrong or doubt else ""
    line = say.BATCH_LINE.format(documents=len(notices), wrong=wrong, doubt=doubt, where=where)
    return SelfCheck((report(found),), line)
