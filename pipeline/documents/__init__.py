"""Stage 6 of 7 — documents.

Takes what was computed, merged, reported and found, and the office's Word templates. Gives the notices that are due and the summary
workbook as bytes. Never computes a figure, never rounds but when printing, never reads a clock, never writes a file.
"""

from collections.abc import Mapping, Sequence

from pipeline.documents import context, notices
from pipeline.documents.annotating import annotated
from pipeline.documents.answers import Sources, answer
from pipeline.documents.checking import check_templates
from pipeline.documents.compiled import compile_templates, due_notices
from pipeline.documents.corrections import Reissue, check_correction_notice, correction_documents
from pipeline.documents.material import Material
from pipeline.documents.rendered import Rendered
from pipeline.documents.template_hints import template_hints
from pipeline.model.definitions import Definitions
from pipeline.model.document import Document
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import StatisticResult
from pipeline.model.finding import Finding
from pipeline.model.ledger import LedgerBook
from pipeline.model.merged import MergedForm
from pipeline.model.notice import Notice
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport

__all__ = [
    "Material",
    "Reissue",
    "Rendered",
    "Sources",
    "annotated",
    "answer",
    "check_correction_notice",
    "check_templates",
    "compile_templates",
    "correction_documents",
    "due_notices",
    "is_due",
    "notice",
    "render",
    "template_hints",
]


def is_due(notice: Notice, period: Period) -> bool:
    """Say whether a notice is issued in the batch of a period."""
    return notices.is_due(notice, period)


def notice(name: str, material: Material) -> tuple[Document, ...]:
    """Return one notice of a period, by the template its material's definitions have for it; one for each unit it goes to."""
    definitions = material.definitions
    template, shared = compile_templates(definitions)[name], context.build(material)
    return tuple(one.document for one in notices.issue(definitions.notices[name], template, shared, material))


def render(  # noqa: PLR0913, PLR0917 - the line hands over everything the stages before have found
    results: Mapping[str, StatisticResult],
    merged: Mapping[str, MergedForm],
    reports: Sequence[UnitReport],
    findings: Sequence[Finding],
    definitions: Definitions,
    period: Period,
    explained: Sequence[Finding] = (),
    last: EarlierFigures | None = None,
    ledger: LedgerBook | None = None,
) -> Rendered:
    """Return every document of a period: the notices due with their proof copies, the workbooks, the ledger and the register.

    The notices and the register are at hand, the others may still be under way.
    """
    material = Material(definitions, period, results, merged, tuple(reports), tuple(findings), tuple(explained), last, ledger)
    shared = context.build(material)
    due = due_notices(definitions, period)
    issued = [one for notice, template in due for one in notices.issue(notice, template, shared, material)]
    return Rendered.of(issued, material)
