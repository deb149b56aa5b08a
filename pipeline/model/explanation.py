"""填报说明: what a unit answers to a finding, and what ties the answer to the value it is about.

A marked workbook carries, beside each finding of its 审核意见 sheet, a stamp of what the finding is about. An answer counts for the
finding with the same stamp: the same row and check, and the same values. When a value changes, its answer has expired.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from pipeline.model.finding import Explanation, Finding

REVIEW_SHEET: Final = "审核意见"
ANSWER_HEADING: Final = "填报说明"
REVIEW_STAMP: Final = "tongbao审核意见1"
"""stands in the heading row of the column that holds the stamps"""

Concern = tuple[str, str, str, str, str]
"""unit, form, period, code, and the row's name (its cell where it has none)"""


class Answered(Struct, frozen=True):
    """An answer as it stands on a 审核意见 sheet that came back."""

    concern: Concern
    value: str
    """digest of the values it was given for"""
    explanation: Explanation
    received: datetime


def concern_of(finding: Finding) -> Concern:
    """Return what a finding is about, the same as long as its row keeps its name."""
    row = finding.row or next(iter(finding.cells), "")
    return finding.unit, finding.form, finding.period, finding.code, row


def value_of(finding: Finding) -> str:
    """Return a digest of the values a finding is about; where they stand on the sheet does not matter."""
    found = finding.found
    for cell in sorted(finding.cells, key=len, reverse=True):
        found = found.replace(cell, "")
    return hashlib.sha256(found.encode()).hexdigest()[:16]


def stamp_of(finding: Finding) -> str:
    """Return the text a 审核意见 sheet carries beside a finding."""
    return json.dumps([*concern_of(finding), value_of(finding)], ensure_ascii=False)


def stamped(text: object) -> tuple[Concern, str] | None:
    """Return what a stamp says: the concern and the digest of its values; None for any other text."""
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    match told:
        case [str(unit), str(form), str(period), str(code), str(row), str(value)]:
            return (unit, form, period, code, row), value
        case _:
            return None


def newest(answers: Sequence[Answered]) -> dict[Concern, Answered]:
    """Return the answer that counts for each concern: the one received last."""
    in_order = sorted(answers, key=lambda one: (one.received, one.explanation.file, one.explanation.cell))
    return {answered.concern: answered for answered in in_order}
