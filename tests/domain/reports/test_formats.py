from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.reports.formats import FORMATS, PLAN_FORMATS, file_name, safe_file_name
from tests.domain.reports.books import book

BEGINS = {"pdf": b"%PDF-", "xlsx": b"PK", "docx": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{"}


def test_the_five_formats_are_there_under_their_extensions() -> None:
    assert set(FORMATS) == set(BEGINS)
    assert all(name == made.extension for name, made in {**FORMATS, **PLAN_FORMATS}.items())


@pytest.mark.parametrize("name", sorted(BEGINS))
def test_each_format_writes_what_it_says(name: str) -> None:
    assert FORMATS[name].write(book()).startswith(BEGINS[name])


@pytest.mark.parametrize("name", ["csv", "docx", "json", "xlsx"])
def test_the_same_book_gives_the_same_rows_twice(name: str) -> None:
    assert len(FORMATS[name].write(book())) == len(FORMATS[name].write(book()))


def test_a_file_is_named_for_the_service_the_code_and_the_day() -> None:
    assert file_name(book(), "pdf") == "answer-book-rosebank-house-vlz99-2026-06-12.pdf"
    assert file_name(book(home_name="St Chloë's / “Elms”", home_code=""), "csv") == (
        "answer-book-st-chloes-elms-2026-06-12.csv"
    )


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_a_file_name_is_plain_and_short_whatever_the_service_is_called(name: str) -> None:
    made = safe_file_name("answer-book", name, "2026-06-12", extension="pdf")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.pdf", made)
    assert len(made) < 100
