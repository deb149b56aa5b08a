"""The Word templates of an office's notices, each compiled when it is first needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.catalogue import notices as words
from pipeline.documents.coded_ahead import code_of
from pipeline.documents.formatters import formatters
from pipeline.documents.notices import is_due
from pipeline.documents.template import TESTS, Template
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.definitions import Definitions
from pipeline.model.notice import Notice
from pipeline.model.office import Naming
from pipeline.model.period import Period

Templates = Mapping[str, Template]


def compile_templates(definitions: Definitions) -> Templates:
    """Return notice → template; raises TemplateError when one with mistakes is asked for. The same definitions are compiled once."""
    return _templates(_Same(id(definitions), definitions))


def due_notices(definitions: Definitions, period: Period) -> list[tuple[Notice, Template]]:
    """Return the notices that a batch of a period issues, each with its template, compiled."""
    templates = compile_templates(definitions)
    return [(notice, templates[name]) for name, notice in definitions.notices.items() if is_due(notice, period)]


@dataclass(frozen=True)
class _Same:
    """Definitions by identity: they hold mappings and cannot be hashed, and never change."""

    identity: int
    definitions: Definitions = field(compare=False)


@lru_cache(maxsize=1)
def _templates(same: _Same) -> "_Templates":
    return _Templates(same.definitions)


class _Templates(Mapping[str, Template]):
    """Notice → template; notices that share a file and a way of naming share what it was compiled to."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._compiled: dict[tuple[str, Naming], Template] = {}

    def __getitem__(self, name: str) -> Template:
        definitions = self._definitions
        notice, policies = definitions.notices[name], definitions.office.policies
        policies = replace(policies, naming=notice.naming or policies.naming)
        file = f"{words.WORD_FOLDER}/{notice.word_file(name)}"
        if (file, policies.naming) not in self._compiled:
            environment = TemplateEnvironment(formatters(policies, definitions.vocabulary.measure_words), TESTS)
            self._compiled[file, policies.naming] = Template.of(code_of(file, definitions.templates[name]), environment)
        return self._compiled[file, policies.naming]

    def __iter__(self) -> Iterator[str]:
        return iter(self._definitions.notices)

    def __len__(self) -> int:
        return len(self._definitions.notices)
