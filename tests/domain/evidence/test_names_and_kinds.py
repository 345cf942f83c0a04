"""Names are made safe, and each kind of paper says how long it is good."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.evidence.domain.file_names import LONGEST, clean_name, title_of
from havenkeep.evidence.domain.paper_kinds import OTHER, add_months, paper_kinds


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Report.PDF", "Report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\Report.pdf", "Report.pdf"),
        ("report.pdf.exe", "report.pdf.exe.pdf"),
        ("a\x00\r\nb\u202efdp.pdf", "abfdp.pdf"),
        ("con.pdf", "file con.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("Café – “plan”.pdf", "Café – “plan”.pdf"),
        ('a";b.pdf', "a__b.pdf"),
    ],
)
def test_a_name_loses_what_could_mislead(given_name: str, kept: str) -> None:
    assert clean_name(given_name, extension="pdf") == kept


@given(st.text(max_size=400))
def test_any_name_becomes_a_short_safe_one(given_name: str) -> None:
    name = clean_name(given_name, extension="pdf")
    assert name.endswith(".pdf")
    assert len(name) <= LONGEST + 20
    assert not set(name) & set('/\\\x00\r\n"')
    assert title_of(name)


def test_each_kind_of_paper_says_how_long_it_is_good_and_why() -> None:
    kinds = paper_kinds()
    assert kinds[OTHER].months is None
    assert all(kind.because.endswith(".") for kind in kinds.values())
    assert kinds["training_certificate"].good_until(date(2026, 3, 5)) == date(2027, 3, 5)
    assert kinds["disposal_certificate"].good_until(date(2026, 3, 5)) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 23), 36, date(2029, 11, 23)),
    ],
)
def test_months_end_on_the_last_day_there_is(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then
