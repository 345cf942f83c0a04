"""When background work is due: after sleep once, after failure ever more slowly, at an hour of the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from havenkeep.background.domain.due import is_due, newest, pause_after
from havenkeep.background.domain.faults import WorkFailed, sentence_of

AT = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "due"),
    [
        (None, True),
        (timedelta(minutes=59), False),
        (HOUR, True),
        (9 * HOUR, True),
        (-timedelta(minutes=4), False),  # another server's clock is a little ahead
        (-3 * HOUR, True),  # the clock was set back
    ],
)
def test_work_is_due_once_its_time_has_passed_or_the_clock_was_set_back(
    ago: timedelta | None, due: bool
) -> None:
    assert is_due(last=None if ago is None else AT - ago, failures=0, every=HOUR, at=AT) is due


def test_after_failures_it_waits_longer_and_longer() -> None:
    minutes = [pause_after(count, every=timedelta(hours=1)) // timedelta(minutes=1) for count in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause_after(5_000, every=timedelta(days=1)) == timedelta(hours=6)
    assert is_due(last=AT - timedelta(minutes=4), failures=3, every=HOUR, at=AT)
    assert not is_due(last=AT - timedelta(minutes=3), failures=3, every=HOUR, at=AT)


@pytest.mark.parametrize(
    ("last", "at", "due"),
    [
        ("2026-11-22T01:00", "2026-11-23T00:59", False),
        ("2026-11-22T01:00", "2026-11-23T01:00", True),
        ("2026-11-22T01:00", "2026-11-23T08:12", True),  # the computer was off at night
        ("2026-11-23T08:12", "2026-11-23T19:00", False),
        ("2026-11-23T08:12", "2026-11-24T01:00", True),
        ("2026-06-22T00:00", "2026-06-22T23:59", False),  # one o'clock in British Summer Time
        ("2026-06-22T00:00", "2026-06-23T00:00", True),
        ("2026-03-28T01:00", "2026-03-29T01:00", True),  # the hour that summer time leaves out
        ("2026-10-25T00:00", "2026-10-25T01:30", False),  # the hour that comes twice
    ],
)
def test_daily_work_has_an_hour_and_is_caught_up_with_later(last: str, at: str, due: bool) -> None:
    began, now = (datetime.fromisoformat(f"{text}+00:00") for text in (last, at))
    assert is_due(last=began, failures=0, every=timedelta(days=1), at=now, hour=1) is due


def test_the_newest_hour_is_never_in_the_future() -> None:
    for quarter in range(4 * 24 * 3):
        at = datetime(2026, 10, 24, tzinfo=UTC) + quarter * timedelta(minutes=15)
        assert at - timedelta(hours=25, minutes=1) < newest(hour=1, at=at) <= at


def test_a_failure_is_told_without_its_own_words() -> None:
    assert (
        sentence_of(ValueError("alice.fenn@example.org"))
        == "It stopped with a ValueError; the log says more."
    )
    assert sentence_of(OSError(28, "No space left", "/home/alice")) == "The disk is full."
    assert sentence_of(WorkFailed("The disk for backups is away.")) == "The disk for backups is away."
