"""Reads the office's files, checks them alone and against each other, and freezes them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.catalogue import definitions as say
from pipeline.config.references import Place, form_mistakes, notice_mistakes, office_mistakes, statistic_mistakes
from pipeline.config.shapes import shaped
from pipeline.config.yaml_lines import Written, read_yaml
from pipeline.model.definitions import Definitions
from pipeline.model.errors import ConfigError, DefinitionError, Mistake, TemplateError
from pipeline.model.form import Form
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.model.unit import UnitDirectory
from pipeline.model.vocabulary import Vocabulary

T = TypeVar("T")
CONFIG = "config.yaml"
VOCABULARY = "templates/vocabulary.yaml"


@dataclass
class _Files:
    """The files of a workspace as they are read: their lines, their mistakes, their bytes."""

    workspace: Path
    mistakes: list[Mistake] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def content(self, file: str) -> bytes | None:
        try:
            self.contents[file] = (self.workspace / file).read_bytes()
        except OSError:
            return None
        return self.contents[file]

    def one(self, file: str, shape: type[T]) -> T | None:
        """Return the object a file describes; what is wrong with it joins the mistakes."""
        content = self.content(file)
        if content is None:
            self.mistakes.append(Mistake(file, say.MISSING_FILE))
            return None
        self.written[file], mistakes = read_yaml(file, content)
        self.mistakes += mistakes
        if mistakes:
            return None
        made, mistakes = shaped(self.written[file], shape)
        self.mistakes += mistakes
        return made

    def folder(self, folder: str, shape: type[T]) -> dict[str, T]:
        """Return name → object of every YAML file in a folder, by name."""
        made = {path.stem: self.one(f"{folder}/{path.name}", shape) for path in sorted((self.workspace / folder).glob("*.yaml"))}
        return {name: definition for name, definition in made.items() if definition is not None}

    def place(self, file: str) -> Place:
        return Place(self.written[file])


def load_definitions(workspace: Path) -> Definitions:
    """Return everything the office has written down.

    Raises ConfigError, DefinitionError or TemplateError carrying all mistakes of all files, in the order of files and lines.
    """
    files = _Files(workspace)
    office = files.one(CONFIG, Office)
    vocabulary = files.one(VOCABULARY, Vocabulary)
    forms = files.folder("templates/forms", Form)
    statistics = files.folder("templates/statistics", Statistic)
    notices = files.folder("templates/notices", Notice)
    _stop_at(files.mistakes)
    assert office is not None  # noqa: S101 - without a mistake both are there
    assert vocabulary is not None  # noqa: S101 - as above
    templates = _templates(files, notices)
    directory = UnitDirectory(office.units, office.county)
    definitions = Definitions(office, directory, vocabulary, forms, statistics, notices, templates, _digest(files))
    _stop_at(_cross_mistakes(files, definitions))
    return definitions


def _cross_mistakes(files: _Files, definitions: Definitions) -> Iterator[Mistake]:
    office, forms = definitions.office, definitions.forms
    yield from office_mistakes(office, files.place(CONFIG), forms)
    for name, form in forms.items():
        yield from form_mistakes(form, files.place(f"templates/forms/{name}.yaml"), office)
    for name, statistic in definitions.statistics.items():
        yield from statistic_mistakes(statistic, files.place(f"templates/statistics/{name}.yaml"), forms, office.groups)
    for name in definitions.notices:
        yield from notice_mistakes(definitions, name, files.place(f"templates/notices/{name}.yaml"))


def _templates(files: _Files, notices: dict[str, Notice]) -> dict[str, bytes]:
    found = {name: files.content(f"templates/notices/{notice.template or name + '.docx'}") for name, notice in notices.items()}
    return {name: content for name, content in found.items() if content is not None}


def _stop_at(mistakes: Iterator[Mistake] | list[Mistake]) -> None:
    """Raise all mistakes together, under the name of the file that comes first."""
    ordered = sorted(set(mistakes), key=lambda mistake: (mistake.file != CONFIG, mistake.file, mistake.line or 0, mistake.text))
    if not ordered:
        return
    first = ordered[0].file
    kind = ConfigError if first == CONFIG else TemplateError if first.endswith(".docx") else DefinitionError
    raise kind(*ordered)


def _digest(files: _Files) -> str:
    """Return one hash over all files read, by path and content."""
    digest = hashlib.sha256()
    for file, content in sorted(files.contents.items()):
        digest.update(f"{file}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
