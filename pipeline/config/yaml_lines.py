"""YAML read with the line of every key; all scalars stay text, so that 010 is not 8 and 1:30 not 90."""

from collections.abc import Iterator

import yaml
from msgspec import Struct, field

from pipeline.catalogue import definitions as say
from pipeline.config.yaml_syntax import syntax_mistake
from pipeline.model.errors import Mistake

Path = tuple[str | int, ...]
Plain = str | None | list["Plain"] | dict[str, "Plain"]


class Written(Struct, frozen=True):
    """A YAML file as plain data, and the line of every path in it."""

    file: str
    data: Plain = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest part above it that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: Path, text: str) -> Mistake:
        """Return a mistake at a path; the path is shown as 名称.名称[第几项]."""
        shown = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
        return Mistake(self.file, say.AT.format(path=shown, text=text) if shown else text, self.line(path))


def read_yaml(file: str, content: bytes) -> tuple[Written, tuple[Mistake, ...]]:
    """Return what a file says and what is wrong with the writing; there is no data where it cannot be read at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Written(file), (Mistake(file, say.NOT_UTF8, content[: error.start].count(b"\n") + 1),)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return Written(file), (syntax_mistake(file, text, error),)
    if node is None:
        return Written(file), (Mistake(file, say.EMPTY_FILE, 1),)
    reader = _Reader(file)
    data = reader.plain(node, ())
    return Written(file, data, reader.lines), tuple(reader.mistakes)


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.mistakes: list[Mistake] = []
        self.seen: set[int] = set()

    def plain(self, node: yaml.Node, path: Path) -> Plain:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.mistakes.append(Mistake(self.file, say.ANCHOR, self.lines[path]))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, place)) for place, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - there are three kinds of node
        blank = not node.style and node.value in {"", "~", "null"}
        return None if blank else str(node.value)

    def _entries(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Plain]]:
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or not key.value:
                self.mistakes.append(Mistake(self.file, say.NOT_A_KEY, line))
                continue
            below = (*path, key.value)
            if below in self.lines:
                self.mistakes.append(Mistake(self.file, say.DUPLICATE_KEY.format(key=key.value, line=self.lines[below]), line))
                continue
            self.lines[below] = line
            yield key.value, self.plain(value, below)
