"""The sheets of 汇总表.xlsx as plain tables: what stands in them, not how it is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import workbook as words
from pipeline.documents.material import Material
from pipeline.documents.rounding import rounded
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking
from pipeline.model.finding import Finding
from pipeline.model.form import Column as FormColumn
from pipeline.model.form import Form
from pipeline.model.merged import RETURN, ROW, UNIT, MergedForm
from pipeline.model.office import Policies
from pipeline.model.reporting import UnitReport
from pipeline.model.values import Value

Format = Literal["text", "number", "rate", "moment", "link"]
Cell = Value | int | datetime


class Column(Struct, frozen=True):
    """One column of a sheet; `rate` holds fractions of 1 shown in percent, `link` the path of a file, seen from the workbook."""

    heading: str
    format: Format = "text"
    width: int = 14


class Sheet(Struct, frozen=True):
    """One sheet: a title, headings and rows, one cell for each column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def sheets(material: Material) -> Iterator[Sheet]:
    """Yield the sheets in their order: forms, rankings, 报送情况, 审核问题."""
    period = material.period.label
    policies = material.definitions.office.policies
    for name, merged in material.merged.items():
        yield form_sheet(name, merged, period)
    for statistic, result in material.results.items():
        for name, groups in result.tables.items():
            title = words.RANKING_TITLE.format(statistic=statistic, ranking=name, period=period)
            sheet = words.RANKING_SHEET.format(statistic=statistic, ranking=name)
            measured = name.removesuffix(words.RANKING_SUFFIX) or words.VALUE
            yield ranking_sheet(Sheet(sheet, title, (), ()), measured, tuple(groups.values()), policies)
    yield reporting_sheet(material.reports, period)
    yield findings_sheet(material.findings, period)


def form_sheet(name: str, merged: MergedForm, period: str) -> Sheet:
    """Return the merged rows of a form: the unit first, the origin last, unpublished columns left out."""
    published = [column for column in merged.frame.columns if _is_published(column, merged.form)]
    own = [column for column in published if column != UNIT]
    columns = (
        Column(words.UNIT, width=18),
        *(_form_column(column, merged.form) for column in own),
        Column(words.SOURCE[0], width=36),
        Column(words.SOURCE[1]),
        Column(words.SOURCE[2], "number", 8),
    )
    values = [merged.frame[column].tolist() for column in (UNIT, *own)]
    origins = [merged.origins[index].submission for index in merged.frame[RETURN].tolist()]
    sources = ([origin.file.path for origin in origins], [origin.sheet for origin in origins], merged.frame[ROW].tolist())
    return Sheet(
        name, words.FORM_TITLE.format(title=merged.form.title, period=period), columns, list(zip(*values, *sources, strict=True))
    )


def ranking_sheet(empty: Sheet, measured: str, rankings: Sequence[Ranking], policies: Policies) -> Sheet:
    """Return all groups of a ranking one below the other, each with its total; rates as they are printed."""
    model = next((unit for ranking in rankings for unit in (*ranking.units, ranking.total)), None)
    figures = {} if model is None else {measured: model.figure, **model.columns}
    columns = (
        *(Column(heading) for heading in words.RANKING_HEAD),
        *(Column(heading_of(heading, figure), _format(figure)) for heading, figure in figures.items()),
        *(Column(heading) for heading in words.RANKING_TAIL),
    )
    rows = [
        _ranked_row(unit, policies, total=unit is ranking.total)
        for ranking in rankings
        for unit in (*ranking.units, ranking.total)
    ]
    return replace(empty, columns=columns, rows=rows)


def reporting_sheet(reports: Iterable[UnitReport], period: str) -> Sheet:
    """Return how every unit stands with every form."""
    formats: Mapping[str, Format] = {"期限": "moment", "收到": "moment"}
    columns = tuple(
        Column(heading, formats.get(heading, "text"), 36 if heading == "文件" else 18) for heading in words.REPORTING_HEAD
    )
    rows = [
        (report.unit, report.group, report.form, _state(report), report.deadline, report.received, report.file)
        for report in reports
    ]
    return Sheet(words.REPORTING_SHEET, words.REPORTING_TITLE.format(period=period), columns, rows)


def _state(report: UnitReport) -> str:
    state = report.state.value
    return words.CORRECTED_STATE.format(state=state) if report.corrected else state


def findings_sheet(findings: Iterable[Finding], period: str) -> Sheet:
    """Return every finding with the cells it is about."""
    wide = ("文件", "问题", "处理")
    columns = tuple(Column(heading, "text", 36 if heading in wide else 14) for heading in words.FINDINGS_HEAD)
    return Sheet(
        words.FINDINGS_SHEET, words.FINDINGS_TITLE.format(period=period), columns, [_finding_row(one) for one in findings]
    )


def _is_published(column: str, form: Form) -> bool:
    if column in (RETURN, ROW):
        return False
    definition = form.columns.get(column) or _code_of_group(column, form)
    return definition is None or definition.published


def _code_of_group(column: str, form: Form) -> FormColumn | None:
    return next((definition for definition in form.columns.values() if definition.group_as == column), None)


def _form_column(column: str, form: Form) -> Column:
    definition = form.columns.get(column)
    if definition is None:
        return Column(column)
    heading = words.WITH_UNIT.format(name=column, unit=form.unit_of(column)) if form.unit_of(column) else column
    match definition.type:
        case "amount" | "count":
            return Column(heading, "number")
        case "percent":
            return Column(heading, "rate")
        case "note":
            return Column(heading, width=30)
        case _:
            return Column(heading, width=18)


def _format(figure: Figure) -> Format:
    return "rate" if figure.kind in ("rate", "growth") else "number"


def heading_of(name: str, figure: Figure) -> str:
    """Return a name with the unit its figures are printed in."""
    unit = words.POINTS if figure.kind == "points" else figure.unit
    shown = words.PERCENT if figure.kind in ("rate", "growth") else unit
    return words.WITH_UNIT.format(name=name, unit=shown) if shown else name


def _ranked_row(unit: RankedUnit, policies: Policies, *, total: bool) -> tuple[Cell, ...]:
    figures = [figure_cell(figure, policies) for figure in (unit.figure, *unit.columns.values())]
    if total:
        return (unit.group, "", words.TOTAL, *figures, "", "", "")
    moved = unit.previous_rank - unit.rank if unit.rank is not None and unit.previous_rank is not None else None
    return (unit.group, unit.rank, unit.unit, *figures, unit.previous_rank, moved, unit.reason)


def figure_cell(figure: Figure, policies: Policies) -> Cell:
    """Return a figure as the notice prints it, so that the two agree; why it is missing where it is."""
    if figure.value is None:
        return policies.missing_word if figure.missing in (None, Missing.NOT_REPORTED) else "—"
    decimals = policies.rate_decimals if figure.decimals is None else figure.decimals
    if figure.kind in ("rate", "growth"):
        return rounded(figure.value, decimals + 2)
    return rounded(figure.value * 100, decimals) if figure.kind == "points" else Decimal(figure.value)


def _finding_row(finding: Finding) -> tuple[Cell, ...]:
    return (
        finding.code,
        finding.level.value,
        finding.unit,
        finding.form,
        finding.file,
        finding.sheet,
        "、".join(finding.cells),
        finding.row,
        finding.text,
        finding.found,
        finding.expected,
        finding.remedy,
    )
