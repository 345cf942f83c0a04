"""When the training needs are worked out, and the ways in which they only look so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from havenkeep.evidence.domain.finding import FindingState
from havenkeep.needs.domain.analysis import Approved, forgotten_roles, needs_finding
from havenkeep.people.domain.engagement import JobRole

APPROVED = Approved(
    on=date(2026, 3, 2),
    by="Alice Fenn",
    roles=frozenset({JobRole.MANAGER, JobRole.CARER, JobRole.NIGHT_CARER}),
    people=31,
)
TODAY = (JobRole.MANAGER, JobRole.CARER)


def state(on: date, *, today: tuple[JobRole, ...] = TODAY) -> FindingState:
    return needs_finding(APPROVED, today=today, on=on).state


def test_approved_this_year_for_every_role_of_today_is_met_and_drafts_the_answer() -> None:
    found = needs_finding(APPROVED, today=TODAY, on=date(2026, 6, 1))
    assert found.state is FindingState.MET
    assert found.sentence == "Training needs approved on 2 March 2026: 3 roles, 31 people."
    assert found.draft == "Training needs approved on 2 March 2026 by Alice Fenn: 3 roles, 31 people."


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 2), FindingState.MET),
        (date(2026, 12, 31), FindingState.MET),
        (date(2027, 1, 1), FindingState.LAPSING),
        (date(2027, 3, 1), FindingState.LAPSING),
        (date(2027, 3, 2), FindingState.NOT_MET),
    ],
)
def test_it_lapses_sixty_days_before_a_year_is_over_and_fails_on_the_day(
    on: date, expected: FindingState
) -> None:
    assert state(on) is expected


def test_what_lapses_says_until_when_and_still_drafts() -> None:
    found = needs_finding(APPROVED, today=TODAY, on=date(2027, 2, 1))
    assert found.sentence.endswith("Approve it again before 2 March 2027.")
    assert found.draft.endswith("31 people.")
    assert found.lapses_on == date(2027, 3, 2)


def test_a_role_that_came_after_the_approval_breaks_it_and_is_named() -> None:
    found = needs_finding(APPROVED, today=(*TODAY, JobRole.KITCHEN, JobRole.DIRECTOR), on=date(2026, 6, 1))
    assert found.state is FindingState.NOT_MET
    assert found.sentence.endswith("It leaves out 2 roles of today: Kitchen and Director or trustee.")
    assert found.draft == ""
    assert (found.numerator, found.denominator) == (2, 4)


def test_a_role_that_sees_personal_data_and_needs_no_training_breaks_it_and_is_named() -> None:
    untaught = replace(APPROVED, untaught=frozenset({JobRole.CARER, JobRole.NIGHT_CARER}))
    found = needs_finding(untaught, today=TODAY, on=date(2026, 6, 1))
    assert (found.state, found.numerator, found.denominator) == (FindingState.NOT_MET, 1, 2)
    assert found.sentence.endswith("It asks no training of 1 role that sees personal data: Care worker.")
    assert needs_finding(untaught, today=[JobRole.MANAGER], on=date(2026, 6, 1)).state is FindingState.MET


def test_a_role_that_nobody_holds_any_more_does_no_harm() -> None:
    assert state(date(2026, 6, 1), today=(JobRole.CARER,)) is FindingState.MET


def test_a_staff_list_without_anybody_proves_nothing() -> None:
    assert state(date(2026, 6, 1), today=()) is FindingState.COULD_NOT_TELL


def test_an_approval_on_the_leap_day_lapses_at_the_end_of_february() -> None:
    leap = replace(APPROVED, on=date(2028, 2, 29))
    assert leap.lapses_on == date(2029, 2, 28)
    assert needs_finding(leap, today=TODAY, on=leap.lapses_on - timedelta(1)).state is FindingState.LAPSING


def test_nights_kitchen_maintenance_and_directors_are_asked_for_when_nobody_holds_them() -> None:
    assert forgotten_roles([JobRole.CARER, JobRole.KITCHEN]) == (
        JobRole.NIGHT_CARER,
        JobRole.MAINTENANCE,
        JobRole.DIRECTOR,
    )
