"""The functions of the language that Excel has as well."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from pipeline.expressions.scope import Kind


class ExcelFunction(Struct, frozen=True):
    """A function that gives a value; `write` puts its arguments together."""

    takes: frozenset[Kind]
    gives: Kind | None
    """None: the kind of its first argument"""
    write: Callable[..., str]
    constant: bool = False
    """True where Excel agrees only about arguments that are fixed"""


def _called(name: str) -> Callable[..., str]:
    return lambda *arguments: f"{name}({','.join(arguments)})"


_NUMBER: frozenset[Kind] = frozenset({"number"})
_ORDERED: frozenset[Kind] = frozenset({"number", "date"})
_DATE: frozenset[Kind] = frozenset({"date"})

VALUES: Mapping[str, ExcelFunction] = {
    "abs": ExcelFunction(_NUMBER, "number", _called("ABS")),
    "min": ExcelFunction(_ORDERED, None, _called("MIN")),
    "max": ExcelFunction(_ORDERED, None, _called("MAX")),
    "round": ExcelFunction(_NUMBER, "number", lambda number, places="0": f"ROUND({number},{places})"),
    "len": ExcelFunction(frozenset({"text"}), "number", _called("LEN")),
    "year": ExcelFunction(_DATE, "number", _called("YEAR")),
    "month": ExcelFunction(_DATE, "number", _called("MONTH")),
    "day": ExcelFunction(_DATE, "number", _called("DAY")),
    "days": ExcelFunction(_DATE, "number", lambda first, last: f"({last})-({first})"),
    "date": ExcelFunction(_NUMBER, "date", _called("DATE"), constant=True),
}
CONDITIONS: Mapping[str, Callable[..., str]] = {
    "contains": lambda text, part: f"ISNUMBER(FIND({part},{text}))",
    "startswith": lambda text, part: f"EXACT(LEFT({text},LEN({part})),{part})",
    "endswith": lambda text, part: f"EXACT(RIGHT({text},LEN({part})),{part})",
}
