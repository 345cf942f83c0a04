"""A backup is made each day where the settings say, and whoever looks after it is reminded."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from havenkeep.assessment.actions import open_submission
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.background.actions import note_backup
from havenkeep.config.environment import BadEnvironment, Environment
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership
from havenkeep.standards.queries import edition_in_force
from havenkeep.upkeep.backup import check
from havenkeep.upkeep.daily import NAME, made_in
from tests.installation import Installation, copy_of
from tests.upkeep.backups import PASSPHRASE, passphrase_file
from tests.world import AT, TODAY, World

RUN = """
import django, json, sys
django.setup()
from datetime import datetime
from havenkeep.background.running import run_due
from havenkeep.background.models import Beat
from havenkeep.config.schedule import WORK
for moment in {moments}:
    run_due([piece for piece in WORK if piece.name == "upkeep.back_up"], at=datetime.fromisoformat(moment))
beat = Beat.objects.get()
print(json.dumps([beat.finished_at is not None, beat.failed_at is not None]))
"""


def run(home: Installation, *moments: datetime) -> list[bool]:
    told = home.python(RUN.format(moments=[moment.isoformat() for moment in moments]))
    finished: list[bool] = json.loads(told.splitlines()[-1])
    return finished


@pytest.fixture
def daily(prepared: Installation, tmp_path: Path) -> Installation:
    """Give an installation that is told to make a backup each day."""
    home = copy_of(prepared, tmp_path / "instance")
    folder = tmp_path / "backups"
    folder.mkdir()
    home.extra = {
        "HAVENKEEP_BACKUP_FOLDER": str(folder),
        "HAVENKEEP_BACKUP_PASSPHRASE_FILE": str(passphrase_file(tmp_path)),
    }
    return home


def test_one_is_made_each_day_and_old_ones_go(daily: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for day in range(1, 30):
        (folder / (AT - timedelta(days=day)).strftime(NAME)).write_bytes(b"an older one")
    (folder / "havenkeep-mine.age").write_bytes(b"not ours to delete")
    moments = [AT, AT + timedelta(hours=1), AT + timedelta(hours=23, minutes=45)]
    assert run(daily, *moments) == [True, False]
    found = made_in(folder)
    assert max(found) == AT + timedelta(hours=23, minutes=45)
    assert AT in found
    assert len(found) == 8  # the newest seven, and the last of October
    assert (folder / "havenkeep-mine.age").exists()
    check(found[AT], passphrase=PASSPHRASE)


def test_a_disk_that_is_away_is_a_failure_the_doctor_tells(daily: Installation, tmp_path: Path) -> None:
    (tmp_path / "backups").rmdir()
    assert run(daily, AT) == [False, True]
    assert not (tmp_path / "backups").exists()


def test_without_the_settings_nothing_is_made(installation: Installation) -> None:
    assert run(installation, AT) == [True, False]
    assert installation.sql("SELECT count(*) FROM background_backup") == [(0,)]


@pytest.mark.parametrize("name", ["HAVENKEEP_BACKUP_FOLDER", "HAVENKEEP_BACKUP_PASSPHRASE_FILE"])
def test_half_of_the_settings_is_refused(name: str) -> None:
    with pytest.raises(BadEnvironment, match="Set both"):
        Environment.read({name: "/somewhere"})


def front(world: World, user: User) -> str:
    return world.client(user).get(f"/homes/{world.thistlewick.ref}/").content.decode()


@pytest.fixture
def year_begun(world: World) -> World:
    edition = edition_in_force(on=TODAY)
    open_submission(home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT)
    return world


def test_only_who_looks_after_it_is_reminded(year_begun: World) -> None:
    assert "Last backup" not in front(year_begun, year_begun.alice)
    give_membership(user=year_begun.alice, role=Role.OPERATOR, by=SYSTEM, at=AT)
    assert "Last backup: none yet." in front(year_begun, year_begun.alice)
    note_backup(made_at=datetime.now(UTC) - timedelta(days=8), name="one", size=1, digest="1")
    assert "more than a week ago: make one today" in front(year_begun, year_begun.alice)
    note_backup(made_at=datetime.now(UTC), name="two", size=1, digest="2")
    assert "Last backup: " in front(year_begun, year_begun.alice)
    assert "more than a week ago" not in front(year_begun, year_begun.alice)


def test_the_recovery_sheet_tells_all_but_a_secret(filled: Installation, tmp_path: Path) -> None:
    told = filled.run("recovery-sheet", "-o", str(tmp_path / "sheet.pdf"))
    assert told.returncode == 0, told.stderr
    pages = PdfReader(tmp_path / "sheet.pdf").pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    for words in ("Recovery sheet", "restore", "Where the passphrase is kept", str(filled.data)):
        assert words in " ".join(text.split()).replace("- ", "-") or words in text
    fingerprint = told.stdout.strip().rsplit(": ", 1)[1]
    assert fingerprint in text
    for secret in (filled.data / "secrets").iterdir():
        assert secret.read_text().strip()[:12] not in text
