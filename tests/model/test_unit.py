"""The unit directory knows every name a unit goes by, and guesses none."""

import pickle
from datetime import date

import pytest

from pipeline.model.unit import FormerName, Unit, UnitDirectory

DIRECTORY = UnitDirectory(
    (
        Unit("县文旅局", "县直部门", "归溪县文化和旅游局", also=("文化旅游局",)),
        Unit("县扶贫办", "县直部门", "归溪县扶贫开发办公室", successor="县农业农村局", until=date(2024, 3, 31)),
        Unit("县农业农村局", "县直部门", "归溪县农业农村局", former=(FormerName("县农业局", date(2019, 3, 1)),)),
        Unit("县委办", "县直部门"),
        Unit("青滩镇", "乡镇", "归溪县青滩镇人民政府"),
    ),
    "归溪县",
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("县文旅局", "县文旅局"),
        ("文旅局", "县文旅局"),
        ("归溪县文旅局", "县文旅局"),
        ("归溪县文化和旅游局（盖章）", "县文旅局"),
        ("文 化 旅 游 局", "县文旅局"),
        ("青滩镇人民政府", "青滩镇"),
        ("归溪县青滩镇", "青滩镇"),
        ("青滩镇政府", "青滩镇"),
        ("县农业局", "县农业农村局"),
        ("县委办", "县委办"),
        ("归溪县委办", "县委办"),
        ("县委办。", "县委办"),
    ],
)
def test_a_unit_is_known_by_every_name_it_goes_by(written: str, name: str) -> None:
    unit = DIRECTORY.resolve(written)
    assert unit is not None
    assert unit.name == name


def test_a_similar_name_is_offered_and_never_taken() -> None:
    assert DIRECTORY.resolve("县文体旅局") is None
    suggested = DIRECTORY.suggest("县文体旅局")
    assert suggested is not None
    assert suggested.name == "县文旅局"


def test_a_name_like_nothing_gets_no_suggestion() -> None:
    assert DIRECTORY.suggest("XYZ") is None


def test_a_unit_that_has_ended_gives_way_to_its_successor() -> None:
    before, after = DIRECTORY.resolve("县扶贫办", date(2023, 4, 30)), DIRECTORY.resolve("扶贫办", date(2024, 4, 30))
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("县扶贫办", "县农业农村局")


def test_the_directory_travels_to_reading_processes() -> None:
    assert pickle.loads(pickle.dumps(DIRECTORY)) == DIRECTORY  # noqa: S301


@pytest.mark.parametrize("written", ["县", "归溪县", "县政府", "归溪县人民政府", "", "（盖章）"])
def test_what_is_left_of_a_name_without_its_ornaments_is_no_units_name(written: str) -> None:
    assert DIRECTORY.resolve(written) is None


def test_units_stand_in_official_order_and_strangers_after_them() -> None:
    assert [DIRECTORY.position(unit.name) for unit in DIRECTORY.units] == [0, 1, 2, 3, 4]
    assert DIRECTORY.position("某单位") == 5
    assert [unit.name for unit in DIRECTORY.in_group("乡镇")] == ["青滩镇"]
