"""A spot in one of the office's files, from which its mistakes are told."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline.catalogue import definitions as say
from pipeline.config.nearest import did_you_mean
from pipeline.config.yaml_lines import Path, Written
from pipeline.model.errors import Mistake


class Place(Struct, frozen=True):
    """A path in a file: `Place(file) / "columns" / "总投资"`."""

    written: Written
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.written, (*self.path, step))

    @property
    def line(self) -> int:
        return self.written.line(self.path)

    @property
    def present(self) -> bool:
        """Whether something is written there at all."""
        return self.path in self.written.lines

    def mistake(self, text: str, /, **values: object) -> Mistake:
        return self.written.mistake(self.path, text.format(**values) if values else text)

    def unknown(self, kind: str, name: str | None, known: Iterable[str] | None) -> Iterator[Mistake]:
        """Yield a mistake if a name is not known; nothing is said where no name was given, or what is known is not."""
        if name is None or known is None:
            return
        options = list(known)
        if name not in options:
            yield self.mistake(say.UNKNOWN[kind].format(name=name) + did_you_mean(name, options))

    def each_unknown(self, kind: str, names: Iterable[str], known: Iterable[str] | None) -> Iterator[Mistake]:
        """Yield a mistake for every entry of a list that is not known, and for every entry written twice."""
        listed = list(names)
        options = None if known is None else list(known)
        for number, name in enumerate(listed):
            yield from (self / number).unknown(kind, name, options)
        yield from self.each_twice(listed)

    def each_joined(self, names: Iterable[str], signs: str = "、，") -> Iterator[Mistake]:
        """Yield a mistake for every entry that is several names, with a sign between them that YAML does not know."""
        for number, name in enumerate(names):
            if any(sign in name for sign in signs):
                yield (self / number).mistake(say.JOINED, name=name)

    def each_twice(self, names: Iterable[str]) -> Iterator[Mistake]:
        """Yield a mistake for every entry of a list that stands there already."""
        seen: set[str] = set()
        for number, name in enumerate(names):
            if name in seen:
                yield (self / number).mistake(say.TWICE, name=name)
            seen.add(name)
