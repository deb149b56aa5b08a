"""Templates are compiled when they are asked for, and only once."""

import dataclasses

import pytest
from msgspec.structs import replace

from pipeline.documents.compiled import compile_templates
from pipeline.model.errors import TemplateError


def test_the_same_definitions_are_compiled_once(definitions) -> None:
    assert compile_templates(definitions) is compile_templates(definitions)
    assert compile_templates(definitions)["月通报"] is compile_templates(definitions)["月通报"]


def test_every_notice_has_its_template(definitions) -> None:
    templates = compile_templates(definitions)
    assert (set(templates), len(templates)) == (set(definitions.notices), len(definitions.notices))


def test_notices_that_share_a_file_share_its_template_but_not_with_another_way_of_naming(definitions) -> None:
    slips = ("红色督查单", "蓝色督查单")
    assert len({definitions.notices[name].word_file(name) for name in slips}) == 1
    first, second = (compile_templates(definitions)[name] for name in slips)
    assert first is second
    policies = definitions.office.policies
    other = next(naming for naming in ("names", "number", "some") if naming != policies.naming)
    notices = {**definitions.notices, slips[0]: dataclasses.replace(definitions.notices[slips[0]], naming=other)}
    first, second = (compile_templates(replace(definitions, notices=notices))[name] for name in slips)
    assert first is not second


def test_a_template_with_mistakes_fails_when_it_is_asked_for_and_no_sooner(definitions) -> None:
    templates = compile_templates(replace(definitions, templates={**definitions.templates, "月通报": b"PK no template"}))
    assert templates["推进会发言材料"]
    with pytest.raises(TemplateError):
        templates["月通报"]
