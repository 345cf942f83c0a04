"""The twelve months, leap days included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.training.domain.window import counts_on, lapses_on, trained_from, window_start

DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("trained", "last_day"),
    [
        (date(2026, 3, 4), date(2027, 3, 4)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_training_counts_to_the_same_day_of_next_year(trained: date, last_day: date) -> None:
    assert counts_on(trained, last_day)
    assert not counts_on(trained, last_day + timedelta(days=1))
    assert lapses_on(trained) == last_day + timedelta(days=1)


@given(DAYS)
def test_it_lapses_on_the_first_day_that_the_window_no_longer_reaches(trained: date) -> None:
    lapse = lapses_on(trained)
    assert window_start(lapse) > trained >= window_start(lapse - timedelta(days=1))


def test_the_oldest_of_the_four_sets_the_date_and_one_missing_is_not_trained() -> None:
    days = [date(2026, 5, 1), date(2026, 1, 9), date(2026, 8, 1), date(2026, 5, 1)]
    assert trained_from(days) == date(2026, 1, 9)
    assert trained_from([*days[:3], None]) is None
    assert trained_from([]) is None
    assert not counts_on(None, date(2026, 5, 1))
