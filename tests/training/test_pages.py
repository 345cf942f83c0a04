"""The pages of training: constant in queries, true in numbers, and one home's own."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.people.actions import start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Absence
from tests.training.team import hire, staff, teach
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def text(client: Client, path: str, *, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/training/{rest}"


@pytest.mark.parametrize(
    "rest", ["", "names/trained/", "names/trained/?page=7", "together/", "leads/", "list.csv"]
)
def test_ten_people_or_two_thousand_ask_the_database_as_often(world: World, rest: str) -> None:
    client = world.client(world.alice)
    staff(world.thistlewick, 10, trained=5)
    client.get(page(world, rest))
    with CaptureQueriesContext(connection) as few:
        assert client.get(page(world, rest)).status_code == 200
    staff(world.thistlewick, 1990, trained=1900)
    with CaptureQueriesContext(connection) as many:
        assert client.get(page(world, rest)).status_code == 200
    assert len(many) == len(few)
    assert len(many) <= 14


def test_the_number_the_names_and_the_year_ahead(world: World) -> None:
    home = world.thistlewick
    staff(home, 17, trained=17, on=TODAY - timedelta(days=5))
    teach(hire(home, "Lia Soon", engagement=Engagement.AGENCY), TODAY - timedelta(days=340))
    hire(home, "New Hand", started_on=TODAY - timedelta(days=3))
    away = hire(home, "Far Away")
    Absence.objects.create(person=away, away_from=TODAY - timedelta(days=30), noted_at=AT)
    client = world.client(world.alice)
    shown = text(client, page(world))
    assert "90%" in shown
    assert "18 of 20 people trained" in shown
    assert "Train this person and it is 95%" in shown
    assert "Not trained yet: 2" in shown
    assert "Lapsing within 60 days: 1" in shown
    names = text(client, page(world, "names/never/"))
    assert names.index("Far Away (away)") < names.index("New Hand (new)")
    assert "90% today, below 95%." in shown
    assert 'role="img"' in shown


def test_a_home_in_order_is_told_whom_to_teach_next(world: World) -> None:
    staff(world.thistlewick, 20, trained=20, on=TODAY - timedelta(days=5))
    teach(hire(world.thistlewick, "Lia Soon"), TODAY - timedelta(days=340))
    shown = text(world.client(world.alice), page(world))
    assert shown.index("Teach this person next") < shown.index("Lia Soon") < shown.index("If nothing happens")


def test_with_nobody_trained_there_is_no_year_ahead(world: World) -> None:
    staff(world.thistlewick, 3, trained=0)
    shown = text(world.client(world.alice), page(world))
    assert "0 of 3 people trained" in shown
    assert "If nothing happens" not in shown


def test_a_home_without_a_staff_list_says_what_to_do(world: World) -> None:
    client = world.client(world.alice)
    assert "Nobody is on the staff list yet" in text(client, page(world))
    assert client.get(page(world, "together/")).headers["Location"] == page(world)


def test_the_planned_day_moves_the_window_and_empty_is_the_deadline(world: World) -> None:
    client = world.client(world.alice)
    staff(world.thistlewick, 20, trained=20, on=TODAY - timedelta(days=100))
    assert "the toolkit’s deadline" in text(client, page(world))
    day = TODAY + timedelta(days=300)
    boxes = {"publishing_on_day": day.day, "publishing_on_month": day.month, "publishing_on_year": day.year}
    assert client.post(page(world, "publishing-day/"), boxes).status_code == 302
    assert "0 of 20 people trained" in text(client, page(world))
    boxes["publishing_on_year"] = 2025
    assert client.post(page(world, "publishing-day/"), boxes).status_code == 422
    assert client.post(page(world, "publishing-day/"), {}).status_code == 302
    assert "the toolkit’s deadline" in text(client, page(world))


def test_an_inspector_reads_and_changes_nothing(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    client = world.client(world.ivy)
    assert "Note training" not in text(client, page(world))
    text(client, page(world, "together/"), status=403)
    text(
        world.client(world.charlie), f"/homes/{world.brookside.ref}/staff/{person.ref}/training/", status=404
    )


def test_a_provider_counts_somebody_at_two_services_once(
    world: World, django_assert_num_queries: Any
) -> None:
    both = hire(world.thistlewick, "Two Places")
    start_post(
        person=both, home=world.oak_lodge, engagement=Engagement.BANK, role=JobRole.NURSE, by=SYSTEM, at=AT
    )
    staff(world.oak_lodge, 1, trained=1)
    client = world.client(world.gina)
    shown = text(client, f"/providers/{world.larkfield.ref}/training/")
    assert "1 of 2 people trained" in shown
    assert "Somebody who works in several services counts once here" in shown
    client.get(f"/providers/{world.larkfield.ref}/training/")
    with django_assert_num_queries(10):
        client.get(f"/providers/{world.larkfield.ref}/training/")


def test_the_list_says_who_was_trained_how_and_when(world: World) -> None:
    teach(hire(world.thistlewick, "=Ann Low"), TODAY - timedelta(days=3))
    hire(world.thistlewick, "Ben Moss", engagement=Engagement.VOLUNTEER)
    client = world.client(world.alice)
    content = client.get(page(world, "list.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][0] == "Name"
    assert rows[1][0] == "'=Ann Low"
    assert rows[1][4:6] == ["Data security for everyone", "2026-11-20"]
    assert [row[-1] for row in rows[1:]] == ["Yes", "No"]
    book = load_workbook(io.BytesIO(client.get(page(world, "list.xlsx")).content))
    assert book.sheetnames == ["Who is trained", "How it is counted"]
    assert client.get(page(world, "list.pdf")).status_code == 404


def test_the_leads_page_says_who_has_no_training_for_their_duty(world: World) -> None:
    client = world.client(world.alice)
    assert "Say who leads" in text(client, page(world, "leads/"))
    lena = hire(world.thistlewick, "Lena Reed")
    sent = {"person": lena.ref, "name": "", "job_title": "deputy manager"} | {
        "since_day": "23", "since_month": "11", "since_year": "2026",
    }  # fmt: skip
    given = client.post(f"/homes/{world.thistlewick.ref}/registers/people/duties/lead/", sent)
    assert given.status_code == 302
    assert lena.appointments.get().name == "Lena Reed"
    shown = text(client, page(world, "leads/"))
    assert "None noted" in shown
    assert f"/staff/{lena.ref}/training/note/" in shown


def test_a_stranger_is_never_offered_for_a_duty(world: World) -> None:
    strange = hire(world.brookside, "Strange Hand")
    sent = {"person": strange.ref, "name": "X", "job_title": "Y"} | {
        "since_day": "23", "since_month": "11", "since_year": "2026",
    }  # fmt: skip
    client = world.client(world.alice)
    hire(world.thistlewick, "Ann Low")
    answer = client.post(f"/homes/{world.thistlewick.ref}/registers/people/duties/lead/", sent)
    assert answer.status_code == 422
