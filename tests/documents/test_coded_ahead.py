"""Templates compiled ahead print what those compiled when they are asked for print, and their mistakes are told no sooner."""

import os
from pathlib import Path

import pytest

from pipeline import beside
from pipeline.documents import coded_ahead
from pipeline.documents.coded_ahead import begin, code_of
from pipeline.documents.formatters import formatters
from pipeline.documents.template import TESTS, Template
from pipeline.documents.template_code import CannotCompileError
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.office import Policies
from tests.documents.engine.docx_builder import docx

FOLDER = "templates/notices"
MANY = 12


@pytest.fixture(autouse=True)
def _nothing_begun_or_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "cores", lambda: 2)
    monkeypatch.setattr(coded_ahead, "_MADE", {})
    monkeypatch.setattr(coded_ahead, "_BEGUN", [])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir(parents=True)
    for number in range(MANY):
        (tmp_path / FOLDER / f"{number}.docx").write_bytes(docx(f"第{number}号：{{{{ 单位 }}}}"))
    return tmp_path


def asked(workspace: Path, number: int):
    name = f"{FOLDER}/{number}.docx"
    return code_of(name, (workspace / name).read_bytes())


def printed(code) -> bytes:
    return Template.of(code, TemplateEnvironment(formatters(Policies(), {}), TESTS)).render({"单位": "甲镇"})


def elsewhere_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process beside finish, and no template be compiled in this one."""
    process = coded_ahead._BEGUN[0][1]._beside._child._process  # type: ignore[union-attr]
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    monkeypatch.setattr(coded_ahead, "_tried", pytest.fail)
    monkeypatch.setattr(coded_ahead.TemplateCode, "of", pytest.fail)


def test_they_are_compiled_beside_and_print_the_same(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = printed(asked(workspace, 3))
    coded_ahead._MADE.clear()
    begin(workspace)
    elsewhere_only(monkeypatch)
    assert printed(asked(workspace, 3)) == here


def test_one_that_was_changed_in_between_is_compiled_as_it_is_now(workspace: Path) -> None:
    begin(workspace)
    (workspace / FOLDER / "3.docx").write_bytes(docx("改后：{{ 单位 }}"))
    assert printed(asked(workspace, 3)) == Template.compile("", docx("改后：{{ 单位 }}"), formatters(Policies(), {})).render(
        {"单位": "甲镇"}
    )


def test_a_mistake_is_told_when_its_template_is_asked_for(workspace: Path) -> None:
    (workspace / FOLDER / "3.docx").write_bytes(docx("{{ 单位 + 1 }}"))
    (workspace / FOLDER / "4.docx").write_bytes(b"PK no template")
    begin(workspace)
    assert asked(workspace, 5).name == f"{FOLDER}/5.docx"
    with pytest.raises(CannotCompileError, match=f"{FOLDER}/3.docx"):
        asked(workspace, 3)


def test_a_file_no_notice_asks_for_keeps_no_other_from_being_compiled(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_one = coded_ahead.TemplateCode.of

    def failing_for_one(name: str, content: bytes, environment: TemplateEnvironment) -> object:
        if name.endswith("/3.docx"):
            raise MemoryError
        return compile_one(name, content, environment)

    monkeypatch.setattr(coded_ahead.TemplateCode, "of", failing_for_one)
    begin(workspace)
    elsewhere_only(monkeypatch)
    assert asked(workspace, 5).name == f"{FOLDER}/5.docx"


def test_what_was_made_once_is_not_made_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(workspace)
    asked(workspace, 3)
    begin(workspace)
    monkeypatch.setattr(coded_ahead.TemplateCode, "of", pytest.fail)
    assert [asked(workspace, number).name for number in range(MANY)] == [f"{FOLDER}/{number}.docx" for number in range(MANY)]


def test_a_folder_without_templates_is_no_mistake_of_this_one(tmp_path: Path) -> None:
    begin(tmp_path)
    assert code_of("a.docx", docx("{{ 单位 }}")).name == "a.docx"
