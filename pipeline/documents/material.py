"""What a batch has to print: everything the stages before have found, in one piece."""

from collections.abc import Mapping

from msgspec import Struct

from pipeline.model.definitions import Definitions
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import StatisticResult
from pipeline.model.finding import Finding
from pipeline.model.ledger import LedgerBook
from pipeline.model.merged import MergedForm
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport


class Material(Struct, frozen=True):
    """One period's results; statistics, forms and notices are by the name of their file."""

    definitions: Definitions
    period: Period
    results: Mapping[str, StatisticResult]
    merged: Mapping[str, MergedForm]
    reports: tuple[UnitReport, ...]
    findings: tuple[Finding, ...]
    explained: tuple[Finding, ...] = ()
    """findings closed by an explanation"""
    last: EarlierFigures | None = None
    """what the period before left behind"""
    ledger: LedgerBook | None = None
    """None where the office keeps no problem ledger"""
