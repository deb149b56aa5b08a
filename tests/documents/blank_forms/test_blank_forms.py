"""What a blank form asks for, what it knows already, and how it is known again when it comes back."""

import dataclasses
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from pipeline.documents.blank_forms import rows_before
from pipeline.documents.blank_forms.columns import SheetColumns
from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Column
from pipeline.model.period import Period
from pipeline.model.stamp import STAMP_SHEET, VERDICT
from pipeline.model.values import Precision, StatedDate
from tests.documents.blank_forms.conftest import APRIL, drawn, fill, first_row, saved

NAME = "重点项目"


def letters(form) -> dict[str, str]:
    columns = SheetColumns(form)
    places = columns.of_form | columns.before | columns.flags
    return {name: get_column_letter(place + 1) for name, place in places.items()}


def test_the_same_handout_gives_the_same_bytes(blank, definitions, units) -> None:
    last = drawn(definitions.forms[NAME], units, 3, "same")
    assert blank(NAME, last) == blank(NAME, last)


def test_a_blank_form_that_comes_back_empty_is_asked_about_under_its_unit_and_period(
    blank, reading, reporter, definitions
) -> None:
    answer = reading(blank(NAME))
    assert [(finding.code, finding.unit, finding.period) for finding in answer.findings] == [
        ("Q-007", reporter(definitions.forms[NAME]).name, APRIL.code)
    ]


def test_a_form_that_comes_back_as_it_was_handed_out_is_asked_about_once(blank, reading, reporter, definitions, units) -> None:
    """What was carried over is last month's: it is no return, and not one finding for each cell that waits."""
    form = definitions.forms[NAME]
    answer = reading(blank(NAME, drawn(form, units, 3, "last")))
    assert answer.tables == ()
    (said,) = answer.findings
    assert (said.code, said.level, said.unit, said.period) == ("Q-032", "强制", reporter(form).name, APRIL.code)


def test_a_form_filled_in_for_one_of_its_rows_is_read(blank, reading, definitions, units) -> None:
    form = definitions.forms[NAME]
    last = drawn(form, units, 3, "last")
    book = load_workbook(BytesIO(blank(NAME, last)))
    places = SheetColumns(form).of_form
    name = next(
        name for name, column in form.columns.items() if column.required and column.carried == "no" and name not in form.key
    )
    book[NAME][f"{get_column_letter(places[name] + 1)}{first_row(book[NAME])}"].value = 1
    (table,) = reading(saved(book)).tables
    assert len(table.rows) == 3


def test_a_filled_form_is_known_by_its_stamp_whatever_it_is_called(blank, reading, reporter, definitions, units) -> None:
    form = definitions.forms[NAME]
    book = fill(blank(NAME), NAME, form, drawn(form, units, 4, "name"))
    book[NAME].title = "Sheet1"
    book["Sheet1"]["A1"] = book["Sheet1"]["A2"] = None
    (table,) = reading(saved(book), "1.xlsx").tables
    assert (table.submission.unit, table.submission.form) == (reporter(form).name, NAME)
    assert (table.submission.period, len(table.rows)) == (APRIL, 4)


def test_nothing_the_form_adds_for_reference_is_taken_for_a_column(blank, reading, definitions, units) -> None:
    form = definitions.forms[NAME]
    last = drawn(form, units, 3, "last")
    codes = {finding.code for finding in reading(saved(fill(blank(NAME, last), NAME, form, last))).findings}
    assert not codes & {"T-014", "T-027", "T-028", "T-011", "Q-005", "Q-008"}


def test_a_form_of_an_older_version_is_told(blank, reading, definitions, units) -> None:
    form = definitions.forms[NAME]
    older = dataclasses.replace(form, columns={**form.columns, "旧栏": Column("text")})
    book = fill(blank(NAME, form=older), NAME, older, drawn(older, units, 2, "old"))
    (old,) = (finding for finding in reading(saved(book)).findings if finding.code == "Q-005")
    assert NAME in old.text


def test_a_column_put_in_is_told_and_the_rest_is_read(blank, reading, definitions, units) -> None:
    form = definitions.forms[NAME]
    rows = drawn(form, units, 3, "put in")
    book = fill(blank(NAME), NAME, form, rows)
    page = book[NAME]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page.insert_cols(5)
    page["E4"] = "项目负责人"
    answer = reading(saved(book))
    assert [finding.cells for finding in answer.findings if finding.code == "T-028"] == [("E4",)]
    assert answer.tables[0].columns["总投资"] == tuple(row["总投资"] for row in rows)


