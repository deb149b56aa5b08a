"""What the office writes is either right or answered with every mistake at once."""

import pickle
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from pipeline.config import load_definitions
from pipeline.model.errors import ConfigError, DefinitionError, PipelineError, TemplateError

EXAMPLES = Path(__file__).parents[1] / "examples/config"
CASES = yaml.safe_load((EXAMPLES / "mistakes.yaml").read_text(encoding="utf-8"))
FORM = "templates/forms/重点项目.yaml"
STATISTIC = "templates/statistics/工程建设.yaml"


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(PipelineError) as raised:
        load_definitions(folder)
    return [str(mistake) for mistake in raised.value.mistakes]


def test_right_definitions_load_into_frozen_objects_by_the_names_of_their_files(workspace) -> None:
    definitions = load_definitions(workspace())
    assert list(definitions.forms) == ["目标任务", "重点项目"]
    assert list(definitions.statistics) == ["工程建设"]
    assert definitions.notices["月通报"].uses == ("工程建设",)
    assert definitions.templates["月通报"].startswith(b"PK")
    assert definitions.directory.position("青滩镇") == 3
    with pytest.raises(AttributeError):
        definitions.office.name = "别的"  # type: ignore[misc]


def test_definitions_travel_to_reading_processes(workspace) -> None:
    definitions = load_definitions(workspace())
    assert pickle.loads(pickle.dumps(definitions)) == definitions  # noqa: S301


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_a_mistake_is_told_with_its_file_and_line_what_was_written_and_what_belongs_there(workspace, case) -> None:
    assert mistakes(workspace(case["change"])) == case["mistakes"]


def test_mistakes_of_all_files_come_at_once_and_in_order(workspace) -> None:
    folder = workspace(
        {
            "config.yaml": ("day: 5", "day: 五"),
            FORM: ("check: 总投资 >=", "check: 总投姿 >="),
            STATISTIC: ("title:", "titel:"),
            "templates/notices/月通报.yaml": ("uses: [工程建设]", "uses: [招商引资]"),
        }
    )
    with pytest.raises(ConfigError) as raised:
        load_definitions(folder)
    assert [(mistake.file, mistake.line) for mistake in raised.value.mistakes] == [
        ("config.yaml", 14),
        (FORM, 13),
        ("templates/notices/月通报.yaml", 4),
        (STATISTIC, 1),
    ]


def test_what_refers_to_a_file_with_mistakes_is_not_held_against_it(workspace) -> None:
    told = mistakes(workspace({FORM: ("title:", "titel:"), "config.yaml": ("groups: [县直部门, 乡镇]", "groups: 乡镇")}))
    assert told == [
        "config.yaml:4: groups：应为列表，写成 [甲, 乙]（写的是“乡镇”）",
        f"{FORM}:1: titel：不认识这一项；是不是“title”？",
    ]


def test_a_mistake_outside_config_yaml_is_a_definition_error(workspace) -> None:
    with pytest.raises(DefinitionError):
        load_definitions(workspace({FORM: ("title:", "titel:")}))


def test_a_mistake_in_word_templates_alone_is_a_template_error(workspace) -> None:
    folder = workspace()
    (folder / "templates/notices/月通报.docx").write_bytes(b"not a Word file")
    with pytest.raises(TemplateError) as raised:
        load_definitions(folder)
    assert [mistake.file for mistake in raised.value.mistakes] == ["templates/notices/月通报.docx"]


def test_a_name_in_a_file_name_that_does_not_exist_is_told_with_its_line(workspace) -> None:
    (told,) = mistakes(workspace({"templates/notices/月通报.yaml": ("期.名称", "期.名字")}))
    assert told.startswith("templates/notices/月通报.yaml:3: file：")
    assert "期.名字" in told


def test_a_file_that_is_not_there_is_named(workspace) -> None:
    folder = workspace()
    (folder / "templates/vocabulary.yaml").unlink()
    assert mistakes(folder) == ["templates/vocabulary.yaml: 缺少这个文件"]


def test_a_workspace_without_forms_says_so(workspace) -> None:
    folder = workspace()
    for path in (folder / "templates/forms").glob("*"):
        path.unlink()
    assert "templates/forms: 里面还没有报表的定义（<报表>.yaml）" in mistakes(folder)


@pytest.mark.parametrize("file", ["config.yaml", FORM, "templates/vocabulary.yaml"])
def test_what_notepad_saved_under_a_name_of_its_own_is_not_passed_over_in_silence(workspace, file: str) -> None:
    folder = workspace()
    shutil.copy(folder / file, folder / f"{file}.txt")
    assert mistakes(folder) == [f"{file}.txt: 不会被读取：文件名应以 .yaml 结尾，请改名为“{Path(file).name}”"]


def test_a_definition_under_another_extension_is_not_passed_over_in_silence(workspace) -> None:
    folder = workspace()
    (folder / "templates/forms/新报表.yml").write_text("title: 新报表", encoding="utf-8")
    assert mistakes(folder) == ["templates/forms/新报表.yml: 不会被读取：文件名应以 .yaml 结尾，请改名为“新报表.yaml”"]


@pytest.mark.parametrize("name", [".重点项目.yaml.swp", "~$重点项目.yaml", "说明.txt"])
def test_files_that_editors_leave_behind_are_no_definitions(workspace, name: str) -> None:
    folder = workspace()
    (folder / "templates/forms" / name).write_text("x", encoding="utf-8")
    assert len(load_definitions(folder).forms) == 2


