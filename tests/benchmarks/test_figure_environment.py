"""What the plain script is handed is what each document prints, however short its data lived."""

from benchmarks.figure_environment import Done, plain


def test_data_that_is_gone_is_not_taken_for_other_data_in_its_place() -> None:
    done: Done = {}
    assert [plain({"名称": number}, done) for number in range(100)] == [{"名称": number} for number in range(100)]


def test_what_was_shared_stays_shared() -> None:
    shared = {"名称": "归溪县"}
    first, second = plain([shared, shared], {})  # type: ignore[misc]
    assert first is second
