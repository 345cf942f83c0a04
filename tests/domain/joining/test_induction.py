"""Whether starters were inducted: what counts, what is late, and what is never green."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.joining.domain.induction import (
    Approved,
    Progress,
    Signed,
    Starter,
    induction_finding,
    starter_of,
    year_before,
)
from havenkeep.joining.domain.stays import Stay

ON = date(2026, 11, 23)
DAY = timedelta(days=1)
CHECKLIST = Approved(number=2, approved_on=date(2026, 3, 3), within_days=7, since=date(2026, 1, 5))


def starter(days: int, *signed: Signed, left: date | None = None) -> Starter:
    """Judge somebody who started so many days ago."""
    judged = starter_of(Stay(started_on=ON - days * DAY, ended_on=left), signed, within_days=7, on=ON)
    assert judged is not None
    return judged


def after(days: int, *, started: int, off: int | None = None) -> Signed:
    """Signed so many days after a start that was `started` days ago, signed off `off` days after it."""
    first = ON - started * DAY
    return Signed(signed_on=first + days * DAY, signed_off_on=None if off is None else first + off * DAY)


def finding(
    starters: Sequence[Starter], *, checklist: Approved | None = CHECKLIST, here: int = 9, undated: int = 0
) -> Finding:
    return induction_finding(starters, checklist=checklist, here=here, undated=undated)


IN_TIME = starter(100, after(1, started=100, off=7))


@pytest.mark.parametrize(
    ("judged", "progress"),
    [
        (starter(100, after(1, started=100, off=7)), Progress.IN_TIME),
        (starter(100, after(1, started=100, off=8)), Progress.LATE),
        (starter(7), Progress.DUE),
        (starter(8), Progress.OVERDUE),
        (starter(8, after(1, started=8)), Progress.OVERDUE),
        (starter(30, left=ON - DAY), Progress.LEFT),
        (starter(30, left=ON), Progress.OVERDUE),
    ],
)
def test_the_days_that_the_home_set_decide(judged: Starter, progress: Progress) -> None:
    assert judged.progress is progress


def test_what_was_signed_before_the_first_day_does_not_count() -> None:
    early = starter(30, after(-1, started=30, off=2))
    assert early.progress is Progress.OVERDUE
    assert not early.signed


def test_without_the_managers_signature_it_is_not_done() -> None:
    waiting = starter(30, after(1, started=30))
    assert waiting.signed
    assert finding([waiting]).state is FindingState.NOT_MET


def test_all_signed_off_is_met_and_answers_yes() -> None:
    met = finding([IN_TIME, IN_TIME])
    assert met.state is FindingState.MET
    assert met.draft == "yes"
    assert (met.numerator, met.denominator) == (2, 2)
    assert met.sentence == (
        "2 of the 2 people who started in the last 12 months were taken through our induction and signed "
        "off, within 7 days. It covers data security, data protection and cyber risks."
    )


def test_late_counts_as_done_and_is_told() -> None:
    late = finding([IN_TIME, starter(100, after(1, started=100, off=20))])
    assert late.state is FindingState.MET
    assert "1 of these later than 7 days" in late.sentence


def test_one_overdue_is_not_met_and_one_due_is_about_to_lapse() -> None:
    due = finding([IN_TIME, starter(2)])
    assert due.state is FindingState.LAPSING
    assert due.lapses_on == ON + 5 * DAY
    assert due.draft == ""
    overdue = finding([IN_TIME, starter(2), starter(20)])
    assert overdue.state is FindingState.NOT_MET
    assert overdue.draft == ""
    assert "1 is overdue" in overdue.sentence


def test_who_left_before_it_was_due_is_told_and_stands_in_nobodys_way() -> None:
    left = finding([IN_TIME, starter(30, left=ON - 25 * DAY)])
    assert left.state is FindingState.MET
    assert (left.numerator, left.denominator) == (1, 2)
    assert left.sentence.startswith("1 of the 2 people who started in the last 12 months was taken through")
    assert "1 person started and left without being signed off." in left.sentence


def test_who_left_after_it_was_due_makes_it_impossible_to_tell_of_everyone() -> None:
    late = starter(30, left=ON - DAY)
    for starters in ([IN_TIME, late], [IN_TIME, late, starter(2)], [late]):
        found = finding(starters)
        assert (found.state, found.draft) == (FindingState.COULD_NOT_TELL, "")
        assert "left without being signed off after the 7 days were over." in found.sentence
    assert finding([late, starter(20)]).state is FindingState.NOT_MET
    before = starter(330, left=date(2026, 1, 4))
    assert finding([IN_TIME, before]).state is FindingState.MET


def test_while_nobody_has_set_the_days_nothing_is_late() -> None:
    stay = Stay(started_on=ON - 90 * DAY)
    judged = starter_of(stay, [], within_days=None, on=ON)
    assert judged is not None
    assert (judged.progress, judged.due_on) == (Progress.OPEN, None)
    done = starter_of(stay, [after(40, started=90, off=40)], within_days=None, on=ON)
    assert done is not None
    assert done.progress is Progress.IN_TIME


def test_a_checklist_that_nobody_approved_is_never_green() -> None:
    assert finding([IN_TIME], checklist=None).state is FindingState.COULD_NOT_TELL
    assert finding([], checklist=None).state is FindingState.COULD_NOT_TELL


def test_nobody_started_is_met_only_when_the_list_could_show_it() -> None:
    assert finding([]).state is FindingState.MET
    assert finding([]).sentence.startswith(
        "Nobody started in the last 12 months. Our induction checklist of 3"
    )
    assert finding([], here=0).state is FindingState.COULD_NOT_TELL
    for starters in ([], [IN_TIME], [IN_TIME, starter(2)]):
        unsure = finding(starters, here=4, undated=1)
        assert (unsure.state, unsure.draft) == (FindingState.COULD_NOT_TELL, "")
        assert "The first day of 1 person on the staff list is not noted" in unsure.sentence


def test_one_starter_is_spoken_of_as_one() -> None:
    assert finding([IN_TIME]).sentence.startswith(
        "1 person started in the last 12 months and was taken through our induction and signed off, within"
    )
    assert finding([starter(20)]).sentence == (
        "1 person started in the last 12 months and was not yet taken through our induction and signed off. "
        "1 is overdue: the 7 days that we set are over."
    )
    assert finding([starter(20), starter(20)]).sentence.startswith("None of the 2 people who started")


def test_who_has_no_first_day_or_has_not_begun_is_no_starter() -> None:
    assert starter_of(Stay(started_on=None), [], within_days=7, on=ON) is None
    assert starter_of(Stay(started_on=ON + DAY), [], within_days=7, on=ON) is None


def test_a_year_before_a_leap_day_is_the_day_before_it() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(ON) == date(2025, 11, 23)
