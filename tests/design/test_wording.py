"""Promises about how dates, counts and lists are said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from havenkeep.design.wording import say_count, say_date, say_short_date, say_when, sentence_join

SPRING = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
SUMMER = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)


def test_a_date_is_said_in_full() -> None:
    assert say_date(date(2027, 3, 5)) == "5 March 2027"


def test_a_short_date_fits_a_table() -> None:
    assert say_short_date(date(2027, 9, 5)) == "5 Sep 2027"


def test_an_instant_is_told_as_the_day_it_was_in_london() -> None:
    assert say_date(SUMMER) == "2 July 2027"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (SPRING, "28 March 2027 at 00:30"),
        (SPRING.replace(hour=1), "28 March 2027 at 02:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 October 2026 at 01:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 October 2026 at 01:30"),
    ],
)
def test_an_instant_is_said_in_london_time_on_both_nights_the_clocks_change(
    instant: datetime, said: str
) -> None:
    assert say_when(instant) == said


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        say_when(SPRING.replace(tzinfo=None))


def test_what_is_not_set_says_so() -> None:
    assert {say_date(None), say_short_date(None), say_when(None)} == {"not set"}


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("job",), "1 job"),
        (3, ("job",), "3 jobs"),
        (0, ("job",), "0 jobs"),
        (1200, ("person", "people"), "1,200 people"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, words: tuple[str, ...], said: str) -> None:
    assert say_count(number, *words) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_a_sentence(parts: list[str], said: str) -> None:
    assert sentence_join(parts) == said


def test_a_list_of_links_stays_links_and_escapes_the_rest() -> None:
    assert sentence_join([Markup("<b>a</b>"), "<i>"]) == Markup("<b>a</b> and &lt;i&gt;")
