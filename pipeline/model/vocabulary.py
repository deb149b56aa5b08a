"""templates/vocabulary.yaml: the office's words."""

from dataclasses import dataclass, field

from pipeline.model.yaml_keys import DEFINITION


@dataclass(frozen=True)
class Term:
    """What a word counts, where it comes from, in which unit."""

    __pydantic_config__ = DEFINITION

    meaning: str
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Words shared by all forms and notices."""

    __pydantic_config__ = DEFINITION

    nil_words: tuple[str, ...]
    """what departments write for nothing: 无, /, —"""
    total_words: tuple[str, ...]
    """labels of total rows: 合计, 总计, 小计"""
    footer_words: tuple[str, ...]
    """words that begin the sign-off rows below a table: 填表人, 单位负责人, 注"""
    zero_report_words: tuple[str, ...]
    """words that state a 零报告: 零报告, 本月无"""
    measure_words: dict[str, str] = field(default_factory=dict)
    """thing → its measure word: 项目 → 个"""
    spellings: dict[str, str] = field(default_factory=dict)
    """known misspelling in code columns → the code"""
    terms: dict[str, Term] = field(default_factory=dict)
