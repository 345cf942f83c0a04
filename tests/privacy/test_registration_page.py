"""The page of the ICO registration, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from havenkeep.assessment.kept import findings_of
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.privacy.actions import note_registration
from havenkeep.privacy.domain.registration import BadNumber
from havenkeep.privacy.models import Registration
from tests.world import AT, TODAY, World

GOOD = {
    "number": "za 123456",
    "holder": "Larkfield Care Limited",
    "ours": "yes",
    "ends_on_day": "1",
    "ends_on_month": "10",
    "ends_on_year": "2027",
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/registers/ico/"


def post(world: World, **changed: str) -> Any:
    return world.client(world.alice).post(at(world), GOOD | changed)


def found(world: World) -> Finding:
    return findings_of(world.thistlewick, on=TODAY)["privacy.ico_registration"]


def test_a_good_number_is_kept_in_its_usual_form_and_found_met(world: World) -> None:
    assert post(world).status_code == 302
    assert Registration.objects.get().number == "ZA123456"
    assert found(world).state is FindingState.MET
    assert found(world).draft == "ZA123456"


def test_the_last_owners_number_is_found_not_met(world: World) -> None:
    post(world, ours="no", holder="Old Hall Homes Ltd")
    assert found(world).state is FindingState.NOT_MET
    assert "Old Hall Homes Ltd" in found(world).sentence
    assert "What to do now" in world.client(world.alice).get(at(world)).content.decode()


def test_a_holder_with_another_name_than_the_owner_is_pointed_out(world: World) -> None:
    client = world.client(world.alice)
    post(world, holder="Old Hall Homes Ltd")
    assert "Here the owner is called Larkfield Care Ltd" in client.get(at(world)).content.decode()
    post(world)
    assert "Here the owner is called" not in client.get(at(world)).content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"number": "12345"}, "Enter the number as on the certificate"),
        ({"number": ""}, "Enter the registration number"),
        ({"holder": ""}, "Enter the name of the company"),
        ({"ours": ""}, "Is this the company that runs the service today?"),
        ({"ends_on_month": "13"}, "ends_on_month"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    changed: dict[str, str], says: str, world: World
) -> None:
    response = post(world, **changed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is something to mend" in page
    assert says in page
    assert 'value="1"' in page
    assert not Registration.objects.exists()


def test_without_an_end_date_it_is_kept_and_could_not_tell(world: World) -> None:
    assert post(world, ends_on_day="", ends_on_month="", ends_on_year="").status_code == 302
    assert found(world).state is FindingState.COULD_NOT_TELL


def test_posted_twice_it_is_recorded_once(world: World) -> None:
    post(world)
    post(world)
    event = Event.objects.get(event="privacy.registration_noted")
    assert "ZA123456" not in str(event.body())
    assert event.by_id == world.alice.ref


def test_a_bad_number_never_replaces_a_good_one(world: World) -> None:
    post(world)
    with pytest.raises(BadNumber):
        note_registration(home=world.thistlewick, number="nonsense", by=SYSTEM, at=AT)
    assert Registration.objects.get().number == "ZA123456"


def test_staff_read_it_without_a_form_and_strangers_find_nothing(world: World) -> None:
    post(world)
    staff = world.client(world.bob)
    page = staff.get(at(world)).content.decode()
    assert "ZA123456" in page
    assert 'name="number"' not in page
    assert staff.post(at(world), GOOD).status_code == 403
    assert world.client(world.charlie).post(at(world), GOOD).status_code == 404


def test_the_fee_is_told_with_how_sure_we_are(world: World) -> None:
    page = world.client(world.alice).get(at(world)).content.decode()
    for words in ("£52 a year", "£78 a year", "£3,763 a year", "Confirmed", "We have not checked"):
        assert words in page


def test_a_group_lead_notes_one_number_for_all_services_that_have_no_other(world: World) -> None:
    gina = world.client(world.gina)
    assert (
        "Note it for our other services too" not in world.client(world.alice).get(at(world)).content.decode()
    )
    assert "Oak Lodge" in gina.get(at(world)).content.decode()
    told = gina.post(at(world), GOOD | {"everywhere": "yes"}, follow=True).content.decode()
    assert "Saved for 2 services." in told
    assert set(Registration.objects.values_list("home__name", "number")) == {
        ("Thistlewick House", "ZA123456"),
        ("Oak Lodge", "ZA123456"),
    }
    gina.post(at(world), GOOD | {"number": "ZB654321", "everywhere": "yes"})
    assert set(Registration.objects.values_list("number", flat=True)) == {"ZB654321"}


def test_another_number_at_another_service_is_left_alone(world: World) -> None:
    note_registration(home=world.oak_lodge, number="ZB654321", by=SYSTEM, at=AT)
    gina = world.client(world.gina)
    gina.post(at(world), GOOD)
    assert "Oak Lodge" not in gina.get(at(world)).content.decode()
    gina.post(at(world), GOOD | {"everywhere": "yes"})
    assert Registration.objects.get(home=world.oak_lodge).number == "ZB654321"
