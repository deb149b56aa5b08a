"""All formatters templates may use, by the name they go by: `{{ 工程建设.累计完成投资 | 亿元 }}`.

A new formatter is one function in a module beside this one and one line below.
"""

from collections.abc import Callable, Mapping
from functools import partial

from pipeline.documents.amounts import amount, bare, counted, in_wan, in_yi, in_yuan
from pipeline.documents.cells import blank, cell
from pipeline.documents.dates import by_date, dated, year_and_month
from pipeline.documents.growth import difference, growth
from pipeline.documents.lists import (
    and_others,
    annex,
    annex_number,
    bracketed,
    enumerated,
    is_present,
    itemised,
    named,
    respective_values,
    respectively,
)
from pipeline.documents.marks import marks
from pipeline.documents.numerals import numeral
from pipeline.documents.progress import against_schedule, completion, half_year, pace
from pipeline.documents.ranks import first_places, last_places, moves, place, place_arrow, place_change, tied, unranked
from pipeline.documents.rates import percent, points
from pipeline.documents.reporting_words import by_unit
from pipeline.model.office import Policies

Formatter = Callable[..., object]


def formatters(policies: Policies, measures: Mapping[str, str]) -> dict[str, Formatter]:
    """Return name → formatter, bound to the office's policies and measure words; all give text but 有, which is for `if`."""
    bound: dict[str, Formatter] = {
        "亿元": in_yi,
        "万元": in_wan,
        "元": in_yuan,
        "金额": amount,
        "个": counted,
        "数": bare,
        "分": marks,
        "百分比": percent,
        "百分点": points,
        "增长": growth,
        "增减": difference,
        "完成": completion,
        "序时比较": against_schedule,
        "进度评价": pace,
        "双过半": half_year,
        "分别": respectively,
        "分别为": respective_values,
        "括注": bracketed,
        "并列": tied,
        "居前": first_places,
        "居后": last_places,
        "表格": cell,
        "等n个": partial(and_others, measures=measures),
        "点名": partial(named, measures=measures),
    }
    plain: dict[str, Formatter] = {
        "名次": place,
        "位次变化": place_change,
        "升降": place_arrow,
        "位次变动": moves,
        "未排": unranked,
        "顿号": enumerated,
        "逐项": itemised,
        "附件号": annex,
        "附件序": annex_number,
        "有": is_present,
        "日期": dated,
        "年月": year_and_month,
        "截至": by_date,
        "序号汉字": numeral,
        "空": blank,
        "报表明细": by_unit,
    }
    return {name: partial(function, policies=policies) for name, function in bound.items()} | plain
