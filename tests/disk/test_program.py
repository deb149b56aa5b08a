"""The edition of the program is the same as long as its code and its libraries are."""

from unittest import mock

from pipeline.disk import program
from pipeline.disk.program import program_edition


def test_it_is_steady() -> None:
    assert program_edition(("model",), ()) == program_edition(("model",), ())


def test_it_depends_on_the_code_of_the_folders_named() -> None:
    assert program_edition(("model",), ()) != program_edition(("disk",), ())
    assert program_edition((".",), ()) != program_edition(("model",), ())


def test_it_depends_on_the_versions_of_libraries_that_are_there() -> None:
    program_edition.cache_clear()
    with mock.patch.object(program, "version", return_value="1"):
        first = program_edition(("model",), ("jinja2",))
    program_edition.cache_clear()
    with mock.patch.object(program, "version", return_value="2"):
        second = program_edition(("model",), ("jinja2",))
    program_edition.cache_clear()
    assert first != second
    assert program_edition(("model",), ("no such library",)) == program_edition(("model",), ())
