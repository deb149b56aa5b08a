"""通报: a Word document the office issues; a .docx in templates/notices/ with its YAML beside it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pipeline.model.office import DayRule
from pipeline.model.period import Cadence
from pipeline.model.reporting import ReportingState
from pipeline.model.yaml_keys import DEFINITION, Between


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
    """series of the document number, without year and number: 归政督"""
    signed: DayRule | None = None
    """成文日期 by calendar rule; without it the template leaves the date open"""
    reply_within: int = 5
    """working days after 成文日期 by which units must answer (文.答复期限)"""
    for_each: Literal["", "unit"] = ""
    """unit: one document for each unit"""
    states: tuple[ReportingState, ...] = ()
    """with for each: unit — only units that stand so with any form"""
    months: tuple[Annotated[int, Between(1, 12)], ...] = ()
    """months in which it is issued; all where empty"""

    def word_file(self, name: str) -> str:
        """Return the name of its Word template, given its own; `template` may leave out .docx."""
        return (self.template or name).removesuffix(".docx") + ".docx"
