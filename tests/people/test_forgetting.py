"""Forgetting somebody drops their name in every room, and says what of theirs is on file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from havenkeep.evidence.models import Proof
from havenkeep.joining.models import Agreement, Induction
from havenkeep.keycards.actions import account_of
from havenkeep.keycards.models import KeyCard, SignInLink
from havenkeep.lessons.models import QuizAttempt
from havenkeep.needs.models import Assignment
from havenkeep.organisations.models import Home
from havenkeep.people import actions
from havenkeep.people.models import Person
from havenkeep.talks.models import KnownName
from havenkeep.training.models import Completion, Passport
from tests.people.hands import at, on_list, text_of
from tests.world import AT, World

LONG_AGO = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def mary(world: World) -> Person:
    """Somebody who left long ago, and about whom every room has kept something."""
    mary = on_list(world, "Mary Quill", ended_on=LONG_AGO, job_title="Mary’s old job")
    home, by, later = world.thistlewick, world.alice.as_actor(), AT + timedelta(days=1)
    signed: dict[str, Any] = {"home": home, "person": mary, "how": "screen", "noted_at": AT}
    signed |= {"signed_name": "Mary Quill", "signed_on": LONG_AGO, "signed_by_id": "u1"}
    Induction.objects.create(**signed, signed_off_by="Lena Reed", signed_off_on=LONG_AGO)
    Agreement.objects.create(**signed, kind="addendum")
    account_of(person=mary, by=by, at=AT)
    KeyCard.objects.create(person=mary, token_digest="a", code_secret="b", made_at=AT)
    SignInLink.objects.create(person=mary, token_digest="a", made_at=AT, expires_at=later)
    KnownName.objects.create(home=home, name_key="quill mary", person=mary, saved_at=AT)
    Passport.objects.create(person=mary, made_at=AT, expires_at=later)
    Assignment.objects.create(
        home=home, person=mary, training="x", due_on=LONG_AGO, asked_on=LONG_AGO, made_by="Jo", made_at=AT
    )
    QuizAttempt.objects.create(person=mary, course="everyone", version="1", questions=[], started_at=AT)
    on_file(home, mary, title="Mary Quill’s certificate")
    mary.refresh_from_db()
    return mary


def on_file(home: Home, person: Person, *, title: str, days: int = 0) -> Proof:
    proof = Proof.objects.create(home=home, kind="place", title=title, added_at=AT, added_by="Jo")
    Completion.objects.create(
        person=person,
        course="x",
        title="A course",
        completed_on=LONG_AGO + timedelta(days=days),
        source="outside",
        noted_at=AT,
        proof=proof,
        link="https://example.org/Mary-Quill",
    )
    return proof


def naming(word: str) -> set[str]:
    """Return the fields, of any table, in which somebody's name stands."""
    texts = (models.CharField, models.TextField, models.JSONField)
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, texts)
        and model._base_manager.filter(**{f"{field.name}__icontains": word}).exists()
    }


def test_no_room_keeps_the_name_of_somebody_forgotten(world: World, mary: Person) -> None:
    assert len(naming("quill")) > 5
    actions.forget_person(person=mary, by=world.alice.as_actor(), at=AT)
    # What is on file is deleted by whoever has looked at it, and never silently.
    assert naming("quill") == {"evidence.Proof.title"}
    assert naming("Mary’s old") == set()


def test_what_happened_stays_without_the_name(world: World, mary: Person) -> None:
    actions.forget_person(person=mary, by=world.alice.as_actor(), at=AT)
    for table in (Induction, Agreement, Completion):
        assert table._base_manager.filter(person=mary).count() == 1
    for gone in (KeyCard, SignInLink, KnownName, Passport, Assignment, QuizAttempt):
        assert not gone._base_manager.exists()
    page = text_of(world.client(world.alice), f"/homes/{world.thistlewick.ref}/staff/{mary.ref}/joining/")
    assert "Someone who left" in page


def test_an_account_with_an_e_mail_is_its_owners_and_stays(world: World) -> None:
    gone = on_list(world, "Bob Marsh", ended_on=LONG_AGO)
    Person.objects.filter(pk=gone.pk).update(user=world.bob)
    actions.forget_person(person=gone, by=world.alice.as_actor(), at=AT)
    world.bob.refresh_from_db()
    assert (world.bob.name, world.bob.is_active) == ("Bob Marsh", True)


def test_the_page_says_what_is_on_file_and_leads_to_deleting_it(world: World, mary: Person) -> None:
    on_file(world.oak_lodge, mary, title="The other certificate", days=1)
    page = text_of(world.client(world.alice), at(world, f"{mary.ref}/forgetting/"))
    here = Proof.objects.get(home=world.thistlewick)
    assert f'href="/homes/{world.thistlewick.ref}/evidence/{here.ref}/"' in page
    assert "The other certificate, kept by Oak Lodge" in page
    assert page.count("/evidence/") == 1 + page.split("<main")[0].count("/evidence/")


def test_without_anything_on_file_the_page_says_nothing_of_it(world: World) -> None:
    gone = on_list(world, "Ann Lee", ended_on=LONG_AGO)
    assert "On file" not in text_of(world.client(world.alice), at(world, f"{gone.ref}/forgetting/"))
