"""When a talk's code works, what its calendar file says, and that its guide is whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from havenkeep.talks.domain.calendar import Entry, calendar_file
from havenkeep.talks.domain.guide import guide
from havenkeep.talks.domain.talk import Window, window
from havenkeep.training.domain.outcomes import Outcome

BEGINS = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_after", "lasts", "expected"),
    [
        (-31, 25, Window.TO_COME),
        (-30, 25, Window.OPEN),
        (180, 25, Window.OPEN),
        (181, 25, Window.OVER),
        (389, 360, Window.OPEN),
        (391, 360, Window.OVER),
    ],
)
def test_the_code_works_from_half_an_hour_before_to_three_hours_after(
    minutes_after: int, lasts: int, expected: Window
) -> None:
    assert window(BEGINS, minutes=lasts, at=BEGINS + timedelta(minutes=minutes_after)) is expected


def test_a_calendar_reads_what_we_write() -> None:
    entry = Entry(
        ref="abc",
        title="Tea; talk, with Zoë",
        starts_at=BEGINS,
        ends_at=BEGINS + timedelta(minutes=25),
        stamped_at=BEGINS,
        about="Led by Lena.\nCovers all.",
        where="Dining room",
        link="https://example.org/room?a=1&b=2",
        edition=2,
    )
    (event,) = Calendar.from_ical(calendar_file(entry)).walk("VEVENT")
    assert str(event["summary"]) == "Tea; talk, with Zoë"
    assert (event.start, event.end) == (BEGINS, BEGINS + timedelta(minutes=25))
    assert str(event["url"]) == "https://example.org/room?a=1&b=2"
    assert event["sequence"] == 2


def test_a_talk_called_off_takes_itself_out_of_calendars() -> None:
    entry = Entry(
        ref="abc", title="T", starts_at=BEGINS, ends_at=BEGINS, stamped_at=BEGINS, about="", called_off=True
    )
    calendar = Calendar.from_ical(calendar_file(entry))
    assert (str(calendar["method"]), str(calendar.walk("VEVENT")[0]["status"])) == ("CANCEL", "CANCELLED")


def test_the_guide_has_a_card_and_questions_for_each_outcome_and_takes_under_half_an_hour() -> None:
    told = guide()
    assert [card.outcome for card in told.cards] == list(Outcome)
    assert {question.outcome for question in told.questions} == set(Outcome)
    assert 20 <= told.minutes <= 30
    assert all(len(card.ask) >= 3 and len(card.draw_out) >= 3 for card in told.cards)
