"""What the office writes is either right or answered with every mistake at once."""

import json
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.config import load_definitions
from pipeline.config.schema import schemas
from pipeline.model.errors import ConfigError, DefinitionError, PipelineError

sys.path.insert(0, str(Path(__file__).parent))
from workspace import FILES, lay_out

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests/examples/config/mistakes.yaml").read_text(encoding="utf-8"))


def test_right_definitions_load_into_frozen_objects(tmp_path: Path) -> None:
    definitions = load_definitions(lay_out(tmp_path))
    assert list(definitions.forms) == ["重点项目"]
    assert definitions.office.deadlines["default"].day == 5
    with pytest.raises(AttributeError):
        definitions.office.name = "别的"  # type: ignore[misc]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"])
def test_a_mistake_is_named_with_file_line_and_what_to_write(tmp_path: Path, case: dict[str, dict[str, list[str]]]) -> None:
    texts = {Path(name).stem: text for name, text in FILES.items()}
    changes = {}
    for stem, (old, new) in case["change"].items():
        assert old in texts[stem]
        changes[stem] = texts[stem].replace(old, new, 1)
    with pytest.raises(PipelineError) as raised:
        load_definitions(lay_out(tmp_path, **changes))
    assert str(raised.value) == case["message"]


def test_mistakes_of_all_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    config = FILES["config.yaml"].replace("day: 5", "day: 五")
    statistic = FILES["templates/statistics/工程建设.yaml"].replace("title:", "titel:")
    with pytest.raises(ConfigError) as raised:
        load_definitions(lay_out(tmp_path, config=config, 工程建设=statistic))
    assert [(mistake.file, mistake.line) for mistake in raised.value.mistakes] == [
        ("config.yaml", 9),
        ("templates/statistics/工程建设.yaml", 1),
        ("templates/statistics/工程建设.yaml", 1),
    ]


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "templates/notices/月通报.docx").unlink()
    with pytest.raises(DefinitionError, match=r"缺少 Word 模板 templates/notices/月通报\.docx"):
        load_definitions(tmp_path)


def test_a_leading_zero_and_a_time_stay_what_was_written(tmp_path: Path) -> None:
    config = FILES["config.yaml"].replace("{day: 5}", "{day: 05, at: '17:30', shift: earlier}")
    rule = load_definitions(lay_out(tmp_path, config=config)).office.deadlines["default"]
    assert (rule.day, rule.at.hour, rule.at.minute) == (5, 17, 30)


def test_the_digest_follows_every_file(tmp_path: Path) -> None:
    before = load_definitions(lay_out(tmp_path)).sha256
    assert load_definitions(tmp_path).sha256 == before
    (tmp_path / "templates/notices/月通报.docx").write_bytes(b"changed")
    assert load_definitions(tmp_path).sha256 != before


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_for_editors_are_current(name: str) -> None:
    """Written by `python -c "from pathlib import Path; from pipeline.config.schema import write_schemas as w; w(Path('templates/schema'))"`."""
    assert (ROOT / "templates/schema" / name).read_text(encoding="utf-8") == schemas()[name]
    assert json.loads(schemas()[name])["additionalProperties"] is False
