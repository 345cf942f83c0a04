"""The pages of talks: planned, printed, ticked and closed in a browser's way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.models import Proof
from havenkeep.talks.actions import write_names_down
from havenkeep.talks.domain.talk import Kind
from havenkeep.talks.models import Attendance, Talk
from havenkeep.talks.printed import guide_pdf, sheet_pdf
from havenkeep.talks.queries import invited_to, items_shown
from havenkeep.training.models import Completion
from tests.domain.evidence.files import EXE, a_photo
from tests.talks.cast import held, hired, many
from tests.world import AT, TODAY, World

PLANNED = {
    "title": "Tea talk",
    "kind": "team_talk",
    "covers": ["rights", "safekeeping", "threats", "reporting"],
    "on_day": "23",
    "on_month": "11",
    "on_year": "2026",
    "begins": "2:30pm",
    "minutes": "25",
    "led_by": "Lena Reed",
    "where": "Dining room",
    "link": "",
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def alice(world: World) -> Client:
    return world.client(world.alice)


@pytest.fixture
def base(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/training/talks/"


def test_a_talk_is_planned_and_its_calendar_file_is_read(alice: Client, base: str) -> None:
    assert alice.post(f"{base}new/", PLANNED).status_code == 302
    talk = Talk.objects.get()
    told = alice.get(f"{base}{talk.ref}/calendar/")
    (event,) = Calendar.from_ical(told.content).walk("VEVENT")
    assert event.start.isoformat() == "2026-11-23T14:30:00+00:00"
    assert event.duration == timedelta(minutes=25)
    assert told["Content-Type"].startswith("text/calendar")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"covers": []}, "Choose at least one"),
        ({"link": "javascript:alert(1)"}, "starting with https"),
        ({"kind": "webinar", "where": ""}, "Enter the link to the webinar"),
        ({"on_month": "13"}, "Month must be"),
        ({"begins": "lunch"}, "must be a time"),
        ({"minutes": "9999"}, "600 or fewer"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_the_box(
    alice: Client, base: str, change: dict[str, Any], words: str
) -> None:
    response = alice.post(f"{base}new/", PLANNED | change)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Talk.objects.exists()


def test_a_talk_is_ticked_with_a_picture_and_closed(
    world: World, alice: Client, base: str, settings: Any
) -> None:
    talk, ana = held(world.thistlewick), hired(world.thistlewick, "Ana Silva")
    hired(world.thistlewick, "Cat Bell")
    picture = SimpleUploadedFile("sheet.jpg", a_photo())
    sent = {"there": [ana.ref], "names": "Kasia N\n\n  Tom \n", "photo": picture, "page": "1"}
    assert alice.post(f"{base}{talk.ref}/attendance/", sent).status_code == 302
    assert [row.person for row in talk.attendances.all()] == [ana]
    assert set(talk.written_names.values_list("name", flat=True)) == {"Kasia N", "Tom"}
    proof = Proof.objects.get()
    assert proof.title == "Signed sheet: Data security over tea"
    assert set(proof.uses.values_list("item", flat=True)) == set(items_shown(on=TODAY)) != set()
    said = {"led_by": "Lena Reed", "minutes": "27", "notes": "Lost phones.", "questions_answered": "on"}
    assert alice.post(f"{base}{talk.ref}/closing/", said).status_code == 302
    assert Completion.objects.get().person == ana
    shown = alice.get(f"{base}{talk.ref}/").content.decode()
    assert "Held and closed" in shown
    assert "Lost phones." in shown
    assert "27 minutes" in shown


def test_a_file_that_is_no_picture_saves_no_tick(world: World, alice: Client, base: str) -> None:
    talk, ana = held(world.thistlewick), hired(world.thistlewick, "Ana Silva")
    sent = {"there": [ana.ref], "photo": SimpleUploadedFile("sheet.jpg", EXE)}
    assert alice.post(f"{base}{talk.ref}/attendance/", sent).status_code == 422
    assert not Attendance.objects.exists()


def test_a_written_name_is_settled_by_a_suggestion_or_by_typing(
    world: World, alice: Client, base: str
) -> None:
    talk, ana = held(world.thistlewick), hired(world.thistlewick, "Ana Silva")
    write_names_down(talk=talk, names=["Anna Silva", "AS"], by=SYSTEM, at=AT)
    first, second = talk.written_names.order_by("pk")
    address = f"{base}{talk.ref}/names/{first.pk}/"
    assert "Ana Silva" in alice.get(address).content.decode()
    assert alice.post(address, {"who": "else", "typed": "Nobody"}).status_code == 422
    assert alice.post(address, {"who": ana.ref}).status_code == 302
    typed = alice.post(f"{base}{talk.ref}/names/{second.pk}/", {"who": "else", "typed": "silva, ana"})
    assert typed.status_code == 302
    assert [row.person for row in talk.attendances.all()] == [ana]


def test_the_poster_shows_the_code_and_a_closed_door_shows_none(
    world: World, alice: Client, base: str
) -> None:
    talk = held(world.thistlewick)
    assert f"/talk/{talk.token}/" in alice.get(f"{base}{talk.ref}/poster/").content.decode()
    alice.post(f"{base}{talk.ref}/code/", {"away": "1"})
    assert "This talk has no code" in alice.get(f"{base}{talk.ref}/poster/").content.decode()
    alice.post(f"{base}{talk.ref}/code/")
    talk.refresh_from_db()
    assert talk.token


def test_the_list_shows_what_is_to_close_first(world: World, alice: Client, base: str) -> None:
    held(world.thistlewick, title="Yesterday’s", starts_at=AT - timedelta(days=1))
    held(world.thistlewick, title="Tomorrow’s", starts_at=AT + timedelta(days=1))
    held(world.brookside, title="Strangers’")
    shown = alice.get(base).content.decode()
    assert shown.index("Close these first") < shown.index("Yesterday’s") < shown.index("Tomorrow’s")
    assert "Strangers’" not in shown


def test_papers_are_printed_with_names_that_try_to_break_them(world: World) -> None:
    hired(world.thistlewick, "Zoë #strong[O’Neil] \\ $x$ <b>")
    talk = held(world.thistlewick, title="= #panic() \u202e talk", kind=Kind.OUTSIDE)
    assert sheet_pdf(talk, people=invited_to(talk)).startswith(b"%PDF")
    assert guide_pdf().startswith(b"%PDF")


def test_pages_take_as_many_queries_for_many_people_as_for_few(
    world: World, alice: Client, base: str
) -> None:
    talk = held(world.thistlewick)
    pages = (base, f"{base}{talk.ref}/", f"{base}{talk.ref}/attendance/", f"{base}{talk.ref}/closing/")
    for person in many(world.thistlewick, 2):
        Attendance.objects.create(talk=talk, person=person, how="tick", noted_at=AT)
    queries(alice, base)
    few = [queries(alice, page) for page in pages]
    Attendance.objects.bulk_create(
        Attendance(talk=talk, person=person, how="qr", noted_at=AT)
        for person in many(world.thistlewick, 250, first=2)
    )
    assert [queries(alice, page) for page in pages] == few
    assert max(few) <= 12


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
