"""A service's details: read, changed, kept in their usual form."""

from __future__ import annotations

from typing import Any

import pytest

from havenkeep.audit.models import Event
from havenkeep.organisations.models import Home
from tests.world import AT, World

GOOD = {
    "name": "Thistlewick House",
    "kind": "nursing",
    "ods_code": "vlabc",
    "cqc_location_id": "1-123456789",
    "town": "Leeds",
    "postcode": "ls14dy",
    "publisher": "head_office",
    "employed": "24",
    "bank": "",
    "agency": "0",
    "volunteers": "",
    "directors": "2",
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/service/{rest}"


def post(world: World, **changed: str) -> Any:
    return world.client(world.alice).post(at(world, "details/"), GOOD | changed)


def kept(world: World) -> Home:
    return Home.objects.select_related("profile").get(pk=world.thistlewick.pk)


def test_the_details_are_kept_in_their_usual_form(world: World) -> None:
    assert post(world).status_code == 302
    home = kept(world)
    assert (home.kind, home.ods_code, home.postcode) == ("nursing", "VLABC", "LS1 4DY")
    assert home.profile.people_counts == {"employed": 24, "agency": 0, "directors": 2}
    assert home.profile.publisher == "head_office"


def test_what_was_not_asked_on_the_page_stays(world: World) -> None:
    profile = kept(world).profile
    profile.people_counts, profile.toolkit_sign_in = {"employed": 3}, "shared"
    profile.save()
    post(world)
    assert kept(world).profile.toolkit_sign_in == "shared"


def test_a_new_name_keeps_the_address(world: World) -> None:
    before = world.thistlewick.slug
    post(world, name="Thistlewick Manor")
    assert (kept(world).name, kept(world).slug) == ("Thistlewick Manor", before)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": " "}, "Enter the name of the service"),
        ({"kind": "hotel"}, "Choose one of the answers in the list"),
        ({"ods_code": "1-123456789"}, "This is a CQC location number. Put it in the box below."),
        ({"ods_code": "!"}, "Enter a code such as VLXYZ"),
        ({"cqc_location_id": "VLABC"}, "Enter the CQC location number as on the certificate"),
        ({"postcode": "LS1"}, "Enter a whole postcode, such as LS1 4DY"),
        ({"employed": "twelve"}, "must be a whole number"),
        ({"employed": "5001"}, "must be 5000 or fewer"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(
    changed: dict[str, str], says: str, world: World
) -> None:
    response = post(world, town="Otley", **changed)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert kept(world).town == ""


def test_posted_twice_it_is_recorded_once(world: World) -> None:
    post(world)
    post(world)
    changed = Event.objects.filter(stream=world.thistlewick.stream, event__endswith="_changed")
    assert changed.count() == 2  # the home's own details, and its profile


def test_the_page_says_what_is_known_and_what_follows(world: World) -> None:
    post(world)
    page = world.client(world.bob).get(at(world)).content.decode()
    for words in ("Care home with nursing", "LS1 4DY", "Head office does it for us", "Not given yet"):
        assert words in page
    assert "Change these details" not in page


def test_a_home_that_told_nothing_yet_opens(world: World) -> None:
    client = world.client(world.alice)
    assert client.get(at(world)).status_code == 200
    assert client.get(at(world, "details/")).status_code == 200


def test_staff_may_not_change_it_and_strangers_find_nothing(world: World) -> None:
    assert world.client(world.bob).post(at(world, "details/"), GOOD).status_code == 403
    assert world.client(world.charlie).post(at(world, "details/"), GOOD).status_code == 404
