"""What is handed out to one unit."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field

from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.unit import Unit
from pipeline.model.values import Value
from pipeline.model.vocabulary import Vocabulary

RowBefore = Mapping[str, Value]
"""column → what it was in the period before; last_year.列 → what it was a year ago"""


class FormToFill(Struct, frozen=True):
    """One form due from a unit, with what is known before it is filled in."""

    name: str
    form: Form
    period: Period
    due: datetime
    rows: Sequence[RowBefore] = ()
    """rows of the period before that are expected again"""
    last: EarlierRows | None = None
    last_year: EarlierRows | None = None
    """what the unit reported then, also where it is not expected again"""


class Handout(Struct, frozen=True):
    """Everything one workbook is made from."""

    unit: Unit
    period: Period
    forms: Sequence[FormToFill]
    units: Sequence[str]
    """names a column of units may have"""
    vocabulary: Vocabulary
    blank_rows: int = field(default=30)
