"""What may be typed into the cells of a column, and what is told on entering one."""

from typing import Any

from pipeline.catalogue import blank_forms as words
from pipeline.model.form import Column, Form

_LONGEST_MESSAGE, _LONGEST_TITLE = 250, 30
_MOST_LISTED = 12


def how_to_fill(name: str, form: Form, *, prefilled: bool) -> str:
    """Return how a column is filled in."""
    column = form.columns[name]
    parts = [_by_type(name, form)]
    if column.at_least:
        parts.append(words.AT_LEAST.format(count=column.at_least))
    if prefilled and (name in form.key or column.carried != "no"):
        parts.append(words.CARRIED if column.carried == "open" and name not in form.key else words.LOCKED)
    return "".join(parts)


def input_rule(name: str, form: Form, *, cell: str, listed: str) -> dict[str, Any]:
    """Return the rule of a column as XlsxWriter takes it; `cell` is its first cell, `listed` where its codes stand."""
    column = form.columns[name]
    told = (words.REQUIRED if column.required else words.OPTIONAL) + how_to_fill(name, form, prefilled=False)
    shown = {
        "input_title": name[:_LONGEST_TITLE],
        "input_message": told[:_LONGEST_MESSAGE],
        "error_title": words.WRONG,
        "error_message": told[:_LONGEST_MESSAGE],
        "ignore_blank": True,
    }
    return {**_allowed(column, cell, listed), **shown}


def _allowed(column: Column, cell: str, listed: str) -> dict[str, Any]:
    if column.type in {"code", "unit"}:
        return {"validate": "list", "source": listed}
    if column.type == "date":
        return {"validate": "custom", "value": f"=AND(ISNUMBER({cell}),{cell}>=DATE(1980,1,1),{cell}<DATE(2100,1,1))"}
    if column.type == "percent":
        return {"validate": "custom", "value": f"=AND(ISNUMBER({cell}),{cell}>=0)"}
    if column.type in {"amount", "count"}:
        decimals = 0 if column.type == "count" else column.decimals
        return {"validate": "custom", "value": f"=AND(ISNUMBER({cell}),{cell}>=0,ROUND({cell},{decimals})={cell})"}
    if column.at_least > 1:
        return {"validate": "custom", "value": f"=LEN(TRIM({cell}))>={column.at_least}"}
    return {"validate": "any"}


def _by_type(name: str, form: Form) -> str:
    column = form.columns[name]
    if column.type in {"amount", "count"}:
        measure = words.UNIT_IS.format(unit=form.unit_of(name)) if form.unit_of(name) else ""
        whole = column.type == "count" or not column.decimals
        return words.WHOLE_AMOUNT.format(unit=measure) if whole else words.AMOUNT.format(decimals=column.decimals, unit=measure)
    if column.type == "code":
        more = "等" if len(column.codes) > _MOST_LISTED else ""
        return words.CODE.format(codes="、".join(column.codes[:_MOST_LISTED]) + more)
    return words.BY_TYPE[column.type]
