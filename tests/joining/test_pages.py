"""The pages of joining: who may, what they say, what they refuse, and that they stay quick."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from PIL import Image

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.models import Proof
from havenkeep.joining.actions.versions import approve, save_checklist, save_clause
from havenkeep.joining.domain.papers import Signers
from havenkeep.joining.models import Agreement, Checklist, Induction
from havenkeep.people.models import Person
from tests.joining.papers import ready_papers, worker
from tests.world import AT, TODAY, World

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine: Any, settings: Any, tmp_path: Path) -> None:
    time_machine.move_to(AT, tick=False)
    settings.EVIDENCE_FOLDER, settings.CLAMD = tmp_path / "evidence", "/nowhere/clamd.ctl"


@pytest.fixture
def kofi(world: World) -> Person:
    """Kofi started three days ago and has Bob's account; checklist and clause are approved."""
    ready_papers(world.thistlewick, since=TODAY - 100 * DAY)
    return worker(world.thistlewick, "Kofi Mensah", user=world.bob)


def at(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/joining/{rest}"


def of(world: World, person: Person, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/staff/{person.ref}/joining/{rest}"


def own(world: World, person: Person, what: str) -> str:
    return f"/me/{person.ref}/joining/{world.thistlewick.ref}/{what}/"


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def signature(world: World, **changed: Any) -> dict[str, Any]:
    checklist = world.thistlewick.checklists.approved().latest("number")
    ticked = [str(number) for number in range(len(checklist.points))]
    return {"seen": checklist.digest, "ticked": ticked, "name": "Kofi Mensah"} | changed


def sheet(**changed: Any) -> dict[str, Any]:
    said = {"sheet": "1", "signed_off_by": "Lena Reed", "where": "Office cabinet"}
    return said | day("signed_on", TODAY) | day("signed_off_on", TODAY) | changed


def test_a_starter_signs_twice_and_it_is_once(world: World, kofi: Person) -> None:
    client = world.client(world.bob)
    for _ in range(2):
        assert client.post(own(world, kofi, "induction"), signature(world)).status_code == 302
    assert Induction.objects.get().signed_by_id == world.bob.ref
    assert "your manager signs next" in text(client, f"/me/{kofi.ref}/joining/")


def test_nobody_signs_for_somebody_else(world: World, kofi: Person) -> None:
    for user in (world.alice, world.charlie, world.gina):
        client = world.client(user)
        assert client.post(own(world, kofi, "induction"), signature(world)).status_code == 404
        assert client.post(own(world, kofi, "agreement"), {}).status_code == 404
    strange = f"/me/{kofi.ref}/joining/{world.brookside.ref}/induction/"
    assert world.client(world.bob).post(strange, signature(world)).status_code == 404
    assert not Induction.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ticked": ["0"]}, "9 points are not ticked yet"),
        ({"ticked": []}, "Tick each point that is clear to you"),
        ({"ticked": ["99"]}, "ticked"),
        ({"name": ""}, "Enter your full name"),
        ({"name": "Alice Fenn"}, "Type your name as it stands here: Kofi Mensah"),
    ],
)
def test_a_signature_that_is_not_whole_is_not_kept(
    world: World, kofi: Person, changed: dict[str, Any], says: str
) -> None:
    response = world.client(world.bob).post(own(world, kofi, "induction"), signature(world, **changed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Induction.objects.exists()


def test_a_version_approved_while_reading_is_shown_and_nothing_is_signed(world: World, kofi: Person) -> None:
    read = signature(world)
    home = world.thistlewick
    newer = save_checklist(
        home=home, points=["A new point"], within_days=7, signers=Signers.LEADS, by=SYSTEM, at=AT
    )
    approve(version=newer, seen_digest=newer.digest, by=SYSTEM, at=AT)
    response = world.client(world.bob).post(own(world, kofi, "induction"), read)
    assert response.status_code == 409
    page = response.content.decode()
    assert "A new version was approved while you were reading" in page
    assert "A new point" in page
    clause = home.clauses.get()
    other = save_clause(home=home, text="Other words. " * 9, by=SYSTEM, at=AT)
    approve(version=other, seen_digest=other.digest, by=SYSTEM, at=AT)
    sent = {"seen": clause.digest, "agreed": "yes", "name": "Kofi Mensah"}
    assert world.client(world.bob).post(own(world, kofi, "agreement"), sent).status_code == 409
    assert not Agreement.objects.exists()
    assert not Induction.objects.exists()


def test_who_left_gets_a_kind_page_and_signs_nothing(world: World, kofi: Person) -> None:
    kofi.posts.update(ended_on=TODAY - DAY)
    client = world.client(world.bob)
    assert "You do not work here any more" in text(client, f"/me/{kofi.ref}/joining/")
    assert client.post(own(world, kofi, "induction"), signature(world)).status_code == 404


def test_the_manager_signs_off_and_whoever_may_not_is_told(world: World, kofi: Person) -> None:
    Checklist.objects.update(signers=Signers.LEADS.value)
    world.client(world.bob).post(own(world, kofi, "induction"), signature(world))
    path = of(world, kofi, f"inductions/{Induction.objects.get().ref}/sign-off/")
    assert world.client(world.bob).post(path).status_code == 403
    page = text(world.client(world.alice), of(world, kofi))
    assert "Sign Kofi Mensah off in my name" in page
    assert world.client(world.alice).post(path).status_code == 302
    assert Induction.objects.get().signed_off_by == "Alice Fenn"
    assert "Sign Kofi Mensah off" not in text(world.client(world.alice), of(world, kofi))


def test_a_photo_of_the_sheet_is_kept_written_anew_and_with_it_the_dates(world: World, kofi: Person) -> None:
    held = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(held, "JPEG", exif=b"Exif\0\0secret place")
    photo = SimpleUploadedFile("sheet.jpg", held.getvalue(), "image/jpeg")
    response = world.client(world.alice).post(of(world, kofi, "paper/"), sheet(where="", upload=photo))
    assert response.status_code == 302
    kept = Induction.objects.select_related("proof").get()
    assert kept.proof is not None
    assert kept.proof.files.get().name == "sheet.jpg"
    assert not kept.proof.uses.exists()  # one paper shows nothing about everyone


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"where": ""}, "Add a photo of the paper, or say below where it is kept"),
        (day("signed_on", TODAY - 4 * DAY), "does not count"),
        (day("signed_on", TODAY + DAY), "must be on or before"),
        ({"signed_on_month": "13"}, "signed_on"),
        ({"signed_off_by": "Kofi Mensah"}, "Somebody else signs a starter off"),
        ({"sheet": "77"}, "sheet"),
    ],
)
def test_a_sheet_that_cannot_be_leaves_nothing_behind(
    world: World, kofi: Person, changed: dict[str, Any], says: str
) -> None:
    response = world.client(world.alice).post(of(world, kofi, "paper/"), sheet(**changed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Induction.objects.exists()
    assert not Proof.objects.exists()


def test_a_hostile_file_is_refused_with_a_sentence(world: World, kofi: Person, tmp_path: Path) -> None:
    bad = SimpleUploadedFile("sheet.jpg", b"MZ\x90\0 not a picture", "image/jpeg")
    response = world.client(world.alice).post(of(world, kofi, "paper/"), sheet(where="", upload=bad))
    assert response.status_code == 422
    assert "“sheet.jpg”" in response.content.decode()
    assert not Proof.objects.exists()
    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


def test_a_checklist_is_read_before_it_is_approved(world: World) -> None:
    client = world.client(world.alice)
    assert client.get(at(world, "checklist/approval/")).status_code == 404
    assert "Begin with our ten points" in text(client, at(world, "checklist/"))
    said = {"points": "• One\n\nTwo", "within_days": "5", "signers": "editors"}
    client.post(at(world, "checklist/text/"), said)
    draft = world.thistlewick.checklists.get()
    assert (draft.points, draft.approved_at) == (["One", "Two"], None)
    assert client.post(at(world, "checklist/approval/"), {"seen": draft.digest}).status_code == 422
    approval = {"seen": draft.digest, "read": "yes"}
    client.post(at(world, "checklist/text/"), said | {"points": "Three"})
    assert client.post(at(world, "checklist/approval/"), approval).status_code == 422
    approval["seen"] = world.thistlewick.checklists.get().digest
    assert client.post(at(world, "checklist/approval/"), approval).status_code == 302
    assert world.thistlewick.checklists.get().approved_by == "Alice Fenn"


@pytest.mark.parametrize("points", ["", "\n".join("abcdefghijklmnopqrstu"), "x" * 401])
def test_a_checklist_nobody_could_use_is_refused(world: World, points: str) -> None:
    said = {"points": points, "within_days": "5", "signers": "editors"}
    assert world.client(world.alice).post(at(world, "checklist/text/"), said).status_code == 422
    assert not Checklist.objects.exists()


def test_the_first_job_follows_from_what_is_missing(world: World) -> None:
    client = world.client(world.alice)
    assert "Approve your induction checklist" in text(client, at(world))
    ready_papers(world.thistlewick)
    assert "Do this first" not in text(client, at(world))
    worker(world.thistlewick, "Kofi Mensah", days=30)
    assert "Take Kofi Mensah through the induction" in text(client, at(world))
    assert "Do this first" not in text(world.client(world.ivy), at(world))


@pytest.mark.parametrize("rest", ["", "agreements/"])
def test_long_lists_come_in_pages_and_cost_no_more(world: World, rest: str) -> None:
    ready_papers(world.thistlewick)
    client = world.client(world.alice)
    worker(world.thistlewick, "Kofi Mensah")
    text(client, at(world, rest))
    with CaptureQueriesContext(connection) as few:
        text(client, at(world, rest))
    for number in range(120):
        worker(world.thistlewick, f"Person {number:03d}")
    with CaptureQueriesContext(connection) as many:
        page = text(client, at(world, rest))
    assert len(many) == len(few) <= 20
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in text(client, at(world, f"{rest}?page=99"))
    assert "Page 1 of 2" in text(client, at(world, f"{rest}?page=x"))


def test_both_lists_go_along_as_files(world: World, kofi: Person) -> None:
    client = world.client(world.alice)
    for listed in ("starters", "agreements"):
        csv = client.get(at(world, f"{listed}/file/csv/")).content.decode("utf-8-sig")
        assert "Kofi Mensah" in csv
        book = load_workbook(io.BytesIO(client.get(at(world, f"{listed}/file/xlsx/")).content))
        assert book.active is not None
        assert book.active["A2"].value == "Kofi Mensah"
        assert client.get(at(world, f"{listed}/file/exe/")).status_code == 404


def test_papers_are_printed_for_who_is_missing(world: World, kofi: Person) -> None:
    client = world.client(world.alice)
    for path in (at(world, "starters/print/"), of(world, kofi, "print/addendum/pdf/")):
        assert client.get(path).content.startswith(b"%PDF-")
    assert client.get(of(world, kofi, "print/addendum/docx/")).content.startswith(b"PK")
    kofi.posts.update(ended_on=TODAY - DAY)
    assert client.get(at(world, "agreements/print/")).status_code == 302


def test_while_no_checklist_is_approved_nobody_is_overdue(world: World) -> None:
    worker(world.thistlewick, "Kofi Mensah", days=90)
    page = world.client(world.alice).get(f"/homes/{world.thistlewick.ref}/joining/").content.decode()
    assert "No checklist yet" in page
    assert "Overdue" not in page
    assert "due by" not in page
