"""What may wait is not sent at night, whatever the clocks do; what only waits for the morning is not late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from havenkeep.mail.domain.hours import Hours, is_day, last_in_time, may_go, opens_next

HOUR = timedelta(hours=1)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        # winter: London is UTC
        (utc(12, 1, 8, 59), False),
        (utc(12, 1, 9), True),
        (utc(12, 1, 16, 59), True),
        (utc(12, 1, 17), False),
        (utc(12, 1, 2), False),
        # summer: an hour ahead
        (utc(7, 1, 7, 59), False),
        (utc(7, 1, 8), True),
        (utc(7, 1, 16), False),
        # the Sundays on which the clocks change
        (utc(3, 29, 8), True),
        (utc(3, 28, 8), False),
        (utc(10, 25, 8, 30), False),
        (utc(10, 24, 8, 30), True),
    ],
)
def test_the_day_is_from_nine_to_five_in_london(at: datetime, day: bool) -> None:
    assert is_day(at) is day
    assert may_go(Hours.DAY, at=at) is day
    assert may_go(Hours.ANY, at=at)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (utc(12, 1, 10), utc(12, 1, 10)),
        (utc(12, 1, 17), utc(12, 2, 9)),
        (utc(12, 1, 3), utc(12, 1, 9)),
        # nights of 23 and of 25 hours
        (utc(3, 28, 17), utc(3, 29, 8)),
        (utc(3, 29, 0, 59), utc(3, 29, 8)),
        (utc(3, 29, 1), utc(3, 29, 8)),
        (utc(10, 24, 16), utc(10, 25, 9)),
        (utc(10, 25, 0, 30), utc(10, 25, 9)),
        (utc(10, 25, 1, 30), utc(10, 25, 9)),
        (utc(12, 31, 23), datetime(2027, 1, 1, 9, tzinfo=UTC)),
    ],
)
def test_what_waits_goes_at_nine_in_the_morning(at: datetime, opens: datetime) -> None:
    assert opens_next(Hours.DAY, at=at) == opens
    assert opens_next(Hours.ANY, at=at) == at


@pytest.mark.parametrize(
    ("at", "last"),
    [
        (utc(12, 1, 12), utc(12, 1, 11)),
        (utc(12, 1, 17, 40), utc(12, 1, 16)),
        (utc(12, 2, 3), utc(12, 1, 16)),
        (utc(12, 2, 9, 20), utc(12, 1, 16, 20)),
        (utc(3, 29, 8, 20), utc(3, 28, 16, 20)),
        (utc(10, 25, 9, 20), utc(10, 24, 15, 20)),
    ],
)
def test_only_hours_in_which_it_could_have_gone_make_it_late(at: datetime, last: datetime) -> None:
    assert last_in_time(Hours.DAY, at=at, allowed=HOUR) == last
    assert last_in_time(Hours.ANY, at=at, allowed=HOUR) == at - HOUR
