"""Mistakes in the Word templates are found before the inbox is opened, with the paragraph and what was meant."""

import dataclasses
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import beside
from pipeline.documents import checking, coded_ahead
from pipeline.documents.checking import check_templates
from pipeline.model.period import Period

SPEECH = "推进会发言材料"
TOTAL = "{{ 工程建设.项目总数 | 个 }}"


def test_the_shipped_templates_have_no_mistake(definitions) -> None:
    assert check_templates(definitions) == ()


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ 工程建设.项目总书 | 个 }}", "“工程建设”里没有“项目总书”，是否应为“项目总数”？"),
        ("{{ 项目总数 | 个 }}", "没有“项目总数”这个名称，是否应为“工程建设.项目总数”？"),
        ("{{ 工程建社.项目总数 | 个 }}", "没有“工程建社”这个名称，是否应为“工程建设”？"),
        ("{{ 工程建设.项目总数.同比 | 增长 }}", "“工程建设.项目总数”没有“同比”"),
        ("{{ 工程建设.累计完成投资 | 个 }}", "“个”不能用于“工程建设.累计完成投资”（金额），请改用“金额”"),
        ("{{ 工程建设.项目总数 | 亿圆 }}", "亿圆"),
        ("{{ 工程建设.项目总数 }}", "是数，要写明格式"),
        ("{{ 工程建设.集中开工清单.行[0].项目名称 }}", "一份报表也没有收到时"),
        ("{% for 行 in 工程建设.完成率排名.乡镇.行 %}{{ 行.单未 }}{% endfor %}", "没有“单未”，是否应为“单位”？"),
    ],
)
def test_a_mistake_names_the_tag_and_what_was_meant(definitions, rewritten, tag: str, said: str) -> None:
    mistakes = check_templates(changed(definitions, rewritten, tag))
    assert len(mistakes) == 1
    assert mistakes[0].file == "templates/notices/推进会发言材料.docx"
    assert said in mistakes[0].text
    assert "正文" in mistakes[0].text


def test_all_mistakes_of_a_template_come_at_once(definitions, rewritten) -> None:
    mistakes = check_templates(changed(definitions, rewritten, "{{ 工程建设.甲 | 个 }}{{ 工程建设.乙 | 个 }}"))
    assert len(mistakes) == 2


def test_a_statistic_that_is_used_is_listed(definitions) -> None:
    notices = dict(definitions.notices)
    notices[SPEECH] = dataclasses.replace(notices[SPEECH], uses=("工程建设", "对上争取", "招商引资", "问题台账"))
    (mistake,) = check_templates(replace(definitions, notices=notices))
    assert "用到了专题“项目谋划”，请在 templates/notices/推进会发言材料.yaml 的 uses 里写上；是复制来的" in mistake.text
    assert "正文第" in mistake.text
    assert "的标记 {%p set 成效" in mistake.text
    assert mistake.at is not None


def test_an_unknown_name_in_a_file_name_is_found(definitions) -> None:
    notices = dict(definitions.notices)
    notices[SPEECH] = dataclasses.replace(notices[SPEECH], file="{{ 期.名子 }}材料.docx")
    (mistake,) = check_templates(replace(definitions, notices=notices))
    assert (mistake.file, "期.名子" in mistake.text) == ("templates/notices/推进会发言材料.yaml", True)


def changed(definitions, rewritten, tag: str):
    templates = dict(definitions.templates)
    templates[SPEECH] = rewritten(templates[SPEECH], TOTAL, tag)
    return replace(definitions, templates=templates)


def test_templates_are_tried_by_two_processes_even_where_they_were_compiled_ahead(
    definitions, workspace_with_templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the process beside cannot do is done here without a word: so it is looked whether it could."""
    monkeypatch.setattr(beside, "cores", lambda: 2)
    monkeypatch.setattr(coded_ahead, "_MADE", {})
    coded_ahead.begin(workspace_with_templates)
    shared = []

    class Watched(beside.Shared):
        def result(self):
            os.waitid(os.P_PID, self._beside._child._process, os.WEXITED | os.WNOWAIT)
            before = len(tried)
            made = super().result()
            shared.append((len(made), len(tried) - before))
            return made

    tried: list[str] = []
    monkeypatch.setattr(checking, "Shared", Watched)
    monkeypatch.setattr(checking, "_tried", lambda name, *_: tried.append(name) or ())
    assert check_templates(definitions, Period.parse("2023-04")) == ()
    ((others, of_them_here),) = shared
    assert others > 8
    assert (bool(tried), of_them_here) == (True, 0)


@pytest.fixture
def workspace_with_templates(definitions, tmp_path: Path) -> Path:
    for name, content in definitions.templates.items():
        place = tmp_path / "templates/notices" / definitions.notices[name].word_file(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return tmp_path
