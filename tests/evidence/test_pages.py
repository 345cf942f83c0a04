"""From an upload to a locked file, read, replaced, signed off and deleted, in the browser."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from havenkeep.assessment.actions import open_submission
from havenkeep.assessment.queries import lay
from havenkeep.audit.models import Event
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import KeptFile, Proof, ProofUse, SignOff
from havenkeep.standards.domain.edition import AnswerKind, Item
from havenkeep.standards.queries import edition_in_force
from tests.assessment.conftest import say
from tests.domain.evidence.files import EXE, a_docx, a_pdf, a_photo
from tests.evidence.conftest import files_in
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def dated(day: int = 1, month: int = 11, year: int = 2026) -> dict[str, str]:
    return {"dated_on_day": str(day), "dated_on_month": str(month), "dated_on_year": str(year)}


def body(response: Any) -> bytes:
    parts: Iterator[bytes] = response.streaming_content
    return b"".join(parts)


@pytest.fixture
def item() -> Item:
    ticks = [one for one in edition_in_force(on=TODAY).mandatory if one.kind is AnswerKind.YES_NO]
    return next(one for one in ticks if not one.checks)


@pytest.fixture
def kept(alice: Client, base: str) -> Proof:
    sent = {"kind": "file", "upload": upload("Minutes.pdf", a_pdf()), "paper_kind": "minutes", **dated()}
    assert alice.post(f"{base}new/", sent).status_code == 302
    return Proof.objects.get()


def test_a_file_is_judged_locked_listed_and_comes_back_as_it_was(
    alice: Client, base: str, evidence_folder: Path
) -> None:
    content = a_pdf()
    sent = {"kind": "file", "upload": upload("../Minutes.PDF", content), "paper_kind": "minutes", **dated()}
    assert alice.post(f"{base}new/", sent).status_code == 302
    proof, file = Proof.objects.get(), KeptFile.objects.get()
    assert (proof.title, file.name, file.size) == ("Minutes", "Minutes.pdf", len(content))
    assert proof.valid_until == TODAY.replace(year=2027, day=1)
    (stored,) = files_in(evidence_folder)
    assert b"%PDF" not in stored.read_bytes()
    assert "Minutes" in alice.get(base).content.decode()
    page = alice.get(f"{base}{proof.ref}/").content.decode()
    assert file.sha256 in page
    assert "not scanned for viruses" in page
    response = alice.get(f"{base}{proof.ref}/files/{file.ref}/")
    assert body(response) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="Minutes.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_reading_is_noted_in_a_stream_of_its_own(alice: Client, base: str, kept: Proof, world: World) -> None:
    file = kept.files.get()
    body(alice.get(f"{base}{kept.ref}/files/{file.ref}/"))
    noted = Event.objects.get(stream=f"evidence:{world.thistlewick.ref}")
    assert (noted.event, noted.subject, noted.by_id) == (
        "evidence.file_read",
        f"evidence.file:{file.ref}",
        world.alice.ref,
    )
    assert "Read the file" in alice.get(f"{base}{kept.ref}/").content.decode()


def test_one_hostile_file_keeps_nothing_of_all_and_says_which(
    alice: Client, base: str, evidence_folder: Path
) -> None:
    sent = {"kind": "file", "upload": [upload("good.pdf", a_pdf()), upload("Report.pdf", EXE)]}
    response = alice.post(f"{base}new/", sent)
    assert response.status_code == 422
    assert "“Report.pdf”: This is a program" in response.content.decode()
    assert "None of the files was kept" in response.content.decode()
    assert not Proof.objects.exists()
    assert files_in(evidence_folder) == []


def test_a_failing_action_leaves_no_file(
    alice: Client, base: str, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("havenkeep.evidence.adding.keep_proofs", fail)
    with pytest.raises(RuntimeError):
        alice.post(f"{base}new/", {"kind": "file", "upload": upload("a.pdf", a_pdf())})
    assert files_in(evidence_folder) == []


def test_a_photo_is_looked_at_in_our_own_encoding(alice: Client, base: str) -> None:
    alice.post(
        f"{base}new/", {"kind": "file", "upload_photo": upload("IMG_1.jpg", a_photo()), "title": "Cabinet"}
    )
    proof = Proof.objects.get()
    where = f"{base}{proof.ref}/files/{proof.files.get().ref}/"
    assert f"{where}picture/" in alice.get(f"{where}look/").content.decode()
    response = alice.get(f"{where}picture/")
    content = body(response)
    assert response["Content-Type"] == "image/jpeg"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"A Phone" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (400, 300)


def test_a_text_is_shown_as_text_and_a_word_file_is_not_shown(alice: Client, base: str) -> None:
    several = [upload("note.txt", b"5 < 6 & <b>bold</b>"), upload("a.docx", a_docx())]
    alice.post(f"{base}new/", {"kind": "file", "upload": several, "title": "Notes"})
    note, word = Proof.objects.get().files.order_by("pk")
    where = f"{base}{note.proof.ref}/files/"
    assert "5 &lt; 6 &amp; &lt;b&gt;bold" in alice.get(f"{where}{note.ref}/look/").content.decode()
    assert alice.get(f"{where}{word.ref}/look/").status_code == 404
    assert alice.get(f"{where}{note.ref}/picture/").status_code == 404


def test_several_files_are_one_proof_or_proofs_of_their_own(alice: Client, base: str) -> None:
    def two() -> list[SimpleUploadedFile]:
        return [upload("page one.pdf", a_pdf()), upload("page two.pdf", a_pdf())]

    alice.post(f"{base}new/", {"kind": "file", "upload": two(), "title": "Contract"})
    assert Proof.objects.get().files.count() == 2
    alice.post(f"{base}new/", {"kind": "file", "upload": two(), "apart": "yes"})
    assert set(Proof.objects.values_list("title", flat=True)) == {"Contract", "page one", "page two"}


def test_too_many_files_at_once_get_one_sentence(alice: Client, base: str) -> None:
    sent = {"kind": "file", "upload": [upload(f"{n}.txt", b"x") for n in range(1_000)]}
    response = alice.post(f"{base}new/", sent)
    assert response.status_code == 413
    assert "fewer at once" in response.content.decode()
    assert not Proof.objects.exists()


def test_a_file_and_a_request_that_are_too_large_get_one_sentence(
    alice: Client, base: str, settings: Any
) -> None:
    settings.LARGEST_PROOF_BYTES = 1024 * 1024
    large = b"a,b\n" * 400_000
    response = alice.post(f"{base}new/", {"kind": "file", "upload": upload("a.csv", large)})
    assert response.status_code == 422
    assert "Choose one of 1 MB or less" in response.content.decode()
    settings.LARGEST_REQUEST_BYTES = 1_000
    assert alice.post(f"{base}new/", {"upload": upload("a.csv", large)}).status_code == 413


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "link", "title": "x", "link": "javascript:alert(1)"}, "starting with https://"),
        ({"kind": "place", "title": "x"}, "Where is it?"),
        ({"kind": "place", "where": "Shelf"}, "What is it?"),
        ({"kind": "file"}, "Choose a file"),
        ({}, "How do you want to add it?"),
        ({"kind": "place", "title": "x", "where": "y", "paper_kind": "policy"}, "it is good for a year"),
        ({"kind": "place", "title": "x", "where": "y", **dated(day=1, month=1, year=2027)}, "on or before"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    sent: dict[str, str], said: str, alice: Client, base: str
) -> None:
    response = alice.post(f"{base}new/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Proof.objects.exists()


def test_a_newer_version_takes_the_place_and_the_old_one_stays_listed(
    alice: Client, base: str, kept: Proof, evidence_folder: Path
) -> None:
    old = kept.files.get()
    newer = {"kind": "file", "upload": upload("Newer.pdf", a_pdf()), "version": "1", **dated(day=20)}
    assert alice.post(f"{base}{kept.ref}/version/", newer).status_code == 302
    kept.refresh_from_db()
    assert (kept.version, kept.valid_until) == (2, TODAY.replace(year=2027, day=20))
    page = alice.get(f"{base}{kept.ref}/").content.decode()
    assert "Newer.pdf" in page
    assert "Version 1" in page
    old_content = body(alice.get(f"{base}{kept.ref}/files/{old.ref}/"))
    assert hashlib.sha256(old_content).hexdigest() == old.sha256
    late = {**newer, "upload": upload("Late.pdf", a_pdf())}
    response = alice.post(f"{base}{kept.ref}/version/", late)
    assert response.status_code == 422
    assert "added a newer version in the meantime" in response.content.decode()
    assert len(files_in(evidence_folder)) == 2


def test_a_version_is_signed_off_once_by_each(alice: Client, base: str, kept: Proof, world: World) -> None:
    for client in (alice, alice, world.client(world.lena)):
        client.post(f"{base}{kept.ref}/sign-off/", {"version": "1"})
    assert [row.by for row in SignOff.objects.order_by("pk")] == ["Alice Fenn", "Lena Reed"]
    assert Event.objects.filter(event="evidence.signed_off").count() == 2
    alice.post(f"{base}{kept.ref}/sign-off/", {"version": "7"})
    assert SignOff.objects.count() == 2
    alice.post(f"{base}{kept.ref}/version/", {"kind": "place", "where": "Shelf", "version": "1", **dated()})
    page = alice.get(f"{base}{kept.ref}/").content.decode()
    assert "Nobody has signed this version off yet" in page
    assert "signed version 1" in page


def test_one_proof_serves_many_items(alice: Client, base: str, kept: Proof) -> None:
    first, second, third = (one.ref for one in edition_in_force(on=TODAY).items[:3])
    ProofUse.objects.create(proof=kept, item="99.9.9")
    alice.post(f"{base}{kept.ref}/items/", {"items": [first, second]})
    alice.post(f"{base}{kept.ref}/items/", {"items": [second, third]})
    assert set(kept.uses.values_list("item", flat=True)) == {second, third, "99.9.9"}
    page = alice.get(f"{base}{kept.ref}/").content.decode()
    assert f"{third} " in page
    assert "not in this year’s list" in page
    assert alice.post(f"{base}{kept.ref}/items/", {"items": ["1; DROP"]}).status_code == 422


def test_what_is_written_is_corrected(alice: Client, base: str, kept: Proof) -> None:
    form = alice.get(f"{base}{kept.ref}/details/").content.decode()
    assert 'value="Minutes"' in form
    sent = {"title": "Minutes, November", "paper_kind": "minutes", "ends": "open", **dated()}
    assert alice.post(f"{base}{kept.ref}/details/", sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.title, kept.valid_until, kept.version) == ("Minutes, November", None, 1)


def test_a_proof_is_really_deleted_and_the_event_says_nothing_of_it(
    alice: Client, base: str, kept: Proof, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    alice.post(f"{base}{kept.ref}/sign-off/", {"version": "1"})
    assert "nobody can bring them back" in alice.get(f"{base}{kept.ref}/erasure/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert alice.post(f"{base}{kept.ref}/erasure/").status_code == 302
    assert not Proof.objects.exists()
    assert not KeptFile.objects.exists()
    assert not SignOff.objects.exists()
    assert files_in(evidence_folder) == []
    event = Event.objects.get(event="evidence.proof_erased")
    assert "Minutes" not in str(event.body())


def test_taken_off_file_and_put_back(alice: Client, base: str, kept: Proof) -> None:
    alice.post(f"{base}{kept.ref}/withdrawal/")
    alice.post(f"{base}{kept.ref}/withdrawal/")
    assert "Nothing on file yet" in alice.get(base).content.decode()
    assert "Minutes" in alice.get(f"{base}?show=off_file").content.decode()
    alice.post(f"{base}{kept.ref}/withdrawal/", {"back": "1"})
    assert Proof.objects.on_file().count() == 1
    assert (
        Event.objects.filter(event__in=["evidence.proof_withdrawn", "evidence.proof_put_back"]).count() == 2
    )


def test_a_damaged_file_is_named_before_a_byte_is_sent(
    alice: Client, base: str, kept: Proof, evidence_folder: Path
) -> None:
    (stored,) = files_in(evidence_folder)
    stored.write_bytes(stored.read_bytes()[:-1])
    response = alice.get(f"{base}{kept.ref}/files/{kept.files.get().ref}/", follow=True)
    assert "damaged or gone" in response.content.decode()
    assert not Event.objects.filter(event="evidence.file_read").exists()


def test_another_homes_proof_and_file_are_not_found(
    alice: Client, base: str, kept: Proof, world: World
) -> None:
    file = kept.files.get()
    theirs = keep_proof(
        owner=world.brookside,
        items=[],
        kind=Proof.Kind.PLACE,
        title="x",
        where="y",
        by=world.charlie.as_actor(),
        at=AT,
    )
    stranger = world.client(world.charlie)
    for path in ("", "details/", f"files/{file.ref}/", f"files/{file.ref}/picture/", "erasure/"):
        assert stranger.get(f"{base}{kept.ref}/{path}").status_code == 404
        assert stranger.get(f"/homes/{world.brookside.ref}/evidence/{kept.ref}/{path}").status_code == 404
    assert alice.get(f"{base}{theirs.ref}/").status_code == 404
    assert alice.get(f"{base}{theirs.ref}/files/{file.ref}/").status_code == 404


def test_proof_that_lapses_lowers_the_answer_by_itself(alice: Client, world: World, item: Item) -> None:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT
    )
    say(submission, item, world=world)
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/proofs/"
    sent = {
        "kind": "file",
        "upload": upload("Check.pdf", a_pdf()),
        "paper_kind": "backup_report",
        **dated(day=20),
    }
    assert alice.post(url, sent).status_code == 302
    homes = [world.thistlewick]
    assert lay(submission, on=TODAY, homes=homes).assessed.shown == 1
    later = TODAY + timedelta(days=40)
    assert lay(submission, on=later, homes=homes).assessed.shown == 0
    page = alice.get(url.removesuffix("proofs/")).content.decode()
    assert f"evidence/{Proof.objects.get().ref}/" in page


def test_head_offices_proof_has_pages_of_its_own(world: World) -> None:
    gina = world.client(world.gina)
    base = f"/providers/{world.larkfield.ref}/evidence/"
    sent = {"kind": "link", "title": "Group policy", "link": "https://example.org/policy"}
    assert gina.post(f"{base}new/", sent).status_code == 302
    proof = world.larkfield.proofs.get()
    assert "https://example.org/policy" in gina.get(f"{base}{proof.ref}/").content.decode()
    assert base in gina.get(f"/providers/{world.larkfield.ref}/").content.decode()
