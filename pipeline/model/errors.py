"""Mistakes in our own set-up; each stops the batch before the inbox is opened.

PipelineError
├── ConfigError       config.yaml
├── DefinitionError   templates/**/*.yaml
├── TemplateError     templates/notices/*.docx
├── BusyError         another batch is running
└── PublishError      the outbox or the history could not be written

A mistake in a department's data is never an exception: it is a `Finding`.
"""

from dataclasses import dataclass, field

from msgspec import Struct


class Spot(Struct, frozen=True):
    """A paragraph of a Word template: which one of its part, counted from 1, what is meant in it, and what is said of that."""

    part: str
    number: int
    written: str
    message: str


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file of the office's own, said in Chinese.

    `line` counts from 1 and is None where the file has no lines (a Word template, a missing file).
    """

    file: str
    text: str
    line: int | None = None
    at: Spot | None = field(default=None, compare=False)
    """where a comment on it can stand in a Word template"""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.text}"


class PipelineError(Exception):
    """Base of everything that stops a batch; carries all mistakes found at once."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


class ConfigError(PipelineError):
    """config.yaml cannot be used."""


class DefinitionError(PipelineError):
    """A file under templates/ cannot be used."""


class TemplateError(PipelineError):
    """A Word template cannot be used."""


class BusyError(PipelineError):
    """Another batch holds the lock."""


class PublishError(PipelineError):
    """What was computed could not be written."""
