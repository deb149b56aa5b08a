"""Reads the office's files, has them checked alone and against each other, and freezes them."""

import dataclasses
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline import documents
from pipeline.catalogue import definitions as say
from pipeline.catalogue.corrections import TEMPLATE as CORRECTION_NOTICE
from pipeline.config.drafts import CONFIG, FORMS, LEDGER, NOTICES, STATISTICS, VOCABULARY, Drafts
from pipeline.config.found_good import FoundGood
from pipeline.config.references import mistakes_between
from pipeline.config.shapes import shaped
from pipeline.config.yaml_lines import Written, read_yaml
from pipeline.model.definitions import Definitions
from pipeline.model.errors import ConfigError, DefinitionError, Mistake, TemplateError
from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.period import Period
from pipeline.model.statistic import Statistic
from pipeline.model.unit import UnitDirectory
from pipeline.model.vocabulary import Vocabulary

T = TypeVar("T")
_MEANT_AS_YAML = re.compile(r"\.(?!yaml$)ya?ml(?:\.txt)?$", re.IGNORECASE)
"""a name under which nothing is read; Notepad adds .txt, and Windows does not show it"""


class _Workspace(Struct):
    """The files of a workspace as they are read: their bytes, their lines, their mistakes."""

    folder: Path
    mistakes: list[Mistake] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def content(self, file: str) -> bytes | None:
        try:
            self.contents[file] = (self.folder / file).read_bytes()
        except OSError:
            return None
        return self.contents[file]

    def optional(self, file: str, shape: type[T]) -> T | None:
        """Return what a file defines; None also where there is no such file."""
        return self.one(file, shape) if (self.folder / file).exists() else None

    def one(self, file: str, shape: type[T]) -> T | None:
        """Return what a file defines; None where a mistake keeps it from having shape."""
        content = self.content(file)
        if (self.folder / f"{file}.txt").exists():
            self.mistakes.append(Mistake(f"{file}.txt", say.WRONG_EXTENSION.format(name=Path(file).name)))
        if content is None:
            self.mistakes.append(Mistake(file, say.MISSING_FILE))
            return None
        self.written[file], slips = read_yaml(file, content)
        self.mistakes += slips
        if self.written[file].data is None:
            return None
        made, mistakes = shaped(self.written[file], shape)
        self.mistakes += mistakes
        return made

    def folder_of(self, folder: str, shape: type[T]) -> dict[str, T | None]:
        """Return name → definition of every YAML file in a folder, by name."""
        paths = sorted(path for path in (self.folder / folder).glob("*") if not path.name.startswith((".", "~")))
        for path in paths:
            if _MEANT_AS_YAML.search(path.name):
                name = f"{path.name.partition('.')[0]}.yaml"
                self.mistakes.append(Mistake(f"{folder}/{path.name}", say.WRONG_EXTENSION.format(name=name)))
        return {path.stem: self.one(f"{folder}/{path.name}", shape) for path in paths if path.suffix == ".yaml"}

    def templates(self, notices: dict[str, Notice | None]) -> dict[str, bytes]:
        """Return notice → its Word template, where there is one."""
        named = {name: self.content(f"{NOTICES}/{notice.word_file(name)}") for name, notice in notices.items() if notice}
        return {name: content for name, content in named.items() if content is not None}

    def digest(self) -> str:
        """Return one hash over all files read, by path and content."""
        digest = hashlib.sha256()
        for file, content in sorted(self.contents.items()):
            digest.update(f"{file}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def load_definitions(workspace: Path, before: FoundGood | None = None, period: Period | None = None) -> Definitions:
    """Return everything the office has written down, for the batch of a period where one follows.

    Templates that were found good before are not tried again.

    Raises ConfigError, DefinitionError or TemplateError carrying all mistakes of all files, in the order of files and lines.
    """
    files = _Workspace(workspace)
    drafts = _drafts(files)
    stop_at([*files.mistakes, *mistakes_between(drafts)])
    correction_notice = files.content(CORRECTION_NOTICE) or b""
    definitions = replace(_frozen(drafts, files.digest()), correction_notice=correction_notice)
    if before is None or not before.holds(definitions.sha256):
        mistakes = (*documents.check_templates(definitions, period), *documents.check_correction_notice(definitions))
        stop_at(_with_line(mistake, drafts) for mistake in mistakes)
    return definitions


def _drafts(files: _Workspace) -> Drafts:
    office, vocabulary = files.one(CONFIG, Office), files.one(VOCABULARY, Vocabulary)
    forms, statistics = files.folder_of(FORMS, Form), files.folder_of(STATISTICS, Statistic)
    notices = files.folder_of(NOTICES, Notice)
    if not forms:
        files.mistakes.append(Mistake(FORMS, say.NO_FORM))
    ledger = files.optional(LEDGER, LedgerRules)
    return Drafts(files.written, office, vocabulary, forms, statistics, notices, files.templates(notices), ledger)


def _frozen(drafts: Drafts, sha256: str) -> Definitions:
    assert drafts.office is not None  # noqa: S101 - a file without shape has a mistake
    assert drafts.vocabulary is not None  # noqa: S101 - as above
    return Definitions(
        drafts.office,
        UnitDirectory(drafts.office.units, drafts.office.county),
        drafts.vocabulary,
        {name: _with_measure(form, drafts.vocabulary) for name, form in drafts.shaped_forms.items()},
        {name: statistic for name, statistic in drafts.statistics.items() if statistic},
        {name: notice for name, notice in drafts.notices.items() if notice},
        drafts.templates,
        sha256,
        ledger=drafts.ledger,
    )


def _with_measure(form: Form, vocabulary: Vocabulary) -> Form:
    return form if form.measure else dataclasses.replace(form, measure=vocabulary.measure_words.get(form.row, ""))


def _with_line(mistake: Mistake, drafts: Drafts) -> Mistake:
    """Add the line to a mistake in a chart or the file name of a notice; a Word template has no lines."""
    if mistake.file not in drafts.written:
        return mistake
    place, (head, _, text) = drafts.place(mistake.file), mistake.text.partition("：")
    kind, _, chart = head.partition(".")
    return (place / kind / chart / "of").mistake(text) if kind == "charts" else (place / "file").mistake(mistake.text)


def stop_at(mistakes: Iterable[Mistake]) -> None:
    """Raise all mistakes together, as an error of config.yaml if one is there, else of a definition, else of a template."""
    ordered = sorted(set(mistakes), key=lambda mistake: (mistake.file != CONFIG, mistake.file, mistake.line or 0, mistake.text))
    if not ordered:
        return
    files = {mistake.file for mistake in ordered}
    if CONFIG in files:
        raise ConfigError(*ordered)
    raise (TemplateError if all(file.endswith(".docx") for file in files) else DefinitionError)(*ordered)
