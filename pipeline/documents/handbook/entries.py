"""The names below one name of the data, each with its meaning, its value in the last issue and the tag to copy."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import field_handbook as words
from pipeline.catalogue import statistics as names
from pipeline.documents.handbook.usual import Usual
from pipeline.model.figure import Figure
from pipeline.model.values import StatedDate

Path = tuple[str, ...]
_MADE_UP: Final = re.compile(rf"{names.TOTAL}\d+")
"""parts that only the sample has: those of a concentration are called by what the data say"""
_ALIKE: Final = ("报表", "组别")
"""groups of which one member is shown for all"""
_MOVES: Final = "位次变动"


class Entry(Struct, frozen=True):
    """One name, as the handbook lists it."""

    name: str
    unit: str
    meaning: str
    value: str
    tag: str


def entries_of(path: Path, known: object, value: object, usual: Usual) -> Iterator[Entry]:
    """Yield what may be printed of a sample value and of all below it; `value` is what the last issue has there, if anything."""
    if isinstance(known, Figure):
        yield _entry(path, known, value, usual)
        for word, related in known.related.items():
            if word in (path[-1], names.NOW, names.BASE):
                continue  # what a figure is compared of is no figure to print for itself
            yield from entries_of((*path, word), related, _below(value, word), usual)
    elif isinstance(known, Mapping):
        yield from _members(path, known, value, usual)
    elif isinstance(known, list | tuple):
        yield from _list(path, known, value, usual)
    elif known is not None:
        yield _entry(path, known, value, usual)


def _members(path: Path, known: Mapping[str, object], value: object, usual: Usual) -> Iterator[Entry]:
    members = {word: one for word, one in known.items() if not _MADE_UP.fullmatch(word) and _is_named(known, word, value)}
    if path[-1] in _ALIKE and members:
        first = next(iter(members))
        for entry in entries_of((*path, first), members[first], _below(value, first), usual):
            yield replace(entry, meaning=_joined(entry.meaning, words.EVERY_FORM.format(name=first)))
        return
    for word, one in members.items():
        yield from entries_of((*path, word), one, _below(value, word), usual)


def _list(path: Path, known: "list[object] | tuple[object, ...]", value: object, usual: Usual) -> Iterator[Entry]:
    first = known[0] if known else None
    call = usual.call(path[-1], known)
    if not isinstance(first, Mapping) or call:
        yield _entry(path, known, value, usual)
        if not isinstance(first, Mapping):
            return
    if "名次" in first and path[-1] == "行":
        yield Entry(".".join(path), "", words.MEANINGS[_MOVES], usual.printed(_MOVES, value), _tag(path, _MOVES))
    if path[-1] not in ("前", "后", "未排") or not call:
        yield Entry(".".join(path), "", _meaning(path, known, value), usual.printed("", value), _loop(path, first, usual))


def _loop(path: Path, row: Mapping[str, object], usual: Usual) -> str:
    """Return the rows of a table that print a list: one cell after the other."""
    cells = [_cell(word, one) for word, one in row.items() if isinstance(one, Figure | str | date | StatedDate) or one is None]
    return "\n".join((f"{{%tr for 行 in {'.'.join(path)} %}}", "　".join(cells), "{%tr endfor %}"))


def _cell(word: str, value: object) -> str:
    dotted = f"行.{word}"
    if isinstance(value, date | StatedDate):
        return f"{{{{ {dotted} | 日期 }}}}"
    return f"{{{{ {dotted} | 空 }}}}" if isinstance(value, str) else f"{{{{ {dotted} | 表格 }}}}"


def _entry(path: Path, known: object, value: object, usual: Usual) -> Entry:
    call = usual.call(path[-1], known)
    unit = known.unit if isinstance(known, Figure) else ""
    printed = usual.printed(call, value)
    tag = f"{{% if {'.'.join(path)} %}}…{{% endif %}}" if isinstance(known, bool) else _tag(path, call)
    return Entry(".".join(path), unit, _meaning(path, known, value), printed, tag)


def _tag(path: Path, call: str) -> str:
    return f"{{{{ {'.'.join(path)} | {call} }}}}" if call else f"{{{{ {'.'.join(path)} }}}}"


def _meaning(path: Path, known: object, value: object) -> str:
    said = known.meaning if isinstance(known, Figure) else ""
    formula = value.formula if isinstance(value, Figure) and not said else ""
    return _joined(words.MEANINGS.get(path[-1], ""), said, words.FORMULA.format(formula=formula) if formula else "")


def _joined(*said: str) -> str:
    return "；".join(dict.fromkeys(filter(None, said)))


def _is_named(owner: Mapping[str, object], word: str, value: object) -> bool:
    """Whether a name is worth a line: figures of a table's line, parts the last issue had, figures of a part."""
    if "名次" in owner and "值" in owner:
        return isinstance(owner[word], Figure)
    if "数" in owner and "占比" in owner:
        return word not in ("名称", "档次")
    is_part = "部分" in owner and isinstance(owner[word], Mapping)
    return not (is_part and isinstance(value, Mapping) and word not in value)


def _below(value: object, word: str) -> object:
    if isinstance(value, Figure):
        return value.related.get(word)
    return value.get(word) if isinstance(value, Mapping) else None
