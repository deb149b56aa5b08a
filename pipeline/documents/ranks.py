"""Places and their changes: 第1名, 并列第9名, 上升2位, ↑2, A、B并列第三位."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from pipeline.catalogue import wording
from pipeline.documents.lists import joined, names, with_values
from pipeline.documents.numerals import numeral
from pipeline.documents.suitable import FormatError, figure, number, rows, unsuitable
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

Ranked = Mapping[str, object]


@prints
def place(value: object) -> str:
    """Print the place of a row or a rank: 第1名, 并列第9名 where a row shares it, — where there is none."""
    rank = value.get("名次") if isinstance(value, Mapping) else value
    if rank is None:
        return wording.DASH
    shared = isinstance(value, Mapping) and bool(value.get("并列"))
    words = wording.SHARED_PLACE if shared else wording.PLACE
    return words.format(n=number(rank, "名次", "rank", "count"))


@prints
def place_change(value: object) -> str:
    """Print a change of place in a sentence: 上升2位, 下降3位, 位次不变; — where there was no place before."""
    change = _change(value, "位次变化")
    if not change:
        return wording.DASH if change is None else wording.KEPT
    return (wording.ROSE if change > 0 else wording.FELL).format(n=abs(change))


@prints
def place_arrow(value: object) -> str:
    """Print a change of place in a table: ↑2, ↓3; — where nothing changed or there was no place before."""
    change = _change(value, "升降")
    if not change:
        return wording.DASH
    return (wording.UP if change > 0 else wording.DOWN).format(n=abs(change))


def tied(value: object, column: str | None = None, *, policies: Policies) -> str:
    """Name rows by place, those of one place together: A居第一位，B、C并列第二位; each with a column in brackets where one is given."""
    groups = [list(group) for _, group in groupby(_ranked(value, "并列"), _rank)]
    return wording.COMMA.join(_same_place(group, joined(with_values(group, column, policies))) for group in groups)


def first_places(value: object, column: str | None = None, *, policies: Policies) -> str:
    """Name the first of a ranking: A、B、C居前三位; with ties A居第一位，B、C并列第二位; A（58.2%）… with a column."""
    listed = _ranked(value, "居前")
    if len(listed) == 1 or len({_rank(row) for row in listed}) < len(listed):
        return tied(listed, column, policies=policies)
    named = joined(with_values(listed, column, policies))
    return wording.FIRST_PLACES.format(names=named, n=numeral(len(listed))) if listed else wording.NOTHING


def last_places(value: object, column: str | None = None, *, policies: Policies) -> str:
    """Name the last of a ranking: D、E、F居后三位; E、F并列末位 where all of them share the last place; E（6.9%）… with a column."""
    listed = _ranked(value, "居后")
    if not listed:
        return wording.NOTHING
    named = joined(with_values(listed, column, policies))
    if len(listed) == 1:
        return wording.ALONE_LAST.format(names=named)
    if len({_rank(row) for row in listed}) == 1:
        return wording.TIED_LAST.format(names=named)
    return wording.LAST_PLACES.format(names=named, n=numeral(len(listed)))


def moves(value: object) -> str:
    """Say who moved most since the last issue: 与上期相比，C乡上升4位，升幅最大；E镇下降3位，降幅最大; empty where there was none."""
    changes = [
        (row, change) for row in _ranked(value, "位次变动") if (change := _change(row.get("位次变化"), "位次变动")) is not None
    ]
    if not changes:
        return ""
    most, least = max(change for _, change in changes), min(change for _, change in changes)
    told = [
        words.format(names=_movers(changes, extreme), n=abs(extreme))
        for words, extreme in ((wording.MOST_RISE, most), (wording.MOST_FALL, least))
        if (extreme > 0) is (words is wording.MOST_RISE) and extreme
    ]
    return wording.MOVES.format(moves=wording.SEMICOLON.join(told) or wording.NO_MOVES)


def unranked(value: object) -> str:
    """Say who is below the line and why: F镇未报送；I局、K局无年度任务，未纳入本期排名; empty where nobody is."""
    reasons: dict[str, list[object]] = {}
    for row in _rows(value, "未排"):
        reasons.setdefault(str(row.get("备注", "")), []).append(row)
    told = [joined(names(listed, None)) + wording.UNRANKED_REASONS.get(reason, reason) for reason, listed in reasons.items()]
    return wording.UNRANKED.format(reasons=wording.SEMICOLON.join(told)) if told else ""


def _same_place(listed: Sequence[Ranked], named: str) -> str:
    words = wording.TIED_PLACE if len(listed) > 1 else wording.ONE_PLACE
    return words.format(names=named, n=numeral(_rank(listed[0])))


def _movers(changes: Sequence[tuple[Ranked, int]], extreme: int) -> str:
    movers = names([row for row, change in changes if change == extreme], None)
    return joined(movers) + (wording.BOTH if len(movers) > 1 else "")


def _change(value: object, formatter: str) -> int | None:
    if value is None or figure(value, formatter, "rank", "count").value is None:
        return None
    return int(number(value, formatter))


def _rank(row: Ranked) -> int:
    return int(number(row.get("名次"), "名次"))


def _ranked(value: object, formatter: str) -> list[Ranked]:
    return [row for row in _rows(value, formatter) if isinstance(row.get("名次"), Figure)]


def _rows(value: object, formatter: str) -> list[Ranked]:
    listed = [row for row in rows(value, formatter) if isinstance(row, Mapping)]
    if len(listed) < len(rows(value, formatter)):
        raise FormatError(unsuitable(value, formatter, wording.A_LIST))
    return listed
