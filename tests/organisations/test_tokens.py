"""Tokens of one-time links: long, different, and only their digest leads anywhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.identity.roles import ROLES, Permission, Role, may_give
from havenkeep.organisations.domain.tokens import digest_of, new_token
from havenkeep.organisations.domain.until import (
    BadLastDay,
    check_last_day,
    first_instant_after,
    last_day_before,
)

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 1, 1))
TODAY = date(2026, 11, 23)


def test_no_two_tokens_are_alike_and_each_carries_256_bits() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert {len(token) for token in tokens} == {43}  # 32 bytes, base64
    assert all(token.isascii() and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


@given(st.text(), st.text())
def test_whatever_is_given_as_a_token_has_a_digest_of_its_own(one: str, other: str) -> None:
    assert len(digest_of(one)) == 64
    assert (digest_of(one) == digest_of(other)) is (one == other)
    assert one not in digest_of(one) or len(one) < 5


@given(DAYS)
def test_the_last_day_is_whole_and_the_next_one_is_not_in_it(day: date) -> None:
    ends_at = first_instant_after(day)
    assert last_day_before(ends_at) == day
    assert (ends_at - timedelta(microseconds=1)).date() == day
    assert ends_at.date() == day + timedelta(days=1)


def test_the_day_ends_at_midnight_in_london_in_summer_too() -> None:
    assert first_instant_after(date(2026, 7, 1)) == datetime.fromisoformat("2026-07-02T00:00+01:00")
    assert first_instant_after(date(2026, 1, 1)) == datetime.fromisoformat("2026-01-02T00:00+00:00")


@pytest.mark.parametrize("days", [-1, 367, None])
def test_an_inspector_needs_a_day_within_twelve_months(days: int | None) -> None:
    with pytest.raises(BadLastDay):
        check_last_day(Role.INSPECTOR, None if days is None else TODAY + timedelta(days=days), on=TODAY)
    for fine in (0, 366):
        check_last_day(Role.INSPECTOR, TODAY + timedelta(days=fine), on=TODAY)


@given(st.sets(st.sampled_from(list(Role))), st.sampled_from(list(Role)))
def test_nobody_gives_more_than_they_have(giver: set[Role], given_role: Role) -> None:
    if may_give(giver, given_role):
        have = set[Permission]().union(*(ROLES[role].permissions for role in giver))
        assert ROLES[given_role].permissions <= have
        assert have & {Permission.PEOPLE_MANAGE, Permission.INSTALLATION}


def test_who_may_give_which_role() -> None:
    of_home = {role for role in Role if may_give([Role.MANAGER], role)}
    assert of_home == set(Role) - {Role.GROUP_LEAD, Role.OPERATOR}
    assert {role for role in Role if may_give([Role.GROUP_LEAD], role)} == set(Role) - {Role.OPERATOR}
    assert {role for role in Role if may_give([Role.OPERATOR], role)} == {Role.OPERATOR}
    assert not [role for role in Role if may_give([Role.LEAD], role)]
