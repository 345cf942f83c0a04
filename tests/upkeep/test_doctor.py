"""The doctor names what is wrong, and says what to do."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import connection
from pytest_django.fixtures import Settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.background.actions import note_backup
from havenkeep.background.models import Beat
from havenkeep.config.schedule import WORK
from havenkeep.directory.models import DirectoryFile
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import KeptFile, Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.evidence.vault.keys import new_key
from havenkeep.mail.actions import leave_message, note_test, settle_restored
from havenkeep.mail.domain.outcomes import SENT, Outcome, Result
from havenkeep.standards.queries import edition_in_force
from havenkeep.upkeep import doctor
from havenkeep.upkeep.check import Check, State
from havenkeep.upkeep.doctor import examine
from havenkeep.upkeep.doctor_work import PIECES
from havenkeep.upkeep.folder import (
    Lock,
    hold,
    lock_file,
    make_folders,
    note_certificate,
    write_private,
)
from tests.installation import Installation
from tests.world import AT, World


@pytest.fixture
def data(tmp_path: Path, settings: Settings, db: None) -> Path:
    folder = tmp_path / "instance"
    make_folders(folder)
    write_private(folder / "secrets" / "secret-key", "secret")
    settings.DATA = folder
    return folder


def said(at: datetime = AT) -> dict[str, Check]:
    return {check.name: check for check in examine(at)}


def test_a_well_installation_has_nothing_wrong(data: Path, world: World) -> None:
    checks = said()
    assert {name for name, check in checks.items() if check.state is not State.OK} == {
        "Backup",
        "Edition",
        "National lists",
    }
    assert all(check.sentence.endswith(".") for check in checks.values())
    assert {name for name, check in checks.items() if check.what_to_do} == {
        "Backup",
        "Edition",
        "National lists",
    }


@pytest.mark.parametrize(
    ("at", "state", "told"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), State.OK, "2025-26, from the list that came with Havenkeep: 45"),
        (datetime(2026, 11, 23, tzinfo=UTC), State.WARN, "until the new one is published"),
        (datetime(2028, 8, 1, tzinfo=UTC), State.WARN, "until the new one is published"),
    ],
)
def test_the_list_in_force_is_named_and_a_stand_in_is_said_to_be_one(
    data: Path, at: datetime, state: State, told: str
) -> None:
    check = said(at)["Edition"]
    assert check.state is state
    assert told in check.sentence


@pytest.mark.parametrize(("age", "state"), [(0, State.OK), (182, State.OK), (183, State.WARN)])
def test_a_national_list_is_named_with_its_day_and_its_age_counts(data: Path, age: int, state: State) -> None:
    dated_on = AT.date() - timedelta(days=age)
    DirectoryFile.objects.create(
        kind="dspt", name="list.csv", sha256="0" * 64, dated_on=dated_on, imported_at=AT, rows=1
    )
    check = said()["National lists"]
    assert check.state is state
    assert f"as it stood on {dated_on.day} {dated_on:%B %Y}" in check.sentence
    assert bool(check.what_to_do) is (state is State.WARN)


def test_a_list_whose_year_is_over_asks_for_a_newer_havenkeep(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = edition_in_force(on=date(2026, 3, 1))
    monkeypatch.setattr(doctor, "edition_in_force", lambda *, on: old)
    check = said(AT)["Edition"]
    assert check.state is State.WARN
    assert "Its deadline was 30 June 2026." in check.sentence
    assert "newest Havenkeep" in check.what_to_do


def test_whatever_is_not_well_comes_with_what_to_do(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM_TO_WORK", 10**18)
    assert said()["Disk"].state is State.WARN
    monkeypatch.setattr(doctor, "ROOM_AT_ALL", 10**18)
    assert said()["Disk"].state is State.WRONG
    assert "Make room" in said()["Disk"].what_to_do


def test_a_secret_that_others_may_read_is_named(data: Path) -> None:
    data.chmod(0o755)
    (data / "secrets" / "secret-key").chmod(0o644)
    check = said()["Folder"]
    assert check.state is State.WARN
    assert "secret-key" in check.sentence
    assert check.what_to_do.startswith("Run: chmod go= ")
    assert os.system(check.what_to_do.removeprefix("Run: ")) == 0
    assert said()["Folder"].state is State.OK


def test_a_clock_behind_the_history_is_wrong(data: Path, world: World) -> None:
    check = said(AT - timedelta(days=1))["Clock"]
    assert check.state is State.WRONG
    assert "before things that were recorded here already" in check.sentence


def test_a_clock_before_the_product_is_wrong(data: Path) -> None:
    check = said(datetime(2019, 1, 1, tzinfo=UTC))["Clock"]
    assert check.state is State.WRONG
    assert "before Havenkeep was made" in check.sentence


def test_a_backup_that_is_old_or_was_never_made_is_asked_for(data: Path, world: World) -> None:
    assert said()["Backup"].sentence == "No backup has been made yet."
    note_backup(made_at=AT - timedelta(days=8), name="one", size=1, digest="1")
    assert said()["Backup"].state is State.WARN
    assert "more than a week ago" in said()["Backup"].sentence
    note_backup(made_at=AT - timedelta(days=6), name="two", size=1, digest="2")
    assert said()["Backup"].state is State.OK


def test_before_there_is_a_service_no_backup_is_asked_for(data: Path) -> None:
    assert said()["Backup"].state is State.OK


def test_the_first_broken_link_is_named(data: Path, world: World) -> None:
    event = Event.objects.filter(stream=world.thistlewick.stream).order_by("number")[1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_event_append_only ON audit_event")
    Event.objects.filter(pk=event.pk).update(by_id="someone else")
    check = said()["History"]
    assert check.state is State.WRONG
    assert f"{world.thistlewick.stream}, from event 2 on" in check.sentence


@pytest.mark.parametrize(("started", "state"), [(1, State.OK), (11, State.WRONG), (None, State.WRONG)])
def test_a_worker_is_judged_by_its_last_run(data: Path, started: int | None, state: State) -> None:
    Beat.objects.create(name="tests.work", started_at=ago(started))
    told = "Havenkeep is not running, so nothing works in the background."
    assert said()["Background work"].sentence == told
    with hold(data, Lock.SERVER):
        began = (AT - timedelta(hours=1)).timestamp()
        os.utime(lock_file(data, Lock.SERVER), (began, began))
        assert said()["Background work"].state is state


@pytest.mark.parametrize(
    ("failures", "state", "told"),
    [
        (0, State.OK, "Last ran on 23 November 2026 at 18:55."),
        (1, State.WARN, "Failed once since 23 November 2026 at 18:30. The disk is full."),
        (3, State.WRONG, "Failed 3 times since"),
    ],
)
def test_each_piece_of_work_says_when_it_ran_or_since_when_it_fails(
    data: Path, failures: int, state: State, told: str
) -> None:
    Beat.objects.create(
        name="upkeep.back_up",
        finished_at=ago(5),
        failures=failures,
        failing_since=ago(30) if failures else None,
        error="The disk is full." if failures else "",
    )
    check = said()["Work: daily backup"]
    assert check.state is state
    assert told in check.sentence
    assert bool(check.what_to_do) is bool(failures)


def test_every_piece_of_the_schedule_has_words() -> None:
    assert set(PIECES) == {piece.name for piece in WORK}


def test_mail_says_what_is_wrong_with_it(data: Path, settings: Settings) -> None:
    assert said()["E-mail"].sentence == "E-mail is not set up; nothing needs it."
    leave_message(
        to="a@example.org", subject="Hello", body="Text", kind="reminder", by=SYSTEM, at=AT, key="tests"
    )
    assert said()["E-mail"].sentence == "One message waits in the outbox, and e-mail is not set up."
    settings.SMTP_URL = "smtps://smtp.example.org?from=care@example.org"
    assert said()["E-mail"].state is State.OK
    assert "has waited in the outbox since" in said(AT + timedelta(hours=2))["E-mail"].sentence
    settle_restored(at=AT)
    assert said()["E-mail"].sentence == "In the outbox: 1 may not have arrived."
    note_test(outcome=SENT, by=SYSTEM, at=AT)
    assert "1 may not" in said()["E-mail"].sentence
    note_test(outcome=Outcome(result=Result.LATER, sentence="Nothing answers."), by=SYSTEM, at=AT)
    assert said()["E-mail"].sentence == "The last test did not go out. Nothing answers."


def test_a_server_that_has_just_started_is_given_time(data: Path) -> None:
    Beat.objects.create(name="tests.work", started_at=ago(300), finished_at=ago(300))
    with hold(data, Lock.SERVER):
        os.utime(lock_file(data, Lock.SERVER), (AT.timestamp(), AT.timestamp()))
        check = said()["Background work"]
    assert (check.state, check.sentence) == (State.OK, "Havenkeep has just started.")


def ago(minutes: int | None) -> datetime | None:
    return None if minutes is None else AT - timedelta(minutes=minutes)


def test_a_damaged_database_file_is_found(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "instance")
    installation.run("doctor")
    installation.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    file = installation.data / "havenkeep.sqlite3"
    whole = bytearray(file.read_bytes())
    # The last pages hold indexes; the first hold the schema, which every command reads.
    whole[-3 * 4096 :] = os.urandom(3 * 4096)
    file.write_bytes(whole)
    told = installation.run("doctor")
    assert told.returncode == 1
    assert "The database is damaged" in told.stdout
    assert "restore the newest backup" in " ".join(told.stdout.split())


@pytest.fixture
def proof(data: Path, world: World, settings: Settings) -> KeptFile:
    settings.EVIDENCE_FOLDER = data / "evidence"
    settings.EVIDENCE_KEY_FILE = data / "secrets" / "evidence-key"
    write_private(settings.EVIDENCE_KEY_FILE, new_key())
    photo = Received(name="a.jpg", file_type=FileType.JPEG, kept=vault().keep([b"x"]), scan=Scan.NOT_SCANNED)
    kept = keep_proof(
        owner=world.thistlewick,
        items=[],
        kind=Proof.Kind.FILE,
        title="A",
        where="",
        files=[photo],
        by=SYSTEM,
        at=AT,
    )
    return kept.files.get()


def test_a_key_that_was_made_anew_is_found_and_mended_by_the_old_line(data: Path, proof: KeptFile) -> None:
    assert said()["Stored proof"].sentence == "The key here opens the stored proof: 1 files."
    file = data / "secrets" / "evidence-key"
    old = file.read_text()
    file.write_text(new_key())
    check = said()["Stored proof"]
    assert check.state is State.WRONG
    assert "made anew or swapped" in check.sentence
    assert "as a further line" in check.what_to_do
    file.write_text(f"{file.read_text()}\n{old}")
    assert said()["Stored proof"].state is State.OK


def test_stored_proof_that_is_gone_or_has_no_key_is_said(data: Path, proof: KeptFile) -> None:
    (data / "secrets" / "evidence-key").write_text("no key")
    check = said()["Stored proof"]
    assert (check.state, check.what_to_do[:11]) == (State.WRONG, "Put it back")
    write_private(data / "secrets" / "evidence-key", new_key())
    vault().remove(proof.stored_as)
    assert "1 of 1 stored files looked at are damaged or gone." in said()["Stored proof"].sentence


@pytest.mark.parametrize(
    ("days", "state", "told"),
    [(31, State.OK, "ends on 24 Dec"), (29, State.WARN, "ends on"), (-1, State.WRONG, "ended on 22 Nov")],
)
def test_a_certificate_is_watched(data: Path, days: int, state: State, told: str) -> None:
    assert "Certificate" not in said()
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "office-pc")])
    begin, end = AT - timedelta(days=90), AT + timedelta(days)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, begin, end)
    file = data / "cert.pem"
    file.write_bytes(made.sign(key, None).public_bytes(Encoding.PEM))
    note_certificate(data, file)
    assert (said()["Certificate"].state, told in said()["Certificate"].sentence) == (state, True)
    file.write_text("no certificate")
    assert "cannot be read" in said()["Certificate"].sentence
    note_certificate(data, None)
    assert "Certificate" not in said()
