"""Who was at a talk: by its code, by ticks, by names that nobody knew; and what closing it notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.people.actions import end_post
from havenkeep.people.models import Person
from havenkeep.talks.actions import (
    CannotAttend,
    CannotSchedule,
    call_off_talk,
    change_talk,
    close_talk,
    note_here,
    renew_code,
    settle_written_name,
    tick_attendance,
    write_names_down,
)
from havenkeep.talks.domain.guide import guide
from havenkeep.talks.models import Attendance, Talk
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.models import Completion
from tests.talks.cast import DETAILS, held, hired
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def bob(world: World) -> Person:
    return hired(world.thistlewick, "Bob Marsh", user=world.bob)


@pytest.fixture
def talk(world: World) -> Talk:
    return held(world.thistlewick)


def ticked(talk: Talk, *people: Person, shown: Sequence[Person] = ()) -> None:
    keys = [one.pk for one in people]
    tick_attendance(talk=talk, shown=[*keys, *(one.pk for one in shown)], there=keys, by=SYSTEM, at=AT)


def closed(talk: Talk, **changes: Any) -> int:
    said = {"led_by": "Lena Reed", "minutes": 30, "notes": "Good talk.", "questions_answered": True}
    return close_talk(talk=talk, by=SYSTEM, at=AT, **(said | changes))


def phone(world: World, talk: Talk) -> tuple[Client, str]:
    return world.client(world.bob), f"/talk/{talk.token}/"


def test_somebody_with_a_phone_says_that_they_are_here_once(world: World, talk: Talk, bob: Person) -> None:
    client, here = phone(world, talk)
    assert "I am here" in client.get(here).content.decode()
    assert not Attendance.objects.exists()
    for _ in range(2):
        assert "You are down as here, Bob Marsh" in client.post(here).content.decode()
    row = Attendance.objects.get()
    assert (row.person, row.how) == (bob, "qr")
    assert "You are down as here" in client.get(here).content.decode()


def test_somebody_of_another_home_of_the_provider_can_be_there_too(world: World, talk: Talk) -> None:
    hired(world.oak_lodge, "Bob Marsh", user=world.bob)
    client, here = phone(world, talk)
    assert client.post(here).status_code == 200
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(("minutes", "words"), [(-31, "too early"), (181, "is over")])
def test_the_code_works_only_around_the_talk(
    world: World, talk: Talk, bob: Person, time_machine: Any, minutes: int, words: str
) -> None:
    time_machine.move_to(AT + timedelta(minutes=minutes), tick=False)
    client, here = phone(world, talk)
    response = client.post(here)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Attendance.objects.exists()


def test_who_has_left_is_told_so_kindly_and_not_put_down(world: World, talk: Talk, bob: Person) -> None:
    end_post(post=bob.posts.get(), ended_on=TODAY - timedelta(days=1), by=SYSTEM, at=AT)
    client, here = phone(world, talk)
    assert "not on the staff list today" in client.post(here).content.decode()
    assert not Attendance.objects.exists()


def test_a_stranger_with_the_code_learns_nothing_of_the_talk(world: World, talk: Talk) -> None:
    hired(world.brookside, "Charlie Stone", user=world.charlie)
    response = world.client(world.charlie).get(f"/talk/{talk.token}/")
    assert "Not on this staff list" in response.content.decode()
    assert talk.title not in response.content.decode()
    assert world.client(world.charlie).post(f"/talk/{talk.token}/").status_code == 422
    assert not Attendance.objects.exists()


def test_an_earlier_code_stops_working_when_there_is_a_new_one(world: World, talk: Talk, bob: Person) -> None:
    client, here = phone(world, talk)
    renew_code(talk=talk, by=SYSTEM, at=AT)
    assert client.post(here).status_code == 404
    assert client.get("/talk/made-up/").status_code == 404
    assert not Attendance.objects.exists()


def test_ticks_add_and_take_off_only_who_was_shown(world: World, talk: Talk, bob: Person) -> None:
    ana, cat = hired(world.thistlewick, "Ana Silva"), hired(world.thistlewick, "Cat Bell")
    note_here(talk=talk, person=bob, by=SYSTEM, at=AT)
    ticked(talk, ana, cat)
    ticked(talk, ana, shown=[cat])
    assert set(talk.attendances.values_list("person__name", "how")) == {
        ("Bob Marsh", "qr"),
        ("Ana Silva", "tick"),
    }


def test_strangers_cannot_be_ticked(world: World, talk: Talk) -> None:
    stranger = hired(world.brookside, "Charlie Stone")
    left = hired(world.thistlewick, "Eve Long", ended_on=date(2026, 1, 1))
    ticked(talk, stranger, left)
    assert not Attendance.objects.exists()


def test_closing_notes_what_the_talk_covered_for_everyone_there(world: World, bob: Person) -> None:
    talk = held(world.thistlewick, covers={Outcome.THREATS})
    ana = hired(world.thistlewick, "Ana Silva")
    note_here(talk=talk, person=bob, by=SYSTEM, at=AT)
    ticked(talk, ana)
    assert closed(talk) == 2
    assert closed(talk) == 0
    rows = Completion.objects.order_by("person__name")
    assert [(row.person, row.source, row.covers) for row in rows] == [
        (ana, "talk", {Outcome.THREATS}),
        (bob, "talk", {Outcome.THREATS}),
    ]
    assert all(row.code and row.completed_on == TODAY for row in rows)


def test_two_talks_on_one_day_both_count(world: World, bob: Person) -> None:
    for covers in ({Outcome.THREATS}, {Outcome.RIGHTS}):
        talk = held(world.thistlewick, covers=covers)
        ticked(talk, bob)
        closed(talk)
    assert Completion.objects.count() == 2


def test_a_talk_without_anybody_or_before_it_begins_cannot_be_closed(world: World, bob: Person) -> None:
    with pytest.raises(CannotAttend, match="Nobody is down"):
        closed(held(world.thistlewick))
    later = held(world.thistlewick, starts_at=AT + timedelta(minutes=20))
    ticked(later, bob)
    with pytest.raises(CannotAttend, match="has not begun"):
        closed(later)
    assert not Completion.objects.exists()


def test_after_closing_names_are_added_with_their_training_and_none_is_taken_off(
    world: World, talk: Talk, bob: Person
) -> None:
    ana = hired(world.thistlewick, "Ana Silva")
    ticked(talk, bob)
    closed(talk)
    ticked(talk, ana, shown=[bob])
    assert set(Completion.objects.values_list("person", flat=True)) == {bob.pk, ana.pk}
    assert talk.attendances.count() == 2


def test_a_name_nobody_knew_waits_until_somebody_says_whose_it_is(
    world: World, talk: Talk, bob: Person
) -> None:
    write_names_down(talk=talk, names=["Bobby M", "BOBBY M", "Zed"], by=SYSTEM, at=AT)
    write_names_down(talk=talk, names=["zed"], by=SYSTEM, at=AT)
    bobby, zed = talk.written_names.order_by("pk")
    ticked(talk, hired(world.thistlewick, "Ana Silva"))
    closed(talk)
    settle_written_name(written=zed, person=None, by=SYSTEM, at=AT)
    assert not bob.completions.exists()
    settle_written_name(written=bobby, person=bob, by=SYSTEM, at=AT)
    assert bob.completions.count() == 1
    assert not talk.written_names.exists()


def test_a_written_name_is_never_somebody_who_did_not_work_here_then(world: World, talk: Talk) -> None:
    write_names_down(talk=talk, names=["Charlie"], by=SYSTEM, at=AT)
    with pytest.raises(CannotAttend, match="did not work here"):
        settle_written_name(
            written=talk.written_names.get(),
            person=hired(world.brookside, "Charlie Stone"),
            by=SYSTEM,
            at=AT,
        )
    assert talk.written_names.exists()


def test_a_talk_called_off_takes_no_attendance_and_no_change(world: World, talk: Talk, bob: Person) -> None:
    token = talk.token
    call_off_talk(talk=talk, by=SYSTEM, at=AT)
    assert world.client(world.bob).post(f"/talk/{token}/").status_code == 404
    with pytest.raises(CannotAttend):
        ticked(talk, bob)
    with pytest.raises(CannotSchedule):
        change_talk(talk=talk, details=DETAILS, by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"covers": ()}, "four outcomes"),
        ({"minutes": 0}, "lasts from"),
        ({"link": "javascript:alert(1)"}, "starting with https"),
        ({"link": "https://"}, "starting with https"),
        ({"link": "ftp://example.org"}, "starting with https"),
        ({"link": "https://[::bad"}, "starting with https"),
    ],
)
def test_what_a_talk_cannot_be_is_one_sentence(world: World, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotSchedule, match=words):
        held(world.thistlewick, **changes)
    assert not Talk.objects.exists()


def test_a_talk_of_ours_is_named_in_their_language_too(world: World, bob: Person) -> None:
    Person.objects.filter(pk=bob.pk).update(language="ro")
    client, here = phone(world, held(world.thistlewick, title=guide().title))
    assert (
        '<p lang="ro">Securitatea datelor în douăzeci și cinci de minute</p>'
        in client.get(here).content.decode()
    )
    client, here = phone(world, held(world.thistlewick, title="Cake and data"))
    assert 'lang="ro"' not in client.get(here).content.decode()
