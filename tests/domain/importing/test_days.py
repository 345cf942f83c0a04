"""Days as sheets write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.importing.domain.days import DayOrder, order_of, orders_of, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026-03-05 14:05:00",
        "2026-03-05T14:05:00Z",
        "05/03/2026",
        "5.3.26",
        "5 March 2026",
        "Thursday, 5 March 2026, 2:05 PM",
        "5-Mar-2026",
        "5th Mar 2026 at 14:05",
        "March 5, 2026",
    ],
)
def test_a_day_is_read_however_platforms_write_it(text: str) -> None:
    assert read_day(text) == read_day(text, whole=True) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "03/25/2026", "yes", "45", "2026", "0/0/0000", "5/3", "32 March 2026"]
)
def test_what_the_calendar_does_not_have_is_no_day(text: str) -> None:
    assert read_day(text) is None


def test_a_column_is_month_first_only_when_some_of_it_can_be_nothing_else() -> None:
    assert order_of(["03/04/2026", "03/25/2026"]) == DayOrder(month_first=True, why="it writes 03/25/2026")
    assert order_of(["03/04/2026", "04/05/2026", "13/13/2026", "March 25, 2026"]) == DayOrder()
    assert not order_of(["03/25/2026", "25/03/2026"]).month_first
    assert read_day("03/04/2026", month_first=True) == date(2026, 3, 4)


def test_a_day_that_goes_against_its_column_is_refused_with_how_to_write_it() -> None:
    column = order_of(["25/03/2026", "03/14/2026", "03/04/2026"])
    assert column.read("03/14/2026") is None
    assert column.against("03/14/2026") == (
        "“03/14/2026” puts the month first, and its column is read day first. Write it as 14 March 2026."
    )
    for text in ("25/03/2026", "03/04/2026", "soon", "31/31/2026"):
        assert column.against(text) == ""


def test_a_column_that_shows_nothing_follows_the_others_of_its_sheet() -> None:
    orders = orders_of({"start": ["03/14/2026"], "end": ["03/04/2026"]})
    assert orders["end"].read("03/04/2026") == date(2026, 3, 4)
    both = orders_of({"start": ["03/14/2026"], "end": ["25/04/2026"], "until": ["03/04/2026"]})
    assert [both[name].month_first for name in ("start", "end", "until")] == [True, False, False]


def test_what_a_person_said_of_the_order_wins() -> None:
    said = order_of(["25/03/2026"], said="month")
    assert (said.month_first, said.why) == (True, "you said so")
    assert "day first, and its column is read month first" in said.against("25/03/2026")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-03",
        "2026-05-03 10:15",
        "03/05/2026",
        "3.5.26",
        "3 May 2026",
        "3rd May 2026",
        "03-May-2026",
        "3 may 26 by Joan",
    ],
)
def test_a_day_is_what_a_cell_begins_with(text: str) -> None:
    assert read_day(text) == date(2026, 5, 3)


@pytest.mark.parametrize("text", ["", "May 2026", "31/02/2026", "soon", "2026", "99/99/9999"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["by 3 May 2026", "Version 3 2026", "3 May 20261", "May 2026"])
def test_words_before_a_day_make_it_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["3 may 26 by Joan", "03/05/2026 (agency)", "May 3, 2026, or so"])
def test_a_cell_that_says_more_than_a_day_and_time_is_none_when_it_must_be_whole(text: str) -> None:
    assert read_day(text) == date(2026, 5, 3)
    assert read_day(text, whole=True) is None


def test_a_year_of_two_figures_is_of_the_last_century_when_it_would_be_too_late() -> None:
    assert read_day("1/2/87", latest=date(2027, 1, 1)) == date(1987, 2, 1)
    assert read_day("1/2/27", latest=date(2027, 1, 1)) == date(2027, 2, 1)
    assert read_day("1/2/87") == date(2087, 2, 1)


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert read_day(text, whole=True) in {None, read_day(text)}
    order = order_of([text])
    assert order.read(text) is not None or not order.why
