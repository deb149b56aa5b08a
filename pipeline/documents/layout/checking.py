"""All rules, one after the other."""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.layout import foot_rules, head_rules, page_rules, text_rules
from pipeline.documents.layout.finding import LayoutFinding
from pipeline.documents.layout.laid_out import LaidOut, laid_out
from pipeline.documents.layout.roles import Roles, Shape, roles_of
from pipeline.documents.word.package import NotAPackage, read_parts
from pipeline.documents.word.relations import content_types, word_kind

RULES: Final[tuple[Callable[[LaidOut, Roles], Iterator[LayoutFinding]], ...]] = (
    page_rules.paper,
    page_rules.margins,
    page_rules.lines,
    page_rules.page_numbers,
    head_rules.mark,
    head_rules.document_number,
    head_rules.red_line,
    head_rules.title,
    head_rules.recipients,
    text_rules.text,
    text_rules.headings,
    foot_rules.attachment_note,
    foot_rules.attachments,
    foot_rules.signed,
    foot_rules.imprint,
)


class NotADocument(Exception):  # noqa: N818 - it names what the file is not
    """The bytes are no .docx."""


class LayoutCheck(Struct, frozen=True):
    """What became of one document: the shape it was taken for, and every place that differs from the standard."""

    shape: Shape
    findings: tuple[LayoutFinding, ...]


def check_layout(content: bytes) -> LayoutCheck:
    """Check one document, rule after rule; raises NotADocument."""
    try:
        parts = read_parts(content)
        if "document.main" not in {word_kind(kind) for kind in content_types(parts).values()}:
            raise NotADocument
        document = laid_out(parts)
    except (NotAPackage, etree.XMLSyntaxError) as error:
        raise NotADocument from error
    roles = roles_of(document)
    return LayoutCheck(roles.shape, tuple(dict.fromkeys(finding for rule in RULES for finding in rule(document, roles))))
