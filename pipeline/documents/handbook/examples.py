"""Worked examples of every formatter: the rows of the office's tables of wording, each proved by a test."""

from collections.abc import Iterator
from importlib import resources

import yaml
from msgspec import Struct


class Example(Struct, frozen=True):
    """What a formatter prints in one case."""

    call: str
    says: str
    prints: str


def examples() -> Iterator[Example]:
    """Yield the examples in the order of their files."""
    folder = resources.files(__package__) / "worked"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for given in yaml.safe_load(file.read_text("utf-8")):
            yield Example(given["formatter"], given["says"], given["prints"])
