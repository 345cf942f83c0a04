"""Noting training: one person, several, a whole sheet; what is refused leaves nothing behind."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.evidence.models import Proof
from havenkeep.people.models import Person
from havenkeep.training.actions import CannotNote, NewCompletion, note_completions, withdraw_completion
from havenkeep.training.domain.catalogue import courses, other_course
from havenkeep.training.domain.outcomes import ALL_OUTCOMES, Outcome
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from tests.training.team import hire, staff, teach
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def of(world: World, person: Person, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/staff/{person.ref}/training/{rest}"


def day(value: date = TODAY) -> dict[str, Any]:
    return {"completed_on_day": value.day, "completed_on_month": value.month, "completed_on_year": value.year}


def rows(people: list[Person], *, on: date = TODAY) -> list[NewCompletion]:
    return [
        NewCompletion(
            person=person,
            course="elfh-dsa-1",
            title="NHS Data Security Awareness",
            completed_on=on,
            source=Source.SHEET,
            covers=ALL_OUTCOMES,
        )
        for person in people
    ]


def test_a_course_of_the_catalogue_covers_what_the_catalogue_says(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    sent = {"course": "ncsc-top-tips", "score": "90", **day()}
    assert world.client(world.alice).post(of(world, person, "note/"), sent).status_code == 302
    done = Completion.objects.get()
    assert done.covers == {Outcome.THREATS}
    assert (done.score, done.code, done.source) == (90, None, "certificate")
    page = world.client(world.ivy).get(of(world, person)).content.decode()
    assert "Not covered yet" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"course": ""}, "Which course?"),
        ({"course": "nothing"}, "Choose one"),
        (day(TODAY + timedelta(days=1)), "must be on or before 23 November 2026"),
        (day(date(1999, 12, 31)), "must be on or after 1 January 2000"),
        ({"completed_on_day": "31", "completed_on_month": "2"}, "February 2026 has 28 days"),
        ({"score": "101"}, "core must be 100 or fewer"),
        ({"course": "other"}, "Name of the other course"),
        ({"course": "other", "other_title": "Mine"}, "Tick what the course covers"),
        ({"link": "ftp://x"}, "starting with https://"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(world: World, changed: dict[str, Any], says: str) -> None:
    person = hire(world.thistlewick, "Ann Low")
    sent = {"course": "ncsc-top-tips", **day()} | changed
    answer = world.client(world.alice).post(of(world, person, "note/"), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Completion.objects.exists()


def test_an_uploaded_certificate_is_proof_for_a_year(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    upload = SimpleUploadedFile("c.png", picture.getvalue(), content_type="image/png")
    sent = {"course": "elfh-dsa-1", "upload": upload, **day()}
    assert world.client(world.alice).post(of(world, person, "note/"), sent).status_code == 302
    proof = Proof.objects.get()
    assert (proof.valid_until, proof.paper) == (date(2027, 11, 23), "training_certificate")
    assert proof.uses.count() == 1
    assert "Ann" not in proof.title
    assert Completion.objects.get().proof == proof


def test_a_hostile_certificate_notes_nothing(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    upload = SimpleUploadedFile("c.png", b"MZ\x90\x00 not a picture", content_type="image/png")
    sent = {"course": "elfh-dsa-1", "upload": upload, **day()}
    assert world.client(world.alice).post(of(world, person, "note/"), sent).status_code == 422
    assert not Completion.objects.exists()
    assert not Proof.objects.exists()


def test_several_people_at_once_and_nobody_else_s(world: World) -> None:
    here, there = hire(world.thistlewick, "Ann Low"), hire(world.brookside, "Strange Hand")
    client, address = world.client(world.alice), f"/homes/{world.thistlewick.ref}/training/together/"
    sent = {"course": "elfh-dsa-1", "people": [here.ref, there.ref], **day()}
    assert client.post(address, sent).status_code == 422
    sent["people"] = [here.ref]
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert Completion.objects.get().person == here


def test_two_other_courses_on_one_day_are_two(world: World) -> None:
    assert other_course("Mine") == other_course(" mine ")
    person = hire(world.thistlewick, "Ann Low")
    for title in ("First evening", "Second evening"):
        sent = {"course": "other", "other_title": title, "covers": ["threats"], **day()}
        world.client(world.alice).post(of(world, person, "note/"), sent)
    assert Completion.objects.count() == 2


def test_taking_back_lets_it_be_noted_again(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    done = teach(person)
    client = world.client(world.alice)
    assert client.post(of(world, person, f"{done.ref}/withdrawal/")).status_code == 302
    assert client.post(of(world, person, f"{done.ref}/withdrawal/")).status_code == 404
    assert teach(person).pk != done.pk


def test_a_sheet_twice_is_noted_once_in_a_constant_number_of_reads(world: World) -> None:
    people = staff(world.thistlewick, 300, trained=0)
    for some, made in ((people[:3], 3), (people, 297), (people, 0)):
        with CaptureQueriesContext(connection) as asked:
            noted = note_completions(rows=rows(some), by=SYSTEM, at=AT)
        assert (noted.made, noted.same) == (made, len(some) - made)
        reads = [query["sql"] for query in asked if query["sql"].lstrip().upper().startswith("SELECT")]
        assert len(reads) <= 6
    assert Event.objects.filter(event="training.completions_noted").count() == 2


def test_one_bad_row_notes_nobody_and_says_whose(world: World) -> None:
    people = staff(world.thistlewick, 3, trained=0)
    bad = rows(people[2:], on=TODAY + timedelta(days=1))
    with pytest.raises(CannotNote, match="Worker 0002: The day of completion is in the future"):
        note_completions(rows=[*rows(people[:2]), *bad], by=SYSTEM, at=AT)
    assert not Completion.objects.exists()


def test_impossible_days_and_scores_are_refused_below_the_forms_too(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    for changed in ({"on": date(1999, 1, 1)}, {"on": TODAY + timedelta(days=1)}, {"score": 101}):
        with pytest.raises(CannotNote):
            teach(person, **changed)


def test_history_names_nobody(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    withdraw_completion(completion=teach(person), by=SYSTEM, at=AT)
    told = [
        f"{event.subject} {event.fields}" for event in Event.objects.filter(event__startswith="training.")
    ]
    assert len(told) == 2
    assert "Ann" not in " ".join(told)


def test_every_course_covers_something_and_says_who_says_so() -> None:
    for course in courses().values():
        assert course.covers or course.for_role
        assert course.source
        assert len(course.id) <= 40
        assert len(course.title) <= 160
