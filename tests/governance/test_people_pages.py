"""The pages of the people in charge: who may, what they say, and what follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from havenkeep.assessment.actions import open_submission
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.queries import lay
from havenkeep.audit.models import Event
from havenkeep.governance.models import Appointment
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World

CHECK = "governance.named_lead"


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/registers/people/{rest}"


def day(name: str, value: Any = TODAY) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def give(
    client: Client, world: World, *, duty: str = "lead", name: str = "Lena Reed", since: Any = TODAY
) -> Any:
    sent = {"name": name, "job_title": "deputy manager", **day("since", since)}
    return client.post(at(world, f"duties/{duty}/"), sent)


def sign(client: Client, world: World, **changed: str) -> Any:
    sent = {"signed_by": "Jo Marsh, director", **day("signed_on")} | changed
    return client.post(at(world, f"{Appointment.objects.latest('pk').pk}/signature/"), sent)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def status_of_lead(world: World) -> ItemStatus:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT
    )
    home = type(world.thistlewick).objects.select_related("provider", "profile").get(pk=world.thistlewick.pk)
    statuses = lay(submission, on=TODAY, homes=[home]).assessed.statuses
    return next(status for status in statuses if CHECK in status.item.checks)


def test_a_signed_appointment_drafts_the_answer(world: World) -> None:
    client = world.client(world.lena)
    assert status_of_lead(world).draft == ""
    give(client, world)
    assert status_of_lead(world).draft == ""
    sign(client, world)
    status = status_of_lead(world)
    assert status.draft.startswith("Lena Reed, deputy manager, has led on data security")
    assert status.words == "Ready to confirm"


def test_an_answer_that_names_the_last_lead_is_contradicted_after_a_handover(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    sign(client, world)
    item = status_of_lead(world).item
    page = f"/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/"
    client.post(f"{page}confirmation/", {"revision": "0"})
    assert status_of_lead(world).words == "Proven"
    give(client, world, name="Tam Hill")
    sign(client, world)
    assert status_of_lead(world).words == "Contradicted"


def test_every_duty_is_offered_and_the_page_says_what_is_missing(world: World) -> None:
    client = world.client(world.alice)
    assert text(client, at(world)).count("Choose a person") == 3
    give(client, world)
    page = text(client, at(world))
    assert page.count("Choose a person") == 2
    assert "nobody senior has signed the appointment yet" in page
    assert "Print the letter" in page


def test_a_handover_keeps_the_one_before_in_the_history(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    give(client, world, name="Tam Hill")
    text(client, at(world))  # the notices are read once
    page = text(client, at(world))
    assert page.index("Tam Hill") < page.index("Who had these duties before") < page.index("Lena Reed")


def test_a_follower_is_shown_with_the_day_and_the_lead_stays(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    give(client, world, name="Tam Hill", since=TODAY + timedelta(days=8))
    text(client, at(world))  # the notices are read once
    page = text(client, at(world))
    assert "From 1 December 2026" in page
    assert page.index("Lena Reed") < page.index("Tam Hill")


def test_leading_and_standing_in_for_oneself_is_told(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    give(client, world, duty="deputy", name="lena reed")
    assert "stands in for themselves" in text(client, at(world))


def test_a_form_posted_twice_changes_nothing_the_second_time(world: World) -> None:
    client = world.client(world.alice)
    for _ in range(2):
        assert give(client, world).status_code == 302
        assert sign(client, world).status_code == 302
    assert Appointment.objects.get().signed_by == "Jo Marsh, director"
    assert Event.objects.filter(event__startswith="governance.").count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "Enter the full name"),
        ({"job_title": ""}, "Enter the job title"),
        ({"since_day": "31", "since_month": "2"}, "since_day"),
        ({"since_year": "2031"}, "must be on or before"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(
    changed: dict[str, str], says: str, world: World
) -> None:
    sent = {"name": "Lena Reed", "job_title": "carer", **day("since")} | changed
    response = world.client(world.alice).post(at(world, "duties/lead/"), sent)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Appointment.objects.exists()


def test_a_new_lead_cannot_begin_before_the_one_they_follow(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    response = give(client, world, name="Tam Hill", since=TODAY - timedelta(days=1))
    assert response.status_code == 422
    assert "Lena Reed began on 23 November 2026" in response.content.decode()


def test_nobody_signs_their_own_appointment_unless_nobody_is_more_senior(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    refused = sign(client, world, signed_by="lena reed, owner")
    assert refused.status_code == 422
    assert "Somebody more senior than Lena Reed signs" in refused.content.decode()
    assert sign(client, world, signed_by="Lena Reed, owner", most_senior="yes").status_code == 302


def test_a_signature_cannot_be_dated_tomorrow(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    assert sign(client, world, **day("signed_on", TODAY + timedelta(days=1))).status_code == 422


def test_correcting_keeps_the_signature(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    sign(client, world)
    row = Appointment.objects.get()
    sent = {"name": "Lena Read", "job_title": "deputy manager", **day("since")}
    assert client.post(at(world, f"{row.pk}/"), sent).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.signed_by) == ("Lena Read", "Jo Marsh, director")


def test_ending_leaves_nobody_and_says_so(world: World) -> None:
    client = world.client(world.alice)
    give(client, world, since=TODAY - timedelta(days=30))
    row = Appointment.objects.get()
    ended = TODAY - timedelta(days=1)
    assert client.post(at(world, f"{row.pk}/ending/"), day("ended_on", ended)).status_code == 302
    assert "Nobody leads on data security now: Lena Reed’s appointment ended" in text(client, at(world))


def test_an_end_before_the_beginning_is_refused(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    row = Appointment.objects.get()
    sent = day("ended_on", TODAY - timedelta(days=1))
    assert client.post(at(world, f"{row.pk}/ending/"), sent).status_code == 422


def test_the_letter_names_the_duty_the_person_and_leaves_lines_to_sign(world: World) -> None:
    client = world.client(world.alice)
    give(client, world)
    letter = text(client, at(world, f"{Appointment.objects.get().pk}/letter/"))
    for words in (
        "Lena Reed",
        "deputy manager",
        "Larkfield Care Ltd",
        "Thistlewick House",
        "from 23 November 2026",
    ):
        assert words in letter
    assert letter.count("<dt>Signature</dt>") == 2


def test_names_are_shown_as_typed_never_as_markup(world: World) -> None:
    client = world.client(world.alice)
    give(client, world, name="<b>Lena</b>")
    page = text(client, at(world))
    assert "<b>Lena</b>" not in page
    assert "&lt;b&gt;Lena&lt;/b&gt;" in page


@pytest.mark.parametrize("rest", ["", "signature/", "ending/", "letter/"])
def test_another_homes_appointment_is_not_found(rest: str, world: World) -> None:
    give(world.client(world.alice), world)
    pk = Appointment.objects.get().pk
    stranger = world.client(world.charlie)
    assert stranger.get(f"/homes/{world.brookside.ref}/registers/people/{pk}/{rest}").status_code == 404
    assert stranger.get(at(world, f"{pk}/{rest}")).status_code == 404


@pytest.mark.parametrize("who", ["bob", "ivy"])
def test_who_may_not_change_may_read_but_is_refused_the_forms(who: str, world: World) -> None:
    give(world.client(world.alice), world)
    client = world.client(world.people[who])
    page = text(client, at(world))
    assert "Lena Reed" in page
    assert "Hand over" not in page
    assert "Choose a person" not in page
    pk = Appointment.objects.get().pk
    for rest in ("duties/lead/", f"{pk}/", f"{pk}/signature/", f"{pk}/ending/"):
        assert client.get(at(world, rest)).status_code == 403
        assert client.post(at(world, rest), {}).status_code == 403


def test_a_duty_that_there_is_not_is_not_found(world: World) -> None:
    assert world.client(world.alice).get(at(world, "duties/king/")).status_code == 404


def test_who_did_it_is_in_the_history(world: World) -> None:
    give(world.client(world.lena), world)
    event = Event.objects.get(event="governance.appointed")
    assert event.by_id == world.lena.ref


def test_the_page_takes_as_many_queries_for_a_long_history_as_for_a_short_one(
    world: World, django_assert_num_queries: Any
) -> None:
    client = world.client(world.alice)
    give(client, world)
    client.get(at(world))
    with django_assert_num_queries(4):
        client.get(at(world))
    for number in range(12):
        give(client, world, name=f"Person {number}")
        give(client, world, duty="deputy", name=f"Stand-in {number}")
    client.get(at(world))
    with django_assert_num_queries(4):
        client.get(at(world))