@pytest.mark.parametrize("name", ["2023项目", "重点 项目"])
def test_a_file_whose_name_no_expression_can_write_is_refused(workspace, name: str) -> None:
    folder = workspace()
    (folder / FORM).rename(folder / f"templates/forms/{name}.yaml")
    assert any(told.startswith(f"templates/forms/{name}.yaml: “{name}”不能用作名称") for told in mistakes(folder))


def test_a_statistic_may_not_hide_a_name_every_template_knows(workspace) -> None:
    folder = workspace({"templates/notices/月通报.yaml": ("[工程建设]", "[报送]")})
    (folder / STATISTIC).rename(folder / "templates/statistics/报送.yaml")
    assert "templates/statistics/报送.yaml: “报送”这个名称程序已经用了，请换一个" in mistakes(folder)


def test_two_notices_may_not_be_printed_into_one_file(workspace) -> None:
    folder = workspace()
    notices = folder / "templates/notices"
    for suffix in ("yaml", "docx"):
        (notices / f"季通报.{suffix}").write_bytes((notices / f"月通报.{suffix}").read_bytes())
    assert mistakes(folder) == [
        "templates/notices/月通报.yaml:3: file：与“季通报”印成同一个文件，后一份会盖掉前一份；请改用不同的文件名"
    ]


def test_a_leading_zero_a_time_and_a_code_of_digits_stay_what_was_written(workspace) -> None:
    folder = workspace(
        {"config.yaml": ("{day: 5}", "{day: 05, at: 17:30, shift: earlier}"), FORM: ("产业: [工业]", "产业: [010]")}
    )
    definitions = load_definitions(folder)
    rule = definitions.office.deadlines["default"]
    assert (rule.day, rule.at.hour, rule.at.minute, rule.shift) == (5, 17, 30, "earlier")
    assert definitions.forms["重点项目"].columns["项目类别"].codes == ("交通", "010")


def test_the_digest_follows_every_file_read_and_nothing_else(workspace) -> None:
    folder = workspace()
    before = load_definitions(folder).sha256
    (folder / "templates/forms/说明.txt").write_text("不读", encoding="utf-8")
    assert load_definitions(folder).sha256 == before
    changed = (folder / "templates/vocabulary.yaml").read_bytes() + b"# \n"
    (folder / "templates/vocabulary.yaml").write_bytes(changed)
    assert load_definitions(folder).sha256 != before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title: 报表\nrow: 项目\n".encode("gb18030"), "1: 文件不是 UTF-8 编码，请在编辑器中另存为 UTF-8"),
        (b"", "1: 文件是空的"),
        (b"# only a remark\n", "1: 文件是空的"),
        (b"title: a\x07b\n", "1: YAML 写法有误：有看不见的控制字符，请删去后重新输入这一行"),
        ("只是一句话".encode(), "1: 应为下一级内容，写成“名称: 内容”（写的是“只是一句话”）"),
        (b"? [a, b]\n: c\n", "1: “: ”的左边应为文字"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_named_with_the_cause(workspace, content: bytes, told: str) -> None:
    folder = workspace()
    (folder / "templates/forms/新报表.yaml").write_bytes(content)
    assert f"templates/forms/新报表.yaml:{told}" in mistakes(folder)


def test_a_byte_order_mark_is_no_mistake(workspace) -> None:
    folder = workspace()
    (folder / FORM).write_bytes(b"\xef\xbb\xbf" + (folder / FORM).read_bytes())
    assert load_definitions(folder).forms["重点项目"].title == "重点项目建设进度月报表"


def test_no_text_however_mangled_ends_in_anything_but_mistakes(workspace) -> None:
    """Every prefix of a right file either loads or is answered; nothing else may come out."""
    folder = workspace()
    right = (folder / FORM).read_text(encoding="utf-8")
    for end in range(0, len(right), 7):
        (folder / FORM).write_text(right[:end], encoding="utf-8")
        with suppress(PipelineError):
            load_definitions(folder)


def test_notices_of_one_series_must_be_dated_and_issued_once(workspace) -> None:
    folder = workspace(
        {"templates/notices/月通报.yaml": ("uses: [工程建设]", "uses: [工程建设]\nnumber: 归政督\nsigned: {day: 12}")}
    )
    notices = folder / "templates/notices"
    shutil.copy(notices / "月通报.docx", notices / "旬督查.docx")
    text = "title: 旬督查\nevery: month\nfile: '{{ 单位.名称 }}.docx'\nuses: []\nfor each: unit\nnumber: 归政督\n"
    (notices / "旬督查.yaml").write_text(text, encoding="utf-8")
    assert mistakes(folder) == [
        "templates/notices/旬督查.yaml:6: number：代字“归政督”有几种通报共用，统一编号要知道成文日期，请写 signed；或者给它单独的代字",
        "templates/notices/旬督查.yaml:6: number：代字“归政督”有几种通报共用；一期给各单位各发一份的（for each: unit）没有单位要发时会空号，"
        "请给它单独的代字",
    ]


def test_papers_numbered_by_hand_are_of_a_series_in_use(workspace) -> None:
    folder = workspace({"config.yaml": ("county: 归溪县", "county: 归溪县\nother papers: {归政督: [2023-02-20]}")})
    assert mistakes(folder) == ["config.yaml:3: other papers.归政督：没有通报用代字“归政督”"]
