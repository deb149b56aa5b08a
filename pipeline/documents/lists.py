"""Lists in sentences (handbook 6 §7.4): A、B、C等21个单位; A（78.9%）、B（75.2%）; A、B、C分别完成…; 一是…."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from pipeline.catalogue import wording
from pipeline.documents.amounts import amount, counted
from pipeline.documents.dates import dated
from pipeline.documents.growth import growth
from pipeline.documents.marks import marks
from pipeline.documents.numerals import numeral
from pipeline.documents.rates import percent, points
from pipeline.documents.suitable import FormatError, rows, unsuitable
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

_NAME_COLUMNS = ("单位", "名称", "项目名称")
_OPENING, _CLOSING = "“《‘", "”》’"
_PRINTED: dict[str, Callable[..., str]] = {
    "amount": amount,
    "count": counted,
    "days": counted,
    "rate": percent,
    "growth": growth,
    "points": points,
    "score": marks,
}


def enumerated(value: object, column: str | None = None) -> str:
    """Join names with 、; 无 for none. Names in quotes or 《》 stand side by side without one."""
    return joined(distinct(value, "顿号", column)) or wording.NOTHING


def and_others(  # noqa: PLR0913 - the sentence has that many slots, all optional
    value: object,
    noun: str = wording.UNIT_NOUN,
    column: str | None = None,
    shown: int | None = None,
    total: object = None,
    *,
    policies: Policies,
    measures: Mapping[str, str],
) -> str:
    """Name the first few and say how many there are in all: A、B、C等21个项目; all of them where they are few enough."""
    listed = distinct(value, "等n个", column)
    count = int(total.value) if isinstance(total, Figure) and total.value is not None else len(listed)
    most = policies.names_shown if shown is None else shown
    if count <= most and count == len(listed):
        return joined(listed) or wording.NOTHING
    measure = measures.get(noun, wording.MEASURE)
    return wording.AND_OTHERS.format(names=joined(listed[:most]), total=count, measure=measure, noun=noun)


def named(  # noqa: PLR0913 - the sentence has that many slots, all optional
    value: object,
    noun: str = wording.UNIT_NOUN,
    column: str | None = None,
    values: str | None = None,
    *,
    policies: Policies,
    measures: Mapping[str, str],
) -> str:
    """Name whom a sentence criticises as the office does: A、B、C; A、B等21个单位; 21个单位; 部分单位. With `values` each has its own in brackets."""
    listed = rows(value, "点名")
    different = len(distinct(listed, "点名", column))
    if not listed:
        return wording.NOTHING
    if policies.naming == "some":
        return wording.SOME[different > wording.A_FEW].format(noun=noun)
    if policies.naming == "number":
        return wording.NUMBER_OF.format(total=different, measure=measures.get(noun, wording.MEASURE), noun=noun)
    told = listed if values is None else with_values(listed, values, policies)
    shown = len(listed) if policies.naming == "names" else None
    return and_others(told, noun, column, shown, policies=policies, measures=measures)


def respectively(value: object, verb: str, column: str = "值", *, policies: Policies) -> str:
    """Name each unit, then each value in the same order: A、B、C分别完成12.3%、10.1%、9.8%; A完成12.3%."""
    listed = rows(value, "分别")
    return joined(names(listed, None)) + _apportioned(printed_values(listed, column, policies), verb)


def respective_values(value: object, column: str = "值", *, policies: Policies) -> str:
    """Print the values of units that have just been named: 分别为58.2%、51.0%、49.3%; 为58.2% for one."""
    return _apportioned(printed_values(rows(value, "分别为"), column, policies), wording.IS)


def bracketed(value: object, column: str = "值", *, policies: Policies) -> str:
    """Print each unit with its value in brackets: A（78.9%）、B（75.2%）; 无 for none."""
    return joined(with_values(rows(value, "括注"), column, policies)) or wording.NOTHING


def with_values(listed: Sequence[object], column: str | None, policies: Policies) -> list[str]:
    """Return the names of some rows, each with a value in brackets where a column is given."""
    named = names(listed, None)
    if column is None:
        return named
    values = printed_values(listed, column, policies)
    return [wording.BRACKETED.format(name=name, value=_unbracketed(text)) for name, text in zip(named, values, strict=True)]


def _unbracketed(text: str) -> str:
    """Return a text that is to stand in brackets without brackets of its own: 是上年同期的12.1倍，上年同期基数较低."""
    opening, closing = wording.BRACKETS
    return text.replace(opening, wording.COMMA).replace(closing, "")


def itemised(value: object, position: int, word: str = wording.ITEM) -> str:
    """Write 一是, 二是 before one of several points of which some may be absent; nothing where only one is present.

    `value` lists what each point rests on (a list, a figure); a point without content does not count.
    """
    present = [is_present(point) for point in rows(value, "逐项")]
    return numeral(sum(present[:position])) + word if sum(present) > 1 else ""


def annex(value: object, position: int) -> str:
    """Name one of several attachments of which some may be absent: 附件2; 附件 where it is the only one."""
    present = [is_present(one) for one in rows(value, "附件号")]
    return wording.ANNEX.format(number=sum(present[:position]) if sum(present) > 1 else "")


def annex_number(value: object, position: int) -> str:
    """Write the number before an attachment in the list of them: 2.; nothing where it is the only one."""
    present = [is_present(one) for one in rows(value, "附件序")]
    return wording.ANNEX_NUMBER.format(number=sum(present[:position])) if sum(present) > 1 else ""


def is_present(value: object) -> bool:
    """Say whether there is anything to tell: a list with rows, a figure that is neither missing nor zero, any of several."""
    if isinstance(value, Figure):
        return bool(value.value)
    if isinstance(value, Mapping):
        return is_present(value["行"]) if "行" in value else bool(value)
    if isinstance(value, list | tuple):
        return any(map(is_present, value))
    return bool(value)


def names(listed: Sequence[object], column: str | None) -> list[str]:
    """Return the names in a list of names or of rows, one for each."""
    return [_name(item, column) for item in listed]


def distinct(value: object, formatter: str, column: str | None) -> list[str]:
    """Return the names in a list, each once."""
    return list(dict.fromkeys(names(rows(value, formatter), column)))


def joined(parts: Iterable[str]) -> str:
    """Join with 、, except between closing and opening quotation marks (GB/T 15834)."""
    text = ""
    for part in parts:
        beside = text and text[-1] in _CLOSING and part[:1] in _OPENING
        text += part if not text or beside else wording.ENUMERATION + part
    return text


def printed_values(listed: Sequence[object], column: str, policies: Policies) -> list[str]:
    """Print one column of some rows, amounts in one unit; 列.同比 is a comparison of a column."""
    values = [_column(row, column) for row in listed]
    return [_printed(value, values, policies) for value in values]


def _column(row: object, path: str) -> object:
    name, *comparisons = path.split(".")
    value = row.get(name) if isinstance(row, Mapping) else row
    for comparison in comparisons:
        value = value.related.get(comparison) if isinstance(value, Figure) else None
    return value


def _printed(value: object, beside: Sequence[object], policies: Policies) -> str:
    if isinstance(value, Figure):
        if value.kind == "amount":
            return amount(value, *beside, policies=policies)
        printer = _PRINTED.get(value.kind)
        return printer(value, policies=policies) if printer is not None else str(value.value)
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, str):
        return value
    raise FormatError(unsuitable(value, "分别", wording.A_FIGURE))


def _apportioned(values: Sequence[str], verb: str) -> str:
    return (wording.RESPECTIVELY if len(values) > 1 else "") + verb + joined(values)


def _name(item: object, column: str | None) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, Mapping):
        found = next((item[key] for key in ((column,) if column else _NAME_COLUMNS) if key in item), None)
        if isinstance(found, str):
            return found
    raise FormatError(unsuitable(item, "顿号", wording.A_LIST))
