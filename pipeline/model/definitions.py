"""Everything the office has written down, checked and frozen."""

from collections.abc import Mapping

from msgspec import Struct

from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.model.unit import UnitDirectory
from pipeline.model.vocabulary import Vocabulary


class Definitions(Struct, frozen=True):
    """config.yaml and templates/; every mapping is by the name of the file."""

    office: Office
    directory: UnitDirectory
    vocabulary: Vocabulary
    forms: Mapping[str, Form]
    statistics: Mapping[str, Statistic]
    notices: Mapping[str, Notice]
    templates: Mapping[str, bytes]
    """notice → its Word template"""
    sha256: str
    """over all files read, for the manifest"""
    correction_notice: bytes = b""
    """the Word template of 更正通知; empty where the office has none"""
    ledger: LedgerRules | None = None
    """None where the office keeps no problem ledger"""
