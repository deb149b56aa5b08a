"""A small county whose returns are written as rows, and its results as somebody would read them out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import yaml
from pydantic import TypeAdapter

from pipeline import statistics
from pipeline.merging import merge
from pipeline.model.definitions import Definitions
from pipeline.model.earlier import Earlier, EarlierFigures
from pipeline.model.figure import Figure, ListTable, RankedUnit, Ranking, Shares, Stages, StatisticResult, UnitSets
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.office import DayRule, Office, Policies
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.statistic import Statistic
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.model.vocabulary import Vocabulary
from tests.validation.hand_built import form, returned

FORMS: Mapping[str, Form] = {
    name: form(definition)
    for name, definition in yaml.safe_load("""
项目:
  title: 项目进度
  reported: {by: [县直部门, 乡镇]}
  row: 项目
  key: [项目名称]
  columns:
    项目名称: {type: text}
    项目类别: {type: code, of: {基础设施: [交通, 水利], 产业: [工业, 农业, 旅游]}, group as: 项目大类}
    投资主体: {type: code, of: [政府投资, 民间投资]}
    承建乡镇: {type: unit}
    计划: {type: amount}
    完成: {type: amount}
    本月: {type: amount}
    外资: {type: amount, unit: 万美元}
    是否开工: {type: code, of: [已开工, 未开工]}
    计划开工: {type: date}
争取:
  title: 争取资金
  reported: {by: [县直部门, 乡镇], every: quarter}
  row: 资金
  key: [文号]
  columns:
    文号: {type: text}
    金额: {type: amount}
指标:
  title: 考核指标
  reported: {by: [县直部门, 乡镇]}
  row: 指标
  key: [名称]
  columns:
    名称: {type: text}
    实绩: {type: amount}
    任务: {type: amount}
    个数: {type: count}
    任务个数: {type: count}
    贡献: {type: amount}
    名次: {type: count}
    票数: {type: count}
    评分: {type: percent}
    类型: {type: code, of: [产业, 民生, 功能]}
    阶段: {type: code, of: [在谈, 签约, 注册, 开工, 投产]}
    领办: {type: unit}
    领导: {type: text}
    立项: {type: date}
    用地: {type: date}
    招标: {type: date}
    开工: {type: date}
目标:
  title: 年度目标
  reported: {by: [督查室], every: year}
  row: 目标
  key: [单位]
  owner: 单位
  columns:
    单位: {type: unit}
    年度目标: {type: amount}
""").items()
}
UNITS = ("县发改局", "县住建局", "县交通局", "县水利局", "青滩镇", "白马镇", "望江镇", "松柏乡")
ROW = {"项目名称": "项目", "计划": 100, "完成": 0, "本月": 0, "是否开工": "已开工"}


def units(given: Sequence[str | Mapping[str, Any]]) -> tuple[Unit, ...]:
    """Units by name alone, or as config.yaml writes them; 乡 and 镇 are townships."""
    written = [{"name": unit} if isinstance(unit, str) else dict(unit) for unit in given]
    for unit in written:
        unit.setdefault("group", "乡镇" if unit["name"][-1] in "乡镇" else "县直部门")
    written.append({"name": "督查室", "group": "督查室"})
    return TypeAdapter(tuple[Unit, ...]).validate_python(written)


def office(given: Sequence[str | Mapping[str, Any]] = UNITS, policies: Mapping[str, Any] | None = None) -> Office:
    groups = ("县直部门", "乡镇", "督查室")
    settled = TypeAdapter(Policies).validate_python(policies or {})
    return Office("督查室", "归溪县", "办公室", groups, units(given), {"default": DayRule(5)}, policies=settled)


def computed(scene: Mapping[str, Any]) -> StatisticResult:
    """Return what a scene's definition gives; its name in history is 专题."""
    definitions = defined(scene)
    period = Period.parse(scene.get("period", "2023-05"))
    returns = {form: _returns(form, rows, period, scene) for form, rows in scene.get("rows", {}).items()}
    merged = merge([table for tables in returns.values() for table in tables], FORMS, definitions.directory)
    reports = _reports(scene, definitions.office, period)
    standing = statistics.Standing(reports, _findings(scene))
    return statistics.compute(merged, definitions, _earlier(scene, period), standing, period)["专题"]


def defined(scene: Mapping[str, Any]) -> Definitions:
    statistic = TypeAdapter(Statistic).validate_python({"title": "专题", "from": "项目", **scene["definition"]})
    this_office = office(scene.get("units", UNITS), scene.get("policies"))
    directory = UnitDirectory(this_office.units, this_office.county)
    return Definitions(this_office, directory, Vocabulary((), (), (), ()), FORMS, {"专题": statistic}, {}, {}, "")


def read_out(result: StatisticResult, path: str) -> Any:  # noqa: PLR0911 - one for each kind of result
    """Return what stands under a dotted name, as it would be printed."""
    head, *rest = path.split(".")
    if head in result.figures:
        return _figure(result.figures[head], rest)
    if head in result.wholes:
        return _share(result.wholes[head], rest)
    if head in result.unit_sets:
        return _sets(result.unit_sets[head], rest)
    if head in result.staged:
        return _stages(result.staged[head], rest)
    if head in result.tables:
        ranking = result.tables[head]
        return _ranking(ranking[rest[0]], rest[1:]) if rest else list(ranking)
    if head in result.lists:
        return _listed(result.lists[head])
    return [line.unit for line in result.unit_lists[head]]


