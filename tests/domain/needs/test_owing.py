"""What somebody owes, by which day, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from havenkeep.needs.domain.owing import Asked, Asking, Owed, owed
from havenkeep.needs.domain.starter import Need, starter
from havenkeep.needs.domain.training import Done, Training, good_until, last_had, months_after
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.outcomes import ALL_OUTCOMES, Outcome
from havenkeep.training.domain.window import counts_on

ON = date(2026, 11, 23)
TRAININGS = starter().trainings
EVERYONE = Need(training="everyone", within_days=7, why="Reads care notes.")


def ask(
    need: Need = EVERYONE, *, started: date | None = date(2026, 11, 20), noted: date = date(2026, 11, 21)
) -> Asking:
    return Asking(need=need, started_on=started, noted_on=noted)


def owing(
    *asking: Asking, asked: tuple[Asked, ...] = (), done: tuple[Done, ...] = (), back_on: date | None = None
) -> tuple[Owed, ...]:
    return owed(asking=asking, asked=asked, done=done, trainings=TRAININGS, on=ON, back_on=back_on)


def whole(on: date) -> Done:
    return Done(on=on, covers=ALL_OUTCOMES)


def test_a_new_starter_owes_it_within_the_days_of_the_role() -> None:
    (one,) = owing(ask())
    assert (one.course, one.due_on, one.overdue) == ("everyone", date(2026, 11, 27), 0)
    assert one.why == "Within 7 days of starting."


def test_somebody_long_here_is_not_late_since_the_year_they_started() -> None:
    (one,) = owing(ask(started=date(2012, 5, 1)))
    assert one.due_on == date(2026, 11, 28)
    assert owing(ask(started=None)) == (one,)


def test_what_was_done_is_owed_again_a_year_later_and_not_before() -> None:
    assert owing(ask(), done=(whole(date(2026, 6, 1)),)) == ()
    (one,) = owing(ask(), done=(whole(date(2025, 12, 1)),))
    assert (one.due_on, one.why) == (date(2026, 12, 1), "Last done on 1 December 2025.")
    (late,) = owing(ask(), done=(whole(date(2025, 11, 1)),))
    assert late.overdue == 22


def test_three_of_four_subjects_are_not_the_training() -> None:
    most = Done(on=date(2026, 11, 1), covers=ALL_OUTCOMES - {Outcome.REPORTING})
    assert len(owing(ask(), done=(most,))) == 1
    rest = Done(on=date(2026, 2, 1), covers=frozenset({Outcome.REPORTING}))
    assert last_had(TRAININGS["everyone"], (most, rest)) == date(2026, 2, 1)


def test_the_ordinary_course_is_not_the_leads() -> None:
    lead = ask(Need(training="lead", within_days=60))
    assert [row.course for row in owing(lead, done=(whole(ON),))] == ["lead"]
    assert owing(lead, done=(Done(on=ON, for_role="lead"),)) == ()


def test_of_two_roles_the_earlier_day_counts_and_the_training_stands_once() -> None:
    later = ask(Need(training="everyone", within_days=28))
    assert [row.due_on for row in owing(later, ask())] == [date(2026, 11, 27)]


def test_everyones_training_stands_first_among_those_of_one_day() -> None:
    needs = [Need(training=name, within_days=7) for name in ("tricks", "lead", "everyone")]
    assert owing(*map(ask, needs))[0].course == "everyone"


def test_a_need_that_was_approved_lately_counts_from_the_approval() -> None:
    new = Need(training="tricks", within_days=30, why="Added here.", since=date(2026, 11, 10))
    (one,) = owing(ask(new, started=date(2026, 1, 5), noted=date(2026, 1, 6)))
    assert (one.due_on, one.why) == (date(2026, 12, 10), "Added here.")


def test_what_was_asked_beside_the_role_is_owed_until_it_is_done_anew() -> None:
    asked = Asked(training="tricks", asked_on=date(2026, 11, 20), due_on=date(2026, 12, 4))
    old, new = whole(date(2026, 11, 1)), whole(date(2026, 11, 21))
    assert [row.due_on for row in owing(asked=(asked,), done=(old,))] == [date(2026, 12, 4)]
    assert owing(asked=(asked,), done=(new,)) == ()


def test_nothing_is_late_in_the_first_two_weeks_back_from_a_long_absence() -> None:
    (one,) = owing(ask(), done=(whole(date(2025, 6, 1)),), back_on=ON - timedelta(days=4))
    assert (one.due_on, one.overdue) == (ON + timedelta(days=10), 0)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_table_has_a_row_for_every_role_and_everyone_is_trained() -> None:
    for plan in starter().roles.values():
        assert plan.sees
        assert "everyone" in {need.training for need in plan.needs}


@pytest.mark.parametrize("training", TRAININGS.values(), ids=lambda training: training.id)
def test_each_training_is_had_by_a_course_that_there_is(training: Training) -> None:
    done = [[Done(on=ON, covers=row.covers, for_role=row.for_role)] for row in courses().values()]
    assert any(last_had(training, one) == ON for one in done)


def test_a_year_of_training_ends_on_the_day_that_the_95_percent_counts() -> None:
    for day in (date(2027, 2, 28), date(2028, 2, 29), date(2026, 5, 1)):
        last = good_until(TRAININGS["everyone"], last=day)
        assert counts_on(day, last)
        assert not counts_on(day, last + timedelta(days=1))
