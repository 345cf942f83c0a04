from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.importing.domain.columns import (
    Field,
    Layout,
    by_headings,
    by_memory,
    column_letter,
    fingerprint,
    likely_heading_row,
)
from havenkeep.importing.domain.report import Asked, ImportReport, Problem
from havenkeep.importing.domain.upload import Upload
from havenkeep.sheets.table import Row, Sheet

FIELDS = (
    Field(name="name", label="Name", headings=("name",), needed=True),
    Field(name="role", label="Role", headings=("role", "job title")),
)


def test_a_report_says_these_keys_and_no_other() -> None:
    report = ImportReport(
        added=2, asked=(Asked(row=3, sentence="Which?"),), errors=(Problem(row=4, sentence="Bad."),)
    )
    assert report.as_json() == {
        "added": 2,
        "changed": 0,
        "ended": 0,
        "unchanged": 0,
        "asked": [{"row": 3, "sentence": "Which?"}],
        "errors": [{"row": 4, "sentence": "Bad."}],
    }


def test_the_same_headings_have_one_fingerprint_whatever_their_case_and_spacing() -> None:
    assert fingerprint(Row(1, ("Full  Name", "Job-title"))) == fingerprint(Row(9, ("full name", "JOB TITLE")))
    assert fingerprint(Row(1, ("Full name", "Job"))) != fingerprint(Row(1, ("Job", "Full name")))


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_go_by_the_letters_a_spreadsheet_shows(column: int, letters: str) -> None:
    assert column_letter(column) == letters


def test_the_fullest_row_near_the_top_is_the_likely_heading() -> None:
    sheet = Sheet("S", True, (Row(1, ("Title",)), Row(3, ("A", "B", "C")), Row(4, ("1", "2", "3"))))
    assert likely_heading_row(sheet) == 3
    assert likely_heading_row(Sheet("S", True, ())) == 0


def test_what_a_person_said_once_is_found_again_by_its_headings() -> None:
    odd = Sheet("S", True, (Row(1, ("A", "B")), Row(2, ("x", "Ann"))))
    remembered = {fingerprint(Row(1, ("a", "b"))): {"name": 1}}
    assert by_memory([odd], remembered=remembered) == Layout(sheet=0, heading_row=1, columns={"name": 1})


def test_the_fields_that_a_sheet_lacks_are_left_out() -> None:
    found = by_headings([Sheet("S", True, (Row(1, ("Name",)), Row(2, ("Ann",))))], fields=FIELDS)
    assert found.read([Sheet("S", True, (Row(1, ("Name",)), Row(2, ("Ann",))))]) == [(2, {"name": "Ann"})]


@given(st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=8), st.text(max_size=10))
def test_an_upload_comes_back_from_json_as_it_was(cells: list[list[str]], name: str) -> None:
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, start=1))
    upload = Upload(file=name, sheets=(Sheet(name, True, rows),), hidden=2)
    assert Upload.from_json(json.loads(json.dumps(upload.as_json()))) == upload


def test_a_layout_comes_back_from_json_as_it_was() -> None:
    layout = Layout(sheet=1, heading_row=4, columns={"name": 2})
    assert Layout.from_json(json.loads(json.dumps(layout.as_json()))) == layout
