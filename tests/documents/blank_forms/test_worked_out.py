"""A form filled in, worked out by LibreOffice and sent back: the same values are read, and it said what we say."""

from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from pipeline.config import load_definitions
from pipeline.documents.blank_forms.columns import SheetColumns, row_checks
from pipeline.documents.blank_forms.flags import Flags
from pipeline.model.earlier import Earlier, EarlierRows
from pipeline.model.period import Period
from pipeline.validation import validate
from tests.documents.blank_forms.conftest import APRIL, drawn, fill, first_row, saved
from tests.office import WANTED, saved_again

FORMS = load_definitions(Path(__file__).parents[3]).forms


@pytest.fixture(scope="module")
def sent(tmp_path_factory, blank, units, definitions):
    """Every form filled in with 30 rows, 8 of them there before; all worked out in one go."""
    folder, filled = tmp_path_factory.mktemp("forms"), {}
    for name, form in definitions.forms.items():
        before, rows = drawn(form, units, 8, f"{name} before"), drawn(form, units, 30, name)
        book = fill(blank(name, before), name, form, rows)
        filled[name] = before, rows, first_row(book[name])
        (folder / f"{name}.xlsx").write_bytes(saved(book))
    paths = saved_again(folder / "again", *(folder / f"{name}.xlsx" for name in filled))
    return {path.stem: (*filled[path.stem], path.read_bytes()) for path in paths}


@pytest.mark.office
@pytest.mark.slow
@WANTED
@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_read_back(sent, reading, reporter, name: str) -> None:
    _, rows, _, content = sent[name]
    (table,) = reading(content).tables
    assert (table.submission.form, table.submission.unit) == (name, reporter(FORMS[name]).name)
    assert table.submission.period == APRIL.latest(FORMS[name].reported.every)
    assert len(table.rows) == len(rows)
    for column, definition in FORMS[name].columns.items():
        typed = [None if row[column] == "无" else row[column] for row in rows]
        if definition.nil == "zero":
            continue
        assert list(table.columns[column]) == typed, column


@pytest.mark.office
@pytest.mark.slow
@WANTED
@pytest.mark.parametrize("name", FORMS)
def test_the_form_says_what_we_say(sent, reading, definitions, reporter, name: str) -> None:
    before, _, first, content = sent[name]
    form, unit = definitions.forms[name], reporter(definitions.forms[name])
    period = APRIL.latest(form.reported.every)
    columns = SheetColumns(form)
    flags = Flags(columns, unit, period, definitions.vocabulary.nil_words)
    page = load_workbook(BytesIO(content), data_only=True)[name]
    said = {
        (code, row)
        for code in flags.worked_out
        for row in range(first, first + 30)
        if page[f"{get_column_letter(columns.flags[code] + 1)}{row}"].value is True
    }
    (table,) = reading(content).tables
    earlier = Earlier(last_rows={name: EarlierRows(period.previous.code, [{"单位": unit.name, **row} for row in before])})
    _, findings = validate([table], definitions.forms, definitions.directory, earlier)
    ours = {
        (finding.code, int("".join(filter(str.isdigit, finding.cells[0]))))
        for finding in findings
        if finding.code in flags.worked_out and finding.explanation is None
    }
    assert said == ours
    assert {code for code, _ in said} or not flags.worked_out, "nothing was tried"
    for row, codes in groupby(sorted(said, key=lambda pair: pair[1]), key=lambda pair: pair[1]):
        verdict = page[f"{get_column_letter(columns.verdict + 1)}{row}"].value
        assert all(code in verdict for code, _ in codes)
        assert verdict.count("；") >= 1


def test_all_but_one_check_of_the_shipped_forms_can_be_said_in_excel(definitions, reporter) -> None:
    """The years of 建设年限 are read out of a text, which Excel cannot do."""
    left_out = set()
    for name, form in definitions.forms.items():
        flags = Flags(SheetColumns(form), reporter(form), Period.parse("2023-04"), definitions.vocabulary.nil_words)
        left_out |= {(name, code) for code in row_checks(form).keys() - flags.worked_out.keys()}
    assert left_out == {("重点项目", "H-221")}
