"""Reminders go gently, and not for ever."""

from __future__ import annotations

from datetime import date, timedelta

from havenkeep.needs.domain.letters import digest_letter, reminder_letter
from havenkeep.needs.domain.owing import Owed
from havenkeep.needs.domain.reminding import Sent, Which, too_soon, which_now

DUE = date(2026, 12, 10)


def sent(which: Which, on: date, *, due_on: date = DUE) -> Sent:
    return Sent(training="everyone", due_on=due_on, which=which, on=on)


def now(on: date, *before: Sent, most: int = 4) -> Which | None:
    return which_now(training="everyone", due_on=DUE, sent=before, most=most, on=on)


def test_one_goes_in_the_two_weeks_before_and_no_second() -> None:
    assert now(DUE - timedelta(days=15)) is None
    assert now(DUE - timedelta(days=14)) is Which.BEFORE
    assert now(DUE, sent(Which.BEFORE, DUE - timedelta(days=14))) is None


def test_the_next_goes_the_day_after_and_then_every_two_weeks() -> None:
    before, after = sent(Which.BEFORE, DUE - timedelta(days=14)), sent(Which.AFTER, DUE + timedelta(days=1))
    assert now(DUE + timedelta(days=1), before) is Which.AFTER
    assert now(DUE + timedelta(days=14), before, after) is None
    assert now(DUE + timedelta(days=15), before, after) is Which.AGAIN


def test_it_ends_after_so_many() -> None:
    gone = [sent(Which.AFTER, DUE + timedelta(days=1)), sent(Which.AGAIN, DUE + timedelta(days=15))]
    assert now(DUE + timedelta(days=60), *gone, most=3) is Which.AGAIN
    assert now(DUE + timedelta(days=60), *gone, most=2) is None


def test_last_years_reminders_do_not_count_for_this_year() -> None:
    old = sent(Which.BEFORE, date(2025, 11, 26), due_on=date(2025, 12, 10))
    assert now(DUE, old) is Which.BEFORE


def test_nobody_gets_two_mails_within_three_days_whatever_they_are_about() -> None:
    other = Sent(training="tricks", due_on=DUE, which=Which.BEFORE, on=date(2026, 12, 1))
    assert too_soon([other], on=date(2026, 12, 3))
    assert not too_soon([other], on=date(2026, 12, 4))


def test_a_letter_names_the_training_the_day_and_the_way() -> None:
    one = Owed(course="everyone", title="Yearly training", due_on=DUE, overdue=0, why="")
    letter = reminder_letter(
        name="Cara Finch", home="Oak Lodge", owed=[one], address="https://care.example.org/me/", on=DUE
    )
    assert "- Yearly training: by 10 December 2026" in letter.body
    assert "https://care.example.org/me/" in letter.body
    late = reminder_letter(
        name="Cara Finch", home="Oak Lodge", owed=[one], address="", on=DUE + timedelta(days=1)
    )
    assert "it was due on 10 December 2026" in late.body
    assert "http" not in late.body


def test_a_digest_has_numbers() -> None:
    letter = digest_letter(
        name="Lena Reed", home="Oak Lodge", people=2, trainings=[("Yearly training", 2)], address=""
    )
    assert letter.subject == "Late training at Oak Lodge: 2 people"
    assert "2 people are more than two weeks late" in letter.body
