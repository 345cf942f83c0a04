"""One list of a whole group comes in at once: each service with its own match and its own differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.models import Event
from havenkeep.importing.models import ColumnMap, Preview
from havenkeep.people.actions import CannotKeep, bring_group
from havenkeep.people.domain.group_places import place_key, question_of
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.models import ListDifference, Person, PlaceName, Post
from tests.people.hands import day, on_list, text_of
from tests.world import AT, TODAY, World

HEADINGS = "Employee Name,Payroll No,Site,NI Number\n"
ROWS = "Kofi Mensah,17,Thistlewick House,QQ1\nMary Quill,18,OAK LODGE,QQ2\nKofi Mensah,17,Oak Lodge,QQ1\n"


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def gina(world: World) -> Client:
    return world.client(world.gina)


def base(world: World) -> str:
    return f"/providers/{world.larkfield.ref}/staff/bring/"


def sends(client: Client, world: World, text: str, source: str = "hr") -> str:
    led = client.post(
        base(world), {"text": text.replace(",", "\t"), "source": source, **day("dated_on", TODAY)}
    )
    assert led.status_code == 302, led.content.decode()
    return str(led.headers["Location"])


def says(client: Client, listing: str, said: Mapping[str, str]) -> int:
    page = text_of(client, f"{listing}services/")
    assert all(place in page for place in said)
    answers = {question_of(place_key(place)): ref for place, ref in said.items()}
    return int(client.post(f"{listing}services/", answers).status_code)


def posts(world: World) -> list[tuple[str, str]]:
    return list(Post.objects.order_by("home__name", "person__name").values_list("home__name", "person__name"))


def test_a_groups_list_fills_its_services_at_once_and_each_is_matched(world: World, gina: Client) -> None:
    listing = sends(gina, world, HEADINGS + ROWS)
    page = text_of(gina, listing)
    assert "2 services: 3 people added" in page
    assert "Oak Lodge: 2 added" in page
    assert not Person.objects.exists()
    assert "QQ1" not in str(list(Preview.objects.values()))
    for _ in range(2):
        gina.post(listing)
    assert posts(world) == [
        ("Oak Lodge", "Kofi Mensah"),
        ("Oak Lodge", "Mary Quill"),
        ("Thistlewick House", "Kofi Mensah"),
    ]
    assert Person.objects.count() == 2
    assert [home.list_checks.get().rows for home in (world.oak_lodge, world.thistlewick)] == [2, 1]
    assert "The list is in" in text_of(gina, listing)


def test_the_same_list_again_changes_nobody(world: World, gina: Client) -> None:
    gina.post(sends(gina, world, HEADINGS + ROWS))
    before = list(Person.objects.values()), list(Post.objects.values())
    listing = sends(gina, world, HEADINGS + ROWS)
    assert "0 people added, 0 changed, 0 left, 3 the same" in text_of(gina, listing)
    gina.post(listing)
    assert before == (list(Person.objects.values()), list(Post.objects.values()))
    assert Event.objects.filter(event="people.list_brought_in").count() == 2


def test_each_service_has_its_own_differences_and_one_in_no_row_is_left_alone(
    world: World, gina: Client
) -> None:
    on_list(world, "Ann Lee", home=world.oak_lodge)
    on_list(world, "Vi Dale")
    gina.post(sends(gina, world, "Name,Site\nKofi Mensah,Oak Lodge\n"))
    (row,) = ListDifference.objects.open()
    assert (row.check_made.home, row.person and row.person.name) == (world.oak_lodge, "Ann Lee")
    assert not world.thistlewick.list_checks.exists()


def test_two_of_one_name_in_two_services_are_never_made_one(world: World, gina: Client) -> None:
    gina.post(sends(gina, world, "Name,Site\nMary Quill,Oak Lodge\nMary Quill,Thistlewick House\n"))
    assert posts(world) == [("Oak Lodge", "Mary Quill")]
    (row,) = ListDifference.objects.open()
    assert (row.kind, row.check_made.home) == ("unclear", world.thistlewick)


def test_a_place_is_asked_once_and_remembered_and_can_be_said_otherwise(world: World, gina: Client) -> None:
    text = "Name,Cost centre\nKofi Mensah,CC-101\nMary Quill,Head office\n"
    listing = sends(gina, world, text)
    assert gina.get(listing).headers["Location"] == f"{listing}services/"
    assert gina.post(listing).status_code == 302
    refused = gina.post(f"{listing}services/", {})
    assert refused.status_code == 422
    assert "Say which service “CC-101” is, or that it is none of yours" in refused.content.decode()
    assert not Person.objects.exists()
    assert says(gina, listing, {"CC-101": world.oak_lodge.ref, "Head office": "-"}) == 302
    assert "“CC-101” is Oak Lodge; “Head office” is none of ours" in text_of(gina, listing)
    gina.post(listing)
    assert posts(world) == [("Oak Lodge", "Kofi Mensah")]
    again = sends(gina, world, text)
    assert gina.get(again).status_code == 200
    assert says(gina, again, {"CC-101": world.thistlewick.ref}) == 302
    gina.post(again)
    assert dict(PlaceName.objects.values_list("called", "home")) == {
        "cc 101": world.thistlewick.pk,
        "head office": None,
    }


def test_a_strangers_service_cannot_be_chosen(world: World, gina: Client) -> None:
    listing = sends(gina, world, "Name,Site\nKofi Mensah,Somewhere\n")
    assert says(gina, listing, {"Somewhere": world.brookside.ref}) == 422
    charlie = world.client(world.charlie)
    assert charlie.get(listing).status_code == 404
    read = read_rows([(2, {"name": "Kofi Mensah"})], on=TODAY, each_shift=False)
    with pytest.raises(CannotKeep, match="not one of yours"):
        bring_group(
            provider=world.larkfield,
            reads={world.brookside: read},
            places={},
            source=ListSource.HR,
            dated_on=TODAY,
            by=world.gina.as_actor(),
            at=AT,
        )


def test_the_column_of_services_is_asked_for_and_remembered(world: World, gina: Client) -> None:
    text = "Name,Wo\nKofi Mensah,Oak Lodge\n"
    asked = gina.post(
        base(world), {"text": text.replace(",", "\t"), "source": "own", **day("dated_on", TODAY)}
    )
    assert "We found no column that says in which service" in asked.content.decode()
    said = {
        "rows": '{"file": "a", "hidden": 0, "sheets": [{"name": "a", "rows": [[1, ["Name", "Wo"]], '
        '[2, ["Kofi Mensah", "Oak Lodge"]]]}]}',
        "source": "own",
        "dated_on": TODAY.isoformat(),
        "sheet": "0",
        "heading_row": "1",
        "column_name": "0",
    }
    assert gina.post(f"{base(world)}columns/", said).status_code == 422
    led = gina.post(f"{base(world)}columns/", said | {"column_location": "1"})
    gina.post(led.headers["Location"])
    assert ColumnMap.objects.get().provider == world.larkfield
    assert not world.oak_lodge.list_checks.exists()
    assert sends(gina, world, text, source="own")


def test_a_column_of_too_many_places_is_refused_in_a_sentence(world: World, gina: Client) -> None:
    rows = "".join(f"Kofi Mensah,Flat {number}\n" for number in range(501))
    sends(gina, world, f"Name,Site\n{rows}")
    assert "more than 500 places" in gina.get(base(world)).content.decode()
    assert not Preview.objects.exists()


def test_whoever_may_not_change_registers_is_refused(world: World) -> None:
    assert world.client(world.alice).get(base(world)).status_code == 404


def test_bringing_in_many_takes_no_more_queries_than_a_few_but_for_the_batches(
    world: World, gina: Client
) -> None:
    def cost(number: int, start: int) -> int:
        rows = "".join(f"Person {one},{one},Oak Lodge\n" for one in range(start, start + number))
        listing = sends(gina, world, f"Name,Payroll No,Site\n{rows}")
        with CaptureQueriesContext(connection) as asked:
            gina.post(listing)
        return len(asked)

    assert cost(600, 1_000) - cost(3, 0) <= 2 * 600 / 60  # in batches, as the engine allows


def test_a_look_takes_as_many_queries_for_many_rows_and_services_as_for_few(
    world: World, gina: Client
) -> None:
    def cost(text: str) -> int:
        listing = sends(gina, world, text)
        with CaptureQueriesContext(connection) as asked:
            text_of(gina, listing)
        return len(asked)

    few = cost("Name,Payroll No,Site\nKofi Mensah,1,Oak Lodge\n")
    many = "".join(
        f"Person {number},{number},{('Oak Lodge', 'Thistlewick House')[number % 2]}\n"
        for number in range(300)
    )
    assert cost(f"Name,Payroll No,Site\n{many}") == few
