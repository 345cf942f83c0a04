"""95% is 95%: nothing is rounded up, and absence takes nobody out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.training.domain.forecast import drop, forecast
from havenkeep.training.domain.standing import (
    Learner,
    Span,
    Standing95,
    enough,
    lift,
    merged,
    needed,
    shown_percent,
    standing,
)

ON = date(2026, 11, 23)
YEAR_AGO = date(2025, 11, 23)


def learner(
    number: int, trained: date | None, *, spans: tuple[Span, ...] = (Span(),), away: bool = False
) -> Learner:
    return Learner(
        person=number,
        ref=f"p{number}",
        name=f"Person {number:03}",
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        spans=spans,
        trained_from=trained,
        away=away,
    )


def team(trained: int, untrained: int) -> list[Learner]:
    return [learner(number, ON if number < trained else None) for number in range(trained + untrained)]


@pytest.mark.parametrize(
    ("trained", "total", "shown", "met"),
    [
        (41, 43, "95.3%", True),
        (18, 19, "94.7%", False),
        (19, 20, "95%", True),
        (949_999, 1_000_000, "94.9%", False),
        (43, 43, "100%", True),
        (0, 0, "0%", False),
    ],
)
def test_the_number_is_exact(trained: int, total: int, shown: str, met: bool) -> None:
    stands = Standing95(day=ON, numerator=trained, denominator=total)
    assert (stands.shown, stands.met) == (shown, met)


@given(st.integers(0, 19))
def test_under_twenty_nobody_may_be_missing(total: int) -> None:
    assert Standing95(day=ON, numerator=0, denominator=total).may_be_missing == 0


@given(st.integers(1, 5_000), st.data())
def test_what_is_shown_never_says_more_than_is_so(total: int, data: st.DataObject) -> None:
    trained = data.draw(st.integers(0, total))
    assert float(shown_percent(trained, total)) <= 100 * trained / total
    assert (float(shown_percent(trained, total)) >= 95) is enough(trained, total)
    assert enough(needed(total), total)
    assert not enough(needed(total) - 1, total)


def test_who_is_away_stays_in_the_count() -> None:
    people = [*team(38, 1), learner(99, None, away=True)]
    assert standing(people, on=ON).denominator == 40
    assert [one.person for one in lift([*team(17, 1), people[-1]], on=ON).people] == [17, 99]


def test_the_fewest_people_lift_it_longest_ago_first() -> None:
    people = [*team(40, 0), *(learner(50 + ago, YEAR_AGO - timedelta(days=ago)) for ago in range(1, 4))]
    never = learner(90, None)
    plan = lift([*people, never], on=ON)
    assert [one.person for one in plan.people] == [90, 53]
    assert (plan.then.numerator, plan.then.met) == (42, True)
    assert lift(team(20, 0), on=ON).people == ()


@given(st.integers(0, 60), st.integers(0, 60))
def test_one_fewer_would_not_lift_it(trained: int, untrained: int) -> None:
    plan = lift(team(trained, untrained), on=ON)
    total = trained + untrained
    assert enough(trained + len(plan.people), total) is (total > 0)
    assert not plan.people or not enough(trained + len(plan.people) - 1, total)


def test_somebody_at_two_services_is_one_person() -> None:
    until = ON + timedelta(days=99)
    here = learner(1, ON, spans=(Span(None, until),))
    there = learner(1, ON, spans=(Span(ON + timedelta(days=9), until),))
    assert standing(merged([[here], [there]]), on=ON).denominator == 1
    assert {step.total for step in forecast(merged([[here], [there]]), on=ON)} == {1, 0}


def test_the_forecast_says_when_it_falls() -> None:
    people = [
        *team(39, 0),
        learner(77, YEAR_AGO + timedelta(days=10)),
        learner(78, YEAR_AGO + timedelta(days=20)),
    ]
    people += [learner(79, YEAR_AGO + timedelta(days=20))]
    falls = drop(forecast(people, on=ON))
    assert falls is not None
    assert (falls.day, falls.lapses, falls.trained, falls.total) == (ON + timedelta(days=21), 2, 39, 42)
    assert drop(forecast(team(10, 5), on=ON)) is None


def test_leavers_and_starters_move_it() -> None:
    leaves = learner(50, ON, spans=(Span(None, ON + timedelta(days=4)),))
    starts = learner(51, None, spans=(Span(ON + timedelta(days=9)),))
    steps = {step.day: step for step in forecast([*team(19, 0), leaves, starts], on=ON)}
    assert steps[ON].total == 20
    left = steps[ON + timedelta(days=5)]
    assert (left.trained, left.total, left.leavers) == (19, 19, 1)
    begun = steps[ON + timedelta(days=9)]
    assert (begun.trained, begun.total, begun.starters) == (19, 20, 1)


OFFSETS = st.integers(-500, 500)
PEOPLE = st.lists(
    st.tuples(
        st.none() | st.integers(-800, 0),
        st.lists(st.tuples(st.none() | OFFSETS, st.none() | st.integers(0, 300)), min_size=1, max_size=3),
    ),
    max_size=6,
)


@given(PEOPLE)
def test_every_step_is_what_counting_that_day_gives(
    drawn: list[tuple[int | None, list[tuple[int | None, int | None]]]],
) -> None:
    people = []
    for number, (trained, spans) in enumerate(drawn):
        made = tuple(
            Span(
                None if first is None else ON + timedelta(days=first),
                None if length is None else ON + timedelta(days=(first or 0) + length),
            )
            for first, length in spans
        )
        days = None if trained is None else ON + timedelta(days=trained)
        people.append(replace(learner(number, days), spans=made))
    for step in forecast(people, on=ON):
        counted = standing(people, on=step.day)
        assert (step.trained, step.total) == (counted.numerator, counted.denominator)
