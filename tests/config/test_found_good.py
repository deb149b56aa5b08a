"""Definitions that were found good are not tried again, until they or the program change."""

from unittest import mock

import pytest

from pipeline import documents
from pipeline.config import FoundGood, load_definitions
from pipeline.config import found_good as module
from pipeline.model.errors import TemplateError

NOTICE = "templates/notices/月通报.yaml"


@pytest.fixture
def good(tmp_path) -> FoundGood:
    return FoundGood(tmp_path / "state/found-good")


def tried(folder, good: FoundGood) -> bool:
    """Load definitions, and say whether their templates were tried."""
    with mock.patch.object(documents, "check_templates", wraps=documents.check_templates) as check:
        load_definitions(folder, good)
    return check.called


def test_definitions_are_tried_until_it_is_remembered_that_they_are_good(workspace, good) -> None:
    folder = workspace()
    assert tried(folder, good)
    assert tried(folder, good)
    good.remember(load_definitions(folder).sha256)
    assert not tried(folder, good)


def test_a_change_in_any_file_has_them_tried_again(workspace, good) -> None:
    folder = workspace()
    good.remember(load_definitions(folder).sha256)
    (folder / NOTICE).write_text((folder / NOTICE).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert tried(folder, good)


def test_another_edition_of_the_program_tries_them_again(workspace, good, monkeypatch) -> None:
    folder = workspace()
    good.remember(load_definitions(folder).sha256)
    monkeypatch.setattr(module, "program_edition", lambda *_: "another")
    assert tried(folder, good)


def test_what_is_remembered_may_be_damaged_or_lost(workspace, good) -> None:
    folder = workspace()
    good.remember(load_definitions(folder).sha256)
    good._path.write_bytes(good._path.read_bytes()[:20])
    assert tried(folder, good)
    good._path.unlink()
    assert tried(folder, good)


def test_mistakes_are_found_whatever_is_remembered_of_other_definitions(workspace, good) -> None:
    folder = workspace()
    good.remember(load_definitions(folder).sha256)
    template = folder / "templates/notices/月通报.docx"
    template.write_bytes(b"PK no template")
    with pytest.raises(TemplateError):
        load_definitions(folder, good)
