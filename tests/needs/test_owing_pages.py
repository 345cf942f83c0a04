"""Who owes what: the list, asking somebody beside their role, the papers, and the reminders' page."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.needs.actions import assign
from havenkeep.needs.models import Assignment, ReminderSettings
from havenkeep.needs.queries import owed_at, owed_by
from havenkeep.organisations.models import Home
from havenkeep.people.actions import end_post, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from tests.needs.staff import hire, train
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World, rest: str = "assignments/") -> str:
    return f"/homes/{world.thistlewick.ref}/training/needs/{rest}"


def text(world: World, rest: str = "assignments/") -> str:
    response = world.client(world.alice).get(at(world, rest))
    assert response.status_code == 200
    return str(response.content.decode())


def day(value: date) -> dict[str, str]:
    return {"due_on_day": str(value.day), "due_on_month": str(value.month), "due_on_year": str(value.year)}


def ask(world: World, **sent: str) -> Any:
    return world.client(world.alice).post(
        at(world, "assignments/new/"), {"training": "tricks", **day(TODAY + timedelta(7)), **sent}
    )


def test_the_list_says_who_owes_what_and_that_nobody_approved_it_yet(world: World) -> None:
    cara = hire(world.thistlewick, "Cara Finch")
    train(hire(world.thistlewick, "Dan Wool"), TODAY)
    page = text(world)
    assert f"/staff/{cara.ref}/training/" in page
    assert "1 person of 2 has training to do. Nobody is late." in page
    assert "Nobody has approved the training needs yet" in page
    assert "by 27 November 2026" in page
    assert "Dan Wool" not in page


def test_an_empty_list_is_not_praised(world: World) -> None:
    page = text(world)
    assert "Nobody is on the staff list yet" in page
    assert "has what their role needs" not in page


def test_who_left_owes_nothing_and_who_works_at_two_homes_owes_once(world: World) -> None:
    gone, both = hire(world.thistlewick, "Cara Finch"), hire(world.thistlewick, "Dan Wool")
    end_post(post=gone.posts.get(), ended_on=TODAY - timedelta(1), by=SYSTEM, at=AT)
    start_post(
        person=both,
        home=world.oak_lodge,
        engagement=Engagement.BANK,
        role=JobRole.NURSE,
        by=SYSTEM,
        at=AT,
    )
    assert owed_by(gone, TODAY) == ()
    assert [row.course for row in owed_by(both, TODAY)] == ["everyone"]
    everyone = owed_at(Home.objects.filter(provider=world.larkfield), TODAY)
    assert [(row.worker.name, len(row.owed)) for row in everyone] == [("Dan Wool", 1)]


def test_who_sees_no_personal_data_owes_only_what_is_asked_of_them(world: World) -> None:
    gus = hire(world.thistlewick, "Gus Turf", JobRole.MAINTENANCE, sees=False)
    assert owed_by(gus, TODAY) == ()
    assign(home=world.thistlewick, training="everyone", due_on=TODAY, person=gus, by=SYSTEM, at=AT)
    assert [row.why for row in owed_by(gus, TODAY)] == ["Asked for, beside the role."]


def test_a_training_is_asked_of_one_person_or_a_role_and_taken_back(world: World) -> None:
    train(hire(world.thistlewick, "Cara Finch"), TODAY - timedelta(1))
    train(hire(world.thistlewick, "Dan Wool", payroll_number="77"), TODAY - timedelta(1))
    assert ask(world, whom="person", person="finch, cara").status_code == 302
    assert ask(world, whom="person", person="77").status_code == 302
    assert ask(world, whom="role", role="kitchen").status_code == 302
    assert ask(world, whom="role", role="kitchen").status_code == 302
    assert Assignment.objects.count() == 3
    page = text(world)
    assert "2 people of 2 have training to do" in page
    row = Assignment.objects.get(person__name="Cara Finch")
    assert world.client(world.alice).post(at(world, f"assignments/{row.ref}/ending/")).status_code == 302
    assert "1 person of 2 has training to do" in text(world)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"whom": "person", "person": "Nobody Known"}, "Nobody of this name works here today"),
        ({"whom": "person", "person": "Cara Finch"}, "More than one person has this name"),
        ({"whom": "person", "person": ""}, "Enter the name or payroll number"),
        ({"whom": "role"}, "Choose the role"),
        ({}, "Choose who it is for"),
        ({"whom": "role", "role": "carer", "training": "flying"}, "Choose one of the answers in the list"),
        ({"whom": "role", "role": "carer", **day(TODAY - timedelta(1))}, "must be on or after"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(world: World, sent: dict[str, str], says: str) -> None:
    hire(world.thistlewick, "Cara Finch")
    hire(world.thistlewick, "Cara Finch")
    response = ask(world, **sent)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Assignment.objects.exists()


def test_the_lists_name_those_without_email_and_nothing_but_what_to_do(world: World) -> None:
    hire(world.thistlewick, "Cara Finch")
    hire(world.thistlewick, "Mia Post", email="mia@example.org")
    client = world.client(world.alice)
    for paper in ("handover-list", "pocket-slips"):
        got = client.get(at(world, f"papers/{paper}.pdf"))
        told = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(got.content)).pages)
        assert "Cara Finch" in told
        assert "by 27 Nov" in told
        assert "Mia Post" not in told
        assert "Within 7 days" not in told
    assert client.get(at(world, "papers/wages.pdf")).status_code == 404


def test_reminders_are_turned_off_and_limited(world: World) -> None:
    client = world.client(world.alice)
    assert client.post(at(world, "reminders/"), {"wanted": "no", "most": "2"}).status_code == 302
    kept = ReminderSettings.objects.get()
    assert (kept.wanted, kept.most) == (False, 2)
    refused = client.post(at(world, "reminders/"), {"wanted": "yes", "most": "99"})
    assert refused.status_code == 422
    assert "E-mail is not set up here" in text(world, "reminders/")
    assert "Nobody is reminded." in str(world.client(world.ivy).get(at(world, "reminders/")).content.decode())
