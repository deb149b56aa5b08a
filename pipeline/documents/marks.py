"""Marks of a 考核: 92.50分, always with their decimals, for marks are compared by them."""

from pipeline.catalogue import wording
from pipeline.documents.amounts import decimals_of
from pipeline.documents.rounding import rounded
from pipeline.documents.suitable import figure, missing_text
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

MARK_DECIMALS = 2


@prints
def marks(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print marks; 92.50分."""
    given: Figure = figure(value, "分", "score")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    return f"{rounded(given.value, decimals_of(given, decimals, MARK_DECIMALS)):f}{wording.MARKS}"
