from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from havenkeep.reports.domain.plan_file import ImprovementPlan, PlanRow
from havenkeep.reports.domain.plan_wording import minutes_words, state_words, summary
from havenkeep.reports.formats import PLAN_FORMATS, plan_file_name

DONE = PlanRow(ref="A.1", title="Named lead", what="Sign the letter", owner="Joan", minutes=10, done=True)
LATE = PlanRow(
    ref="A.2",
    title="Backups",
    what="=Restore one file",
    owner="Ravi",
    due_on=date(2026, 6, 1),
    minutes=60,
)
TODO = PlanRow(
    ref="A.3", title="Policies", what="Review", owner="Priya", due_on=date(2026, 6, 20), minutes=90
)
NOBODYS = PlanRow(ref="A.4", title="Suppliers", what="List them")


def plan(**changes: object) -> ImprovementPlan:
    fields: dict[str, object] = {
        "home_name": "Rosebank House",
        "home_code": "VLZ99",
        "edition_title": "Data Security and Protection Toolkit 2025-26",
        "on": date(2026, 6, 12),
        "made_at": datetime(2026, 6, 12, 13, 5, tzinfo=UTC),
        "rows": (DONE, LATE, TODO, NOBODYS),
        "finish_by": date(2026, 6, 30),
    }
    return ImprovementPlan(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "words"),
    [(DONE, "Done"), (LATE, "Overdue"), (TODO, "To do"), (NOBODYS, "Needs an owner and a date")],
)
def test_each_row_says_how_it_stands(row: PlanRow, words: str) -> None:
    assert state_words(row, plan()) == words


def test_a_row_due_today_is_not_overdue() -> None:
    assert not LATE.overdue(on=date(2026, 6, 1))
    assert LATE.overdue(on=date(2026, 6, 2))


def test_the_plan_begins_with_what_is_left_and_by_when() -> None:
    assert summary(plan()) == (
        "3 things are left to do, about 2 hours 30 minutes of work, to be done by 30 June 2026."
    )
    assert summary(plan(rows=(NOBODYS,), finish_by=None)) == "1 thing is left to do."
    assert summary(plan(rows=(DONE,))).startswith("Nothing is left to do.")


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, ""), (1, "1 minute"), (60, "1 hour"), (125, "2 hours 5 minutes")]
)
def test_time_is_told_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert minutes_words(minutes) == words


def test_the_spreadsheet_has_owners_dates_and_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(PLAN_FORMATS["xlsx"].write(plan())))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["Improvement plan", "About this plan"]
    assert [cell.value for cell in sheet[3]][:4] == ["A.2", "Backups", "=Restore one file", "Ravi"]
    assert sheet["C3"].data_type == "s"
    assert sheet["E3"].value == datetime.fromisoformat("2026-06-01")
    assert sheet["D5"].value == "Nobody yet"
    assert sheet["G3"].value == "Overdue"


def test_the_word_file_is_landscape_with_repeated_headings_and_a_place_to_sign() -> None:
    paper = docx.Document(BytesIO(PLAN_FORMATS["docx"].write(plan(signed_off_by="Ann Marsh, owner"))))
    section, table = paper.sections[0], paper.tables[0]
    assert section.page_width
    assert section.page_height
    assert section.page_width > section.page_height
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in table.rows[4].cells][3:5] == ["Nobody yet", "No date yet"]
    assert "Signed off by Ann Marsh, owner." in [line.text for line in paper.paragraphs]


def test_a_plan_nobody_has_signed_leaves_lines_to_sign_on() -> None:
    paper = docx.Document(BytesIO(PLAN_FORMATS["docx"].write(plan())))
    lines = [line.text.split("\t")[0] for line in paper.paragraphs if line.text.endswith("____")]
    assert lines == ["Name", "Job title", "Signature", "Date"]


@pytest.mark.parametrize("name", sorted(PLAN_FORMATS))
def test_an_empty_plan_is_a_file_too(name: str) -> None:
    assert PLAN_FORMATS[name].write(plan(rows=())).startswith(b"PK")


def test_a_plan_is_named_for_the_service_and_the_day() -> None:
    assert plan_file_name(plan(), "docx") == "improvement-plan-rosebank-house-vlz99-2026-06-12.docx"
