"""What is kept about a person: all of it for them, and nothing that is not needed once they are erased."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.queries import verify
from havenkeep.evidence.models import Proof
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.models import Appointment
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.jobs.actions import PlannedJob, plan_jobs
from havenkeep.jobs.models import Job
from havenkeep.organisations.actions import CannotEnd, give_membership
from havenkeep.organisations.models import Home
from havenkeep.web.personal.actions import erase_person
from havenkeep.web.personal.rule import GONE
from havenkeep.web.personal.rules import RULES
from tests.architecture.data_classes import DATA_CLASSES
from tests.architecture.walk import make_walk
from tests.organisations.test_inviting import accept, invited
from tests.world import AT, TODAY, World, join


def a_job(home: Home, owner: str) -> None:
    job = PlannedJob(item="", what="Call the surgery", owner_name=owner, due_on=TODAY, minutes=5)
    plan_jobs(place=home, jobs=[job], by=SYSTEM, at=AT)


def told(world: World, user: User) -> dict[str, list[dict[str, object]]]:
    answer = world.client(user).get("/me/data.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return {part["table"]: part["rows"] for part in json.loads(answer.content)["kept_by_the_service"]}


def test_a_person_gets_all_that_names_them(world: World) -> None:
    a_job(world.thistlewick, "Bob Marsh")
    appoint(home=world.thistlewick, duty=Duty.LEAD, name="bob marsh", by=SYSTEM, at=AT)
    found = told(world, world.bob)
    assert found["jobs.Job"][0]["what"] == "Call the surgery"
    assert found["governance.Appointment"][0]["duty"] == Duty.LEAD
    assert found["organisations.Membership"][0]["home__name"] == "Thistlewick House"


def test_somebody_of_the_same_name_elsewhere_stays_out_of_it(world: World) -> None:
    a_job(world.brookside, "Bob Marsh")
    assert "jobs.Job" not in told(world, world.bob)
    erase_person(user=world.bob, by=SYSTEM, at=AT)
    assert Job.objects.get().owner_name == "Bob Marsh"


def test_the_page_says_the_same_in_words(world: World) -> None:
    a_job(world.thistlewick, "Bob Marsh")
    text = world.client(world.bob).get("/me/data/").content.decode()
    for words in ("bob.marsh@example.org", "A job to do: 1", "Call the surgery", "Access to a service: 1"):
        assert words in text
    assert "Alice" not in text


def test_the_page_asks_the_same_number_of_questions_however_much_there_is(world: World) -> None:
    client = world.client(world.bob)
    client.get("/me/data/")
    with CaptureQueriesContext(connection) as few:
        client.get("/me/data/")
    for _ in range(30):
        a_job(world.thistlewick, "Bob Marsh")
    with CaptureQueriesContext(connection) as many:
        client.get("/me/data/")
    assert len(many) == len(few) <= len(RULES) + 8


def test_erased_the_account_is_empty_and_the_chain_still_holds(world: World) -> None:
    a_job(world.thistlewick, "Bob Marsh")
    erase_person(user=world.bob, by=world.alice.as_actor(), at=AT)
    bob = User.objects.get(pk=world.bob.pk)
    assert (bob.name, bob.email, bob.is_active, bob.last_login) == (GONE, None, False, None)
    assert not bob.has_usable_password()
    assert not Home.objects.visible_to(bob, at=AT).exists()
    assert Job.objects.get().owner_name == GONE
    assert {report.broken_at for report in verify()} == {None}


def test_what_the_proof_of_a_year_needs_keeps_the_name(world: World) -> None:
    appoint(home=world.thistlewick, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
    erase_person(user=world.lena, by=SYSTEM, at=AT)
    assert Appointment.objects.get().name == "Lena Reed"


@pytest.mark.django_db
def test_wherever_a_name_may_go_it_is_gone() -> None:
    walk = make_walk()
    User.objects.filter(pk=walk.people["nell"].pk).update(name="Havenkeep")  # whose label everything has
    nell = User.objects.get(pk=walk.people["nell"].pk)
    assert Proof.objects.filter(home=walk.world.thistlewick, added_by="Havenkeep").exists()
    erase_person(user=nell, by=SYSTEM, at=AT)
    left = set()
    for rule in RULES:
        if rule.erasing.value == "replaced" and rule.found_by.value == "name":
            rows = apps.get_model(rule.table)._default_manager.filter(**{rule.field: "Havenkeep"})
            strangers = rows.none()
            for way in (*rule.homes, *rule.providers):
                other = walk.world.brookside if way in rule.homes else walk.world.meadowgate
                strangers |= rows.filter(**{way: other})
            if rows.exclude(pk__in=strangers.values("pk")).exists():
                left.add(f"{rule.table}.{rule.field}")
    assert left == set()
    assert Proof.objects.filter(home=walk.world.brookside, added_by="Havenkeep").exists()


def test_the_last_manager_cannot_be_erased(world: World) -> None:
    with pytest.raises(CannotEnd):
        erase_person(user=world.alice, by=SYSTEM, at=AT)
    assert User.objects.get(pk=world.alice.pk).name == "Alice Fenn"
    join("Dan Till", Role.MANAGER, home=world.thistlewick)
    erase_person(user=world.alice, by=SYSTEM, at=AT)


def test_invitations_to_and_by_them_leave_no_name(world: World) -> None:
    accept(invited(world, email=world.bob.email, name="Bob Marsh", role=Role.EDITOR), world.bob)
    erase_person(user=world.bob, by=SYSTEM, at=AT)
    kept = [
        str(value)
        for label, classes in DATA_CLASSES.items()
        for row in apps.get_model(label)._base_manager.values(*(classes.personal or {"pk"}))
        for value in row.values()
    ]
    assert not [value for value in kept if re.search(r"bob[ .]marsh", value, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("gina", 302), ("lena", 403), ("charlie", 404), ("olive", 404)]
)
def test_who_may_erase_a_leaver(world: World, who: str, status: int) -> None:
    address = f"/homes/{world.thistlewick.ref}/people-with-access/{world.bob.memberships.get().pk}/erasure/"
    client = world.client(world.people[who])
    assert client.post(address, {"sure": "yes"}).status_code == status
    assert (User.objects.get(pk=world.bob.pk).name == GONE) is (status == 302)


def test_a_manager_cannot_erase_who_ever_belonged_elsewhere(world: World) -> None:
    give_membership(user=world.bob, role=Role.STAFF, home=world.brookside, by=SYSTEM, at=AT)
    address = f"/homes/{world.thistlewick.ref}/people-with-access/"
    pk = world.bob.memberships.get(home=world.thistlewick).pk
    assert world.client(world.alice).post(f"{address}{pk}/erasure/", {"sure": "yes"}).status_code == 403
    operators = f"/operators/leavers/{world.bob.ref}/"
    assert world.client(world.olive).post(operators, {"sure": "yes"}).status_code == 302
    assert User.objects.get(pk=world.bob.pk).name == GONE


def test_nobody_erases_themselves_nor_without_saying_so(world: World) -> None:
    client = world.client(world.olive)
    assert client.post(f"/operators/leavers/{world.olive.ref}/", {"sure": "yes"}).status_code == 403
    assert client.post(f"/operators/leavers/{world.bob.ref}/").status_code == 422
    assert not User.objects.filter(name=GONE).exists()


def test_the_page_before_says_what_stays_and_why(world: World) -> None:
    appoint(home=world.thistlewick, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
    address = f"/homes/{world.thistlewick.ref}/people-with-access/{world.lena.memberships.get().pk}/erasure/"
    text = world.client(world.alice).get(address).content.decode()
    assert "A duty (1)" in text
    assert "after a breach" in text
