"""The one place that decides which names a template may use; gives plain dicts, lists, text and figures.

期 and 机关 describe the issue, 报送 says who has reported, 审核说明 what units have explained, 台账 is the problem ledger, and every
statistic stands under the name of its file.
"""

from collections.abc import Mapping
from decimal import Decimal

from pipeline.catalogue import ledger as ledger_words
from pipeline.catalogue import notices as words
from pipeline.documents.explanation_context import explanations
from pipeline.documents.ledger_context import ledger_context
from pipeline.documents.material import Material
from pipeline.documents.reporting_context import reporting
from pipeline.documents.statistic_context import statistic_context
from pipeline.model.calendar import progress_share
from pipeline.model.figure import Figure
from pipeline.model.office import Office
from pipeline.model.period import Cadence, Period
from pipeline.model.reporting import UnitReport, is_counted

Context = dict[str, object]


def build(material: Material) -> Context:
    """Return everything all notices of a period share; 文 is added for each notice, 单位 for each unit's own."""
    definitions, policies = material.definitions, material.definitions.office.policies
    shared: Context = {
        "期": period_context(material.period, progress_share(material.period, policies)),
        "机关": office_context(definitions.office),
        "报送": reporting(_due(material), definitions.directory.units),
        "审核说明": explanations(material),
    }
    for name, result in material.results.items():
        shared[name] = statistic_context(definitions.statistics[name], result, definitions, policies)
    if material.ledger is not None:
        shared[ledger_words.NAME] = ledger_context(material.ledger, definitions.directory.positions)
    return shared


def _due(material: Material) -> list[UnitReport]:
    """Return how units stand with what was due for this very period."""
    return [report for report in material.reports if is_counted(report.period, material.period)]


def office_context(office: Office) -> Mapping[str, object]:
    """Describe who issues the notice."""
    return {
        "名称": office.name,
        "县名": office.county,
        "发文机关": office.issuer,
        "主送": office.recipients,
        "抄送": office.copies,
    }


def period_context(period: Period, progress: Decimal) -> Mapping[str, object]:
    """Describe the period in every form a notice needs, with its neighbours."""
    share = Figure("序时", progress, "rate", period=period.code, meaning=words.PROGRESS_MEANING)
    near = {"上期": period.previous, "下期": period.following, "上年同期": period.last_year}
    return _names(period) | {"序时": share, "年底": progress == 1} | {word: _names(neighbour) for word, neighbour in near.items()}


def _names(period: Period) -> dict[str, object]:
    quarter = period.latest(Cadence.QUARTER)
    return {
        "名称": period.label,
        "短名": period.short_label,
        "累计": period.to_date_label,
        "年": str(period.year),
        "月": str(period.month),
        "编码": period.code,
        "截至": _as_of(period),
        "截止日": period.end,
        "季度": quarter.short_label,
        "季度名称": quarter.label,
        "上年": str(period.year - 1),
        "上年同期累计": words.LAST_YEAR_TO_DATE.format(year=period.year - 1, months=period.to_date_label),
    }


def _as_of(period: Period) -> str:
    """Return the day up to which the figures of a period go: 4月底, 4月10日 for a 旬 that ends within its month."""
    at_end = period.end == Period.containing(period.end, Cadence.MONTH).end
    return words.END_OF_MONTH.format(month=period.month) if at_end else words.DAY.format(period.end)
