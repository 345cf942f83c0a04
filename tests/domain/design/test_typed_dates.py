"""Promises about dates typed into three boxes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.design.domain.typed_dates import DateParts, UnreadableDateError, read_date

NOUN = "the date of the meeting"


def read(*typed: str) -> date:
    return read_date(DateParts(*typed), noun=NOUN)


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "MAR", "Mar."])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert read("5", month, "2027") == date(2027, 3, 5)


def test_september_has_two_short_names() -> None:
    assert read("1", "Sep", "2027") == read("1", "Sept", "2027") == date(2027, 9, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_reads_back_as_it_was_written(day: date) -> None:
    assert read_date(DateParts.of(day), noun=NOUN) == day


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("", "3", "2027"), "The date of the meeting must include a day", ("day",)),
        (("5", "", ""), "The date of the meeting must include a month and a year", ("month", "year")),
        (("30", "Feb", "2027"), "February 2027 has 28 days. Check the day", ("day",)),
        (("29", "2", "2027"), "February 2027 has 28 days. Check the day", ("day",)),
        (("0", "2", "2027"), "Day must be a number from 1 to 31", ("day",)),
        (("five", "2", "2027"), "Day must be a number from 1 to 31", ("day",)),
        (("5", "13", "2027"), "Month must be a number from 1 to 12, or a name such as March", ("month",)),
        (("5", "Ma", "2027"), "Month must be a number from 1 to 12, or a name such as March", ("month",)),
        (("5", "3", "27"), "Year must have 4 numbers, such as 2027", ("year",)),
        (("5", "3", "0027"), "Year must be between 1900 and 2100", ("year",)),
        (("٥", "3", "2027"), "Day must be a number from 1 to 31", ("day",)),
    ],
)
def test_a_date_that_cannot_be_read_is_one_clear_sentence(
    typed: tuple[str, str, str], sentence: str, boxes: tuple[str, ...]
) -> None:
    with pytest.raises(UnreadableDateError) as refused:
        read(*typed)
    assert (refused.value.sentence, refused.value.boxes) == (sentence, boxes)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_nothing_typed_can_break_it(day: str, month: str, year: str) -> None:
    with suppress(UnreadableDateError):
        assert isinstance(read(day, month, year), date)
