"""通报: a Word document the office issues; a .docx in templates/notices/ with its YAML beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pipeline.model.office import DayRule, Naming
from pipeline.model.period import Cadence, Period
from pipeline.model.reporting import ReportingState
from pipeline.model.yaml_keys import DEFINITION, Between


@dataclass(frozen=True)
class ChartRule:
    """A chart a notice prints, where its template says `{{ 图.名称 }}` or has a drawn chart with that alt text."""

    __pydantic_config__ = DEFINITION

    of: str
    """what it draws: a group of a ranking (工程建设.完成率排名.乡镇), shares (工程建设.项目结构), a list or a unit list"""
    series: dict[str, str]
    """name in the legend → column of the rows, comparisons included (值.序时), or a figure of the whole notice (期.序时)"""
    type: Literal["bar", "column", "stacked", "line", "pie", "combination"] = "column"
    title: str = ""
    """may have tags for names of the notice: {{ 期.累计 }}"""
    label: str = ""
    """column that names the rows; 单位, 名称 or 项目名称 where empty"""
    lines: tuple[str, ...] = ()
    """with type: combination — series drawn as lines; on an axis of their own where their unit is another"""
    first: Annotated[int, Between(0)] = 0
    """how many rows are drawn; all where 0"""


@dataclass(frozen=True)
class Notice:
    """When a notice is issued, to whom, under which name, and what it uses."""

    __pydantic_config__ = DEFINITION

    title: str
    """what the notice is, for lists and logs"""
    every: Cadence
    file: str
    """file name with tags: 关于{{ 期.名称 }}全县重点项目建设情况的通报.docx"""
    uses: tuple[str, ...]
    """statistics whose figures it prints"""
    template: str = ""
    """Word file beside the YAML; the YAML's own name where empty"""
    audience: str = ""
    number: str = ""
    """series of the document number, without year and number: 归政督; notices of one series are numbered in one row"""
    signed: DayRule | None = None
    """成文日期 by calendar rule; without it the template leaves the date open"""
    reply_within: int = 5
    """working days after 成文日期 by which units must answer (文.答复期限)"""
    naming: Naming | None = None
    """how its sentences that criticise name units; the office's policy where absent"""
    most_characters: Annotated[int, Between(100)] = 4000
    """length the text should keep to; what is longer is told to the director"""
    for_each: Literal["", "unit"] = ""
    """unit: one document for each unit"""
    states: tuple[ReportingState, ...] = ()
    """with for each: unit — only units that stand so with any form"""
    items: tuple[str, ...] = ()
    """with for each: unit — only units with open items of the problem ledger in one of these states or colours"""
    months: tuple[Annotated[int, Between(1, 12)], ...] = ()
    """months in which it is issued; all where empty"""
    since: date | None = None
    """a day of the first period it was issued for; nothing is issued, and no number counted, for periods that ended before"""
    until: date | None = None
    """a day of the last period it was issued for; its numbers stay counted, so the file must stay, too"""

    charts: dict[str, ChartRule] = field(default_factory=dict)

    def issued_for(self, period: Period) -> bool:
        """Return whether there is an issue about a period of its own cadence."""
        begun = self.since is None or period.end >= self.since
        ended = self.until is not None and period.start > self.until
        return begun and not ended and (not self.months or period.month in self.months)

    def word_file(self, name: str) -> str:
        """Return the name of its Word template, given its own; `template` may leave out .docx."""
        return (self.template or name).removesuffix(".docx") + ".docx"
