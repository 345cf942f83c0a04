"""A provider's services at a glance, and whom head office answers for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from havenkeep.assessment.actions import NewAnswer, open_submission, save_answer
from havenkeep.assessment.models import Cover, Submission
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.governance.actions import appoint, end_appointment
from havenkeep.governance.domain.lead import Duty
from havenkeep.organisations.actions import change_profile, make_home
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Item
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World

LEAD = "governance.named_lead"


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World, rest: str = "") -> str:
    return f"/providers/{world.larkfield.ref}/{rest}"


def page_of(world: World) -> str:
    response = world.client(world.gina).get(at(world))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def item_of(check: str) -> Item:
    return next(item for item in edition_in_force(on=TODAY).items if check in item.checks)


def answer(home: Home, item: Item, value: str) -> Submission:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(home=home, edition_id=edition.id, by=SYSTEM, at=AT)
    save_answer(
        submission=submission,
        answer=NewAnswer(item=item.ref, value=value),
        seen_revision=0,
        by=SYSTEM,
        at=AT,
        confirm=True,
    )
    return submission


def cover(world: World, *homes: Home) -> Any:
    return world.client(world.gina).post(at(world, "cover/"), {"homes": [home.ref for home in homes]})


def covered() -> set[str]:
    return set(Cover.objects.values_list("home__name", flat=True))


def test_services_that_have_not_begun_say_so_and_lead_to_the_beginning(world: World) -> None:
    page = page_of(world)
    assert "0 of 2 would reach Standards Met today." in page
    assert page.count("Not begun") == 2
    assert "Begin this year’s answers" in page


def test_the_one_that_disagrees_comes_first_with_a_link_to_its_cause(world: World) -> None:
    item = item_of(LEAD)
    answer(world.oak_lodge, item, "Tam Hill leads here.")
    answer(world.thistlewick, item, "Lena Reed leads here.")
    lead = appoint(home=world.thistlewick, duty=Duty.LEAD, name="Lena Reed", job_title="x", by=SYSTEM, at=AT)
    end_appointment(appointment=lead, ended_on=TODAY.replace(day=1), by=SYSTEM, at=AT)
    page = page_of(world)
    assert page.index("Thistlewick House") < page.index("Oak Lodge")
    assert f'/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/">{item.title}' in page


def test_only_those_who_see_the_whole_provider_find_the_page(world: World) -> None:
    for name in ("alice", "bob", "charlie", "olive"):
        assert world.client(world.people[name]).get(at(world)).status_code == 404
        assert world.client(world.people[name]).post(at(world, "cover/"), {}).status_code == 404


def test_head_office_covers_what_is_ticked_and_lets_go_what_is_not(world: World) -> None:
    assert cover(world, world.thistlewick, world.oak_lodge).status_code == 302
    assert covered() == {"Thistlewick House", "Oak Lodge"}
    assert page_of(world).count("(head office answers)") == 2
    cover(world, world.oak_lodge)
    assert covered() == {"Oak Lodge"}
    assert cover(world).status_code == 302
    assert covered() == set()
    assert "cover no service now" in page_of(world)


def test_posted_twice_it_is_recorded_once(world: World) -> None:
    cover(world, world.oak_lodge)
    cover(world, world.oak_lodge)
    assert Event.objects.filter(event="assessment.homes_covered").count() == 1
    assert Submission.objects.count() == 1


def test_a_covered_service_is_led_to_say_what_is_true_there(world: World) -> None:
    cover(world, world.oak_lodge)
    page = page_of(world)
    assert f"/homes/{world.oak_lodge.ref}/assessment/here/" in page
    assert "Say what is true here" in page


def test_nothing_ticked_before_head_office_began_opens_nothing(world: World) -> None:
    assert cover(world).status_code == 302
    assert not Submission.objects.exists()


def test_a_service_with_answers_of_its_own_is_named_and_not_offered(world: World) -> None:
    answer(world.oak_lodge, item_of(LEAD), "Tam Hill leads here.")
    page = world.client(world.gina).get(at(world, "cover/")).content.decode()
    assert "they publish for themselves: Oak Lodge." in page
    assert f'value="{world.oak_lodge.ref}"' not in page
    refused = cover(world, world.oak_lodge)
    assert refused.status_code == 422
    assert "Choose one of the answers in the list" in refused.content.decode()
    assert covered() == {"Oak Lodge"}  # by its own submission


def test_another_providers_service_cannot_be_covered(world: World) -> None:
    assert cover(world, world.brookside).status_code == 422
    assert not Submission.objects.exists()


def test_services_that_said_head_office_publishes_are_suggested(world: World) -> None:
    change_profile(home=world.oak_lodge, changes={"publisher": "head_office"}, by=SYSTEM, at=AT)
    page = world.client(world.gina).get(at(world, "cover/")).content.decode()
    assert f'value="{world.oak_lodge.ref}" checked' in page
    assert f'value="{world.thistlewick.ref}" checked' not in page


def test_what_was_begun_in_between_is_told_beside_the_field(world: World, monkeypatch: Any) -> None:
    from havenkeep.assessment import actions

    def too_late(**_: Any) -> None:
        raise actions.CannotCover("Oak Lodge has answers of its own for this year. It publishes for itself.")

    monkeypatch.setattr(actions, "open_provider_submission", too_late)
    response = cover(world, world.oak_lodge)
    assert response.status_code == 422
    assert "It publishes for itself" in response.content.decode()


def test_many_services_take_no_more_queries_than_two(world: World, django_assert_num_queries: Any) -> None:
    cover(world, world.oak_lodge)
    client = world.client(world.gina)
    page_of(world)
    client.get(at(world))
    with django_assert_num_queries(14):
        client.get(at(world))
    for number in range(8):
        home = make_home(
            provider=world.larkfield, name=f"Home {number}", kind=ServiceKind.RESIDENTIAL, by=SYSTEM, at=AT
        )
        if number % 2:
            answer(home, item_of(LEAD), "Somebody leads here.")
    client.get(at(world))
    with django_assert_num_queries(14):
        client.get(at(world))
