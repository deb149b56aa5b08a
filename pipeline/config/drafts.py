"""The office's files while they are being checked."""

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.config.place import Place
from pipeline.config.yaml_lines import Written
from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.model.vocabulary import Vocabulary

CONFIG = "config.yaml"
VOCABULARY = "templates/vocabulary.yaml"
LEDGER = "templates/ledger.yaml"
FORMS, STATISTICS, NOTICES = "templates/forms", "templates/statistics", "templates/notices"


class Drafts(Struct, frozen=True):
    """Everything that has shape so far; a file with a mistake in it is None here, but its name counts as known."""

    written: Mapping[str, Written]
    office: Office | None = None
    vocabulary: Vocabulary | None = None
    forms: Mapping[str, Form | None] = field(default_factory=dict)
    statistics: Mapping[str, Statistic | None] = field(default_factory=dict)
    notices: Mapping[str, Notice | None] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict)
    ledger: LedgerRules | None = None

    def place(self, file: str) -> Place:
        return Place(self.written[file])

    @property
    def shaped_forms(self) -> dict[str, Form]:
        return {name: form for name, form in self.forms.items() if form is not None}

    @property
    def groups(self) -> tuple[str, ...] | None:
        """The groups there are; None where config.yaml itself has mistakes."""
        return self.office.groups if self.office else None
