"""YAML read with the line of every key; all scalars stay text, so that 010 is not 8 and 1:30 not 90."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from pipeline.catalogue import definitions as say
from pipeline.model.errors import Mistake

Path = tuple[str | int, ...]
Plain = str | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Written:
    """A YAML file as plain data, and the line of every path in it."""

    file: str
    data: Plain
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest part above it that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: Path, text: str) -> Mistake:
        shown = ".".join(map(str, path))
        return Mistake(self.file, say.AT.format(path=shown, text=text) if shown else text, self.line(path))


def read_yaml(file: str, content: bytes) -> tuple[Written, tuple[Mistake, ...]]:
    """Return what a file says; with a mistake there is no data."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Written(file, None), (Mistake(file, say.NOT_UTF8, content[: error.start].count(b"\n") + 1),)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return Written(file, None), (_syntax_mistake(file, text, error),)
    except yaml.YAMLError:
        return Written(file, None), (Mistake(file, say.BAD_YAML, 1),)
    builder = _Builder(file)
    data = builder.plain(node, ()) if node is not None else None
    return Written(file, data, builder.lines), tuple(builder.mistakes)


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.mistakes: list[Mistake] = []

    def plain(self, node: yaml.Node, path: Path) -> Plain:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, place)) for place, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - there are three kinds of node
        blank = not node.style and node.value in {"", "~", "null"}
        return None if blank else str(node.value)

    def _entries(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Plain]]:
        for key, value in node.value:
            below = (*path, str(key.value))
            line = key.start_mark.line + 1
            if below in self.lines:
                text = say.DUPLICATE_KEY.format(key=key.value, line=self.lines[below])
                self.mistakes.append(Mistake(self.file, text, line))
                continue
            self.lines[below] = line
            yield str(key.value), self.plain(value, below)


def _syntax_mistake(file: str, text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """Name the cause people meet most: a full-width colon is noticed by YAML only a line later, a tab never by name."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    written = text.splitlines()
    for number in range(min(line, len(written)), max(0, line - 3), -1):
        content = written[number - 1]
        if "：" in content and ": " not in content and not content.rstrip().endswith(":"):
            return Mistake(file, say.BAD_YAML + say.FULL_WIDTH_COLON.format(line=number), number)
        if content.startswith("\t") or content.lstrip(" ").startswith("\t"):
            return Mistake(file, say.BAD_YAML + say.TAB, number)
    return Mistake(file, say.BAD_YAML, line)