def test_what_was_reported_before_is_there_already_and_what_must_stay_is_locked(blank, definitions, units) -> None:
    form = definitions.forms[NAME]
    (row,) = drawn(form, units, 1, "carried")
    row |= {"总投资": Decimal(8000), "本年累计完成投资": Decimal(320), "建设地点": "茅坪镇", "计划开工时间": None}
    row |= {"集中开工批次": StatedDate(2023, 3, 1, Precision.MONTH)}
    page, at = load_workbook(BytesIO(blank(NAME, [row])))[NAME], letters(form)
    first = first_row(page)
    cell = {name: page[f"{letter}{first}"] for name, letter in at.items()}
    assert (cell["项目名称"].value, cell["项目名称"].protection.locked) == (row["项目名称"], True)
    assert (cell["总投资"].value, cell["总投资"].protection.locked) == (8000, True)
    assert (cell["建设地点"].value, cell["建设地点"].protection.locked) == ("茅坪镇", False)
    assert (cell["本年累计完成投资"].value, cell["本年累计完成投资"].protection.locked) == (None, False)
    assert (cell["last.本年累计完成投资"].value, cell["last.本年累计完成投资"].protection.locked) == (320, True)
    assert page[f"{at['last.本年累计完成投资']}4"].value == "上期本年累计完成投资"
    assert cell["集中开工批次"].value == datetime(2023, 3, 1)
    assert "月" in cell["集中开工批次"].number_format
    assert not cell["计划开工时间"].protection.locked, "what is not known can be filled in"
    assert page.protection.sheet
    assert not page.protection.password


def test_a_list_that_begins_anew_with_the_year_begins_blank(definitions) -> None:
    form, january = definitions.forms[NAME], Period.parse("2023-01")
    rows = [{"单位": "县交通局", "项目名称": "茅坪二桥"}]
    assert rows_before(form, january, EarlierRows("2022-12", rows), None) == ()
    assert len(rows_before(form, january.following, EarlierRows("2023-01", rows), None)) == 1


def test_the_line_above_the_table_says_what_to_do_before_anything_is_worked_out(blank, definitions, units) -> None:
    """Excel and WPS show what is written beside a formula until they work it out: a form opened in a preview says the same."""

    def line(name: str, *last) -> str:
        return load_workbook(BytesIO(blank(name, last)), data_only=True)[name]["A3"].value

    form = definitions.forms[NAME]
    assert line(NAME) == "还没有填写：请从第7行起填报"
    assert re.fullmatch(r"(自动核对：.+；)?有\d+个必填格没有填", line(NAME, *drawn(form, units, 3, "before")))


def test_no_formula_is_longer_than_excel_takes(blank, definitions) -> None:
    form = definitions.forms[NAME]
    wide = dataclasses.replace(
        form,
        columns={f"{name}{number}": column for number in range(5) for name, column in form.columns.items()},
        checks={},
        key=(),
    )
    page = load_workbook(BytesIO(blank(NAME, form=wide)))[NAME]
    longest = max(len(str(cell.value)) for line in page.iter_rows() for cell in line if cell.data_type == "f")
    assert 4000 < longest < 8192


def test_a_zero_return_is_stated_below_the_rows(blank, reading) -> None:
    book = load_workbook(BytesIO(blank(NAME)))
    page = book[NAME]
    (label,) = (cell for line in page.iter_rows() for cell in line if cell.value and "选“零报告”" in str(cell.value))
    page[f"E{label.row}"] = "零报告"
    (table,) = reading(saved(book)).tables
    assert table.zero_report


def test_what_may_be_typed_is_limited_as_reading_limits_it(blank, definitions, units) -> None:
    form = definitions.forms[NAME]
    book = load_workbook(BytesIO(blank(NAME)))
    page, at = book[NAME], letters(form)
    first = first_row(page)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert rules[f"{at['是否开工']}{first}"].formula1 == '"已开工,未开工,已完工,停工"'
    assert rules[f"{at['总投资']}{first}"].formula1 == "AND(ISNUMBER({0}),{0}>=0,ROUND({0},2)={0})".format(
        f"{at['总投资']}{first}"
    )
    assert rules[f"{at['项目名称']}{first}"].formula1 == f"LEN(TRIM({at['项目名称']}{first}))>=3"
    assert "DATE(2100,1,1)" in rules[f"{at['开工时间']}{first}"].formula1


def test_long_lists_stand_on_a_hidden_sheet(blank, definitions, units) -> None:
    book = load_workbook(BytesIO(blank("招商引资")))
    page, at = book["招商引资"], letters(definitions.forms["招商引资"])
    (rule,) = (
        one for one in page.data_validations.dataValidation if str(one.sqref).startswith(f"{at['落地乡镇']}{first_row(page)}")
    )
    assert rule.formula1 == f"'_代码'!$A$1:$A${len(units)}"
    assert [book["_代码"][f"A{row}"].value for row in range(1, len(units) + 1)] == units
    assert book["_代码"].sheet_state == book[STAMP_SHEET].sheet_state == "veryHidden"


def test_the_guide_names_every_column_and_every_check(blank, definitions) -> None:
    page = load_workbook(BytesIO(blank(NAME)))["填表说明"]
    texts = {str(cell.value) for line in page.iter_rows() for cell in line if cell.value}
    form = definitions.forms[NAME]
    assert texts >= form.columns.keys() | form.checks.keys()
    assert all(any(text.startswith(check.say) for text in texts) for check in form.checks.values())


def test_it_prints_on_one_page_across_with_its_headings_repeated(blank) -> None:
    page = load_workbook(BytesIO(blank(NAME)))[NAME]
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$4:$5"
    area = page.print_area.rpartition("!")[2]
    assert VERDICT not in {cell.value for line in page[area] for cell in line}


def test_no_part_of_it_is_stamped_with_the_time_of_day(blank) -> None:
    with zipfile.ZipFile(BytesIO(blank(NAME))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