def printed(figure: Figure) -> str:
    """Print a value half up with one decimal for rates and two for amounts, or why there is none."""
    if figure.value is None:
        return str(figure.missing)
    fraction = figure.kind in {"rate", "growth", "points"}
    decimals = figure.decimals if figure.decimals is not None else 1 if fraction else 2
    value = (figure.value * (100 if fraction else 1)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return (f"{value:f}" if fraction else f"{value.normalize() + 0:f}") + figure.unit


def _figure(figure: Figure, path: Sequence[str]) -> str:
    for word in path:
        if word == "missing":
            return str(figure.missing)
        figure = figure.related[word]
    return printed(figure)


def _share(shares: Shares, path: Sequence[str]) -> Any:
    match path:
        case ["注"]:
            return shares.note
        case ["合计"]:
            return printed(shares.whole)
        case ["档次"]:
            return [part.label for part in shares.parts]
        case [name] if name in shares.figures:
            return printed(shares.figures[name])
        case []:
            return [f"{part.name} {printed(part.figure)} {printed(part.share)}" for part in shares.parts]
        case [name, *column]:
            part = next(part for part in shares.parts if part.name == name)
            return _figure(part.columns[column[0]], column[1:]) if column[0] in part.columns else _figure(part.figure, column)


def _sets(found: UnitSets, path: Sequence[str]) -> Any:
    match path:
        case [name] if name in found.figures:
            return printed(found.figures[name])
        case [name, "备注"]:
            return [line.remark for line in found.sets[name]]
        case [name]:
            return [line.unit for line in found.sets[name]]
        case _:
            return {name: [line.unit for line in lines] for name, lines in found.sets.items() if lines}


def _stages(found: Stages, path: Sequence[str]) -> Any:
    match path:
        case ["注"]:
            return found.note
        case ["清单"] if found.listed:
            return _listed(found.listed)
        case [name] if name in found.figures:
            return printed(found.figures[name])
        case [stage]:
            return printed(found.stages[stage]["数"])
        case [stage, word]:
            return printed(found.stages[stage][word])
        case _:
            return [f"{stage} {printed(figures['数'])}" for stage, figures in found.stages.items()]


def _ranking(ranking: Ranking, path: Sequence[str]) -> Any:
    if not path:
        return [_line(line) for line in ranking.units]
    name, *column = path
    line = ranking.total if name == "合计" else next(line for line in ranking.units if line.unit == name)
    if column and column[0] in line.columns:
        figure = line.columns[column[0]]
        return figure.formula if column[1:] == ["算式"] else _figure(figure, column[1:])
    if column == ["算式"]:
        return line.figure.formula
    if column == ["备注"]:
        return line.reason or line.remark
    return line.previous_rank if column == ["上期名次"] else _figure(line.figure, column)


def _line(line: RankedUnit) -> str:
    place = "—" if line.rank is None else f"并列{line.rank}" if line.tied else str(line.rank)
    return f"{place} {line.unit} {printed(line.figure)}" if line.rank else f"{place} {line.unit} {line.reason}"


def _listed(table: ListTable) -> list[str]:
    return [" ".join("" if row.values[name] is None else str(row.values[name]) for name in table.columns) for row in table.rows]


def _returns(name: str, rows: Sequence[Mapping[str, Any]], period: Period, scene: Mapping[str, Any]) -> list[Any]:
    """Build one return for every unit with rows; `times` repeats a row, and a unit that sends none of its rows was not accepted."""
    sent: dict[str, list[dict[str, Any]]] = {}
    reporter = "督查室" if name == "目标" else None
    for row in rows:
        told = {**(ROW if name == "项目" else {}), **row}
        times, unit = told.pop("times", 1), told["单位"] if reporter else told.pop("单位", "县发改局")
        sent.setdefault(reporter or unit, []).extend([told] * times)
    states = scene.get("states", {})
    for unit in states:
        if states[unit] == "零报告" and name == "项目":
            sent.setdefault(unit, [])
    due = period.latest(FORMS[name].reported.every)
    return [
        returned(name, FORMS[name], told, unit, period=due)
        for unit, told in sent.items()
        if states.get(unit) not in _NOT_ACCEPTED
    ]


_NOT_ACCEPTED = {"退回", "未报", "无任务"}


def _findings(scene: Mapping[str, Any]) -> list[Finding]:
    written = scene.get("findings", [])
    return [Finding(code, Level(level), f"{unit}.xlsx", "", unit=unit, form=form) for unit, form, code, level in written]


def _reports(scene: Mapping[str, Any], office: Office, period: Period) -> list[UnitReport]:
    states = scene.get("states", {})
    reports = []
    for name, asked in FORMS.items():
        if name in scene.get("not due", ()):
            continue
        due = period.latest(asked.reported.every).code
        for unit in office.units:
            if unit.group in asked.reported.by and (unit.until is None or unit.until >= period.start):
                state = ReportingState(states.get(unit.name, "按时"))
                reports.append(UnitReport(unit.name, unit.group, name, due, state, datetime(2023, 6, 5, 17)))
    return reports


def _earlier(scene: Mapping[str, Any], period: Period) -> Earlier:
    return Earlier(
        last=_figures(scene.get("last"), period.previous, scene.get("last ranks", {})),
        last_year=_figures(scene.get("last year"), period.last_year, {}),
        series=tuple(
            figures for code, values in scene.get("series", {}).items() if (figures := _figures(values, Period.parse(code), {}))
        ),
    )


def _figures(values: Mapping[str, Any] | None, period: Period, ranks: Mapping[str, int]) -> EarlierFigures | None:
    if values is None and not ranks:
        return None
    known = {f"专题.{name}": None if value is None else Decimal(str(value)) for name, value in (values or {}).items()}
    return EarlierFigures(period.code, known, {f"专题.{name}": rank for name, rank in ranks.items()})
