"""A new role is no new start, and a return after a while is one."""

from __future__ import annotations

from datetime import date, timedelta

from havenkeep.joining.domain.stays import LONGEST_GAP, Stay, stay_on, stays

ON = date(2026, 11, 23)
DAY = timedelta(days=1)
FIRST = date(2026, 3, 1)


def test_a_role_that_follows_another_is_the_same_stay() -> None:
    carer = Stay(started_on=FIRST, ended_on=FIRST + 90 * DAY)
    senior = Stay(started_on=FIRST + 91 * DAY)
    assert stays([senior, carer]) == (Stay(started_on=FIRST),)


def test_two_roles_at_once_are_one_stay_to_the_later_end() -> None:
    one = Stay(started_on=FIRST, ended_on=FIRST + 100 * DAY)
    other = Stay(started_on=FIRST + 10 * DAY, ended_on=FIRST + 20 * DAY)
    assert stays([one, other]) == (one,)


def test_a_return_after_more_than_a_month_is_a_new_start() -> None:
    before = Stay(started_on=FIRST, ended_on=FIRST + 10 * DAY)
    just = Stay(started_on=FIRST + 10 * DAY + LONGEST_GAP)
    after = Stay(started_on=FIRST + 10 * DAY + LONGEST_GAP + DAY)
    assert len(stays([before, just])) == 1
    assert stays([before, after]) == (before, after)


def test_a_role_with_a_day_after_one_without_is_no_new_start() -> None:
    assert stays([Stay(started_on=ON), Stay(started_on=None)]) == (Stay(started_on=None),)


def test_what_lies_ahead_has_not_begun() -> None:
    assert stay_on([Stay(started_on=ON + DAY)], on=ON) is None
    assert stay_on([], on=ON) is None
    assert stay_on([Stay(started_on=ON)], on=ON) == Stay(started_on=ON)
