"""Appointing, correcting, signing and ending leave one true row and one event each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from havenkeep.audit.models import Event
from havenkeep.governance import actions
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.governance.models import Appointment
from tests.world import AT, TODAY, World


def events(world: World) -> list[str]:
    kept = Event.objects.filter(stream=world.thistlewick.stream, event__startswith="governance.")
    return list(kept.order_by("number").values_list("event", flat=True))


def appoint(world: World, name: str = "Lena Reed", **said: Any) -> Appointment:
    given = {"job_title": "deputy manager", "since": TODAY} | said
    return actions.appoint(
        home=world.thistlewick, duty=Duty.LEAD, name=name, by=world.alice.as_actor(), at=AT, **given
    )


def test_a_second_appointment_ends_the_first_on_the_day_it_begins(world: World) -> None:
    first = appoint(world, since=date(2026, 1, 5))
    appoint(world, "Tam Hill", since=TODAY + timedelta(days=9))
    first.refresh_from_db()
    assert first.ended_on == TODAY + timedelta(days=9)


def test_an_end_planned_for_later_comes_forward_but_one_past_stays(world: World) -> None:
    past = appoint(world, since=date(2025, 1, 1))
    planned = appoint(world, "Tam Hill", since=date(2026, 1, 1))
    actions.end_appointment(appointment=planned, ended_on=date(2027, 6, 30), by=world.alice.as_actor(), at=AT)
    appoint(world, "Ada Quill", since=TODAY)
    assert [row.ended_on for row in (past, planned) if row.refresh_from_db() is None] == [
        date(2026, 1, 1),
        TODAY,
    ]


def test_the_same_appointment_twice_is_one(world: World) -> None:
    assert appoint(world) == appoint(world)
    assert events(world) == ["governance.appointed"]


def test_correcting_signing_and_ending_twice_is_once(world: World) -> None:
    row, by = appoint(world), world.alice.as_actor()
    for _ in range(2):
        actions.correct_appointment(
            appointment=row, name="Lena Reed", job_title="senior carer", since=TODAY, by=by, at=AT
        )
        actions.sign_appointment(appointment=row, signed_by="Jo Marsh", signed_on=TODAY, by=by, at=AT)
        actions.end_appointment(appointment=row, ended_on=TODAY, by=by, at=AT)
    assert events(world) == [
        "governance.appointed",
        "governance.appointment_corrected",
        "governance.appointment_signed",
        "governance.appointment_ended",
    ]
    assert Event.objects.get(event="governance.appointment_corrected").fields == ["job_title"]


def test_only_what_was_newly_said_of_a_system_is_recorded(world: World) -> None:
    one, other = list(nhs_systems())[:2]
    for uses in ({one: Use.YES}, {one: Use.YES}, {one: Use.YES, other: Use.NO}):
        actions.note_systems(home=world.thistlewick, uses=uses, by=world.alice.as_actor(), at=AT)
    noted = Event.objects.filter(event="governance.systems_noted").order_by("number")
    assert [event.fields for event in noted] == [[one], [other]]


def test_an_unknown_system_is_refused_and_nothing_is_kept(world: World) -> None:
    known = next(iter(nhs_systems()))
    with pytest.raises(KeyError):
        actions.note_systems(
            home=world.thistlewick,
            uses={known: Use.YES, "fax": Use.YES},
            by=world.alice.as_actor(),
            at=AT,
        )
    assert not world.thistlewick.system_uses.exists()


def test_no_name_reaches_the_chain(world: World) -> None:
    appoint(world, "Lena Reed")
    kept = Event.objects.get(event="governance.appointed")
    assert "Lena" not in str(kept.body())
