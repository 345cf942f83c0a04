"""The words of the sample name items that are asked, people who are there, and days that can be read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from havenkeep.sample.domain.calendar import BadDay, Calendar
from havenkeep.sample.domain.story import Year, story
from havenkeep.standards.domain.loading import editions

YEARS = (story().last_year, *story().this_year)
CALENDAR = Calendar(
    at=datetime(2026, 11, 23, 19, 0, tzinfo=UTC),
    opened_on=date(2026, 9, 1),
    published_on=date(2026, 6, 11),
)


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.publisher} {year.edition}")
def test_every_item_named_is_asked(year: Year) -> None:
    asked = set(list(editions().values())[-1].by_ref)
    named = {said.item for sitting in year.sittings for said in sitting.answers}
    named |= {item for sitting in year.sittings for item in sitting.confirm_also}
    named |= {item for proof in year.proofs for item in proof.items}
    named |= {item for spoken in year.spoken for item in spoken.items}
    if year.plan is not None:
        named |= {job.item for job in (*year.plan.jobs, *year.plan.done)}
    assert named <= asked


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.publisher} {year.edition}")
def test_whoever_does_something_is_one_of_the_people(year: Year) -> None:
    people = {person.key for person in story().group.people}
    doing = {sitting.who for sitting in year.sittings} | {proof.who for proof in year.proofs}
    doing |= {spoken.who for spoken in year.spoken} | {year.opened.who}
    if year.plan is not None:
        doing |= {year.plan.who, year.plan.owner, *(job.owner for job in year.plan.jobs)}
    assert doing <= people


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.publisher} {year.edition}")
def test_what_rests_on_a_day_was_written_after_it(year: Year) -> None:
    for sitting in year.sittings:
        written = CALENDAR.told_at(sitting.when).date()
        for said in sitting.answers:
            for words in said.say.split("{")[1:]:
                day = words.split("}")[0]
                if day.endswith(("ago", "publishing")):
                    assert CALENDAR.day(day) <= written, f"{said.item}: {day}"


def test_days_are_said_from_today_or_from_last_years_publication() -> None:
    assert CALENDAR.day("12 days ago") == date(2026, 11, 11)
    assert CALENDAR.day("in 40 days") == date(2027, 1, 2)
    assert CALENDAR.day("1 days before publishing") == date(2026, 6, 10)
    with pytest.raises(BadDay):
        CALENDAR.day("last Tuesday")


def test_a_moment_is_by_the_clock_in_london() -> None:
    assert CALENDAR.moment("1 days before publishing, 19:05") == datetime(2026, 6, 10, 18, 5, tzinfo=UTC)


def test_moments_draw_together_while_the_edition_is_new_and_never_pass_now() -> None:
    young = Calendar(
        at=datetime(2026, 9, 8, 12, tzinfo=UTC),
        opened_on=date(2026, 9, 1),
        published_on=date(2026, 6, 11),
    )
    assert young.moment("80 days ago, 19:05").date() == date(2026, 9, 2)
    assert young.moment("5 days ago, 20:30") == young.at


def test_words_become_written_dates() -> None:
    assert CALENDAR.fill("on {12 days ago}, by {month in 60 days}") == "on 11 November 2026, by January 2027"
