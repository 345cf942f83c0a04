"""A row is held by one worker at a time, however their clocks and their haste differ."""

from __future__ import annotations

from datetime import timedelta

import pytest

from havenkeep.background.models import Beat
from havenkeep.leases.claiming import claim, hold, mine
from tests.world import AT

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=3)
MOMENT = timedelta(seconds=1)


def take(by: str, *, at_offset: timedelta = timedelta(), most: int = 10) -> list[Beat]:
    return claim(Beat.objects.order_by("name"), by=by, at=AT + at_offset, lasting=LEASE, most=most)


@pytest.fixture(autouse=True)
def rows() -> None:
    Beat.objects.bulk_create(Beat(name=f"row {number}") for number in range(5))


def test_each_row_goes_to_one_worker_in_order() -> None:
    assert [row.name for row in take("one", most=3)] == ["row 0", "row 1", "row 2"]
    assert [row.name for row in take("two")] == ["row 3", "row 4"]
    assert take("three") == []


def test_a_worker_whose_clock_is_a_moment_behind_takes_nothing_that_is_held() -> None:
    take("one")
    assert take("two", at_offset=-MOMENT) == []
    assert take("two", at_offset=LEASE - MOMENT) == []


def test_silence_frees_a_row_and_the_next_holder_knows_it() -> None:
    first = take("one", most=1)[0]
    assert not first.taken_over
    assert hold(first, at=AT + MOMENT, lasting=LEASE)
    second = next(row for row in take("two", at_offset=LEASE + MOMENT) if row.name == "row 0")
    assert second.taken_over
    assert not hold(first, at=AT + LEASE, lasting=LEASE)
    assert not mine(first).exists()
    assert mine(second).exists()


def test_a_clock_set_back_frees_what_was_held_before() -> None:
    take("one")
    assert len(take("two", at_offset=-timedelta(hours=5))) == 5
