"""A folder is made ready once, never by halves, and older code leaves newer data alone."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import make_home, make_provider
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.upkeep import setup_key, stamp
from havenkeep.upkeep.folder import Lock, hold, make_folders, write_private
from havenkeep.upkeep.settling import settle_setup_key
from tests.installation import POSTGRES, Installation, fresh
from tests.upkeep.backups import passphrase_file, restored
from tests.world import AT, World, join

BAD_USE = 2
DATA_TROUBLE = 3


def changed(installation: Installation, **fields: str) -> None:
    """Change the folder's stamp, as if other code had written it."""
    path = installation.data / "ready.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def write_secrets(data: Path) -> None:
    for name in stamp.SECRETS:
        write_private(data / "secrets" / name, "secret")


def copies(installation: Installation) -> list[Path]:
    return sorted((installation.data / "backups").iterdir())


def test_the_first_command_makes_all_that_is_needed(new_installation: Installation) -> None:
    told = new_installation.run("doctor")
    assert told.returncode == 0, told.stderr
    data = new_installation.data
    assert stat.S_IMODE((data / "secrets" / "secret-key").stat().st_mode) == 0o600
    assert len((data / "secrets" / "secret-key").read_text()) > 50
    assert stat.S_IMODE((data / "secrets" / "evidence-key").stat().st_mode) == 0o600
    assert len(bytes.fromhex((data / "secrets" / "evidence-key").read_text())) == 32
    assert setup_key.read(data)
    if not POSTGRES:
        assert stat.S_IMODE((data / "havenkeep.sqlite3").stat().st_mode) == 0o600
    assert list((data / "static").rglob("*.css.gz"))
    assert copies(new_installation) == []


def test_two_first_commands_at_once_both_succeed(new_installation: Installation) -> None:
    command = [sys.executable, "-m", "havenkeep", "doctor"]
    both = [
        subprocess.Popen(command, env=new_installation.environment, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(timeout=60) for process in both] == [0, 0]


def test_the_second_command_touches_nothing(installation: Installation) -> None:
    assert installation.run("doctor").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in installation.data.rglob("*") if path.is_file()}
    assert installation.run("doctor").returncode == 0
    after = {path: path.stat().st_mtime_ns for path in installation.data.rglob("*") if path.is_file()}
    moving = {"havenkeep.sqlite3", "havenkeep.sqlite3-wal", "havenkeep.sqlite3-shm"}
    assert {p: t for p, t in after.items() if p.name not in moving} == {
        p: t for p, t in before.items() if p.name not in moving
    }


@pytest.mark.parametrize("after", [0.5, 1.0, 1.5])
def test_a_first_start_killed_half_way_is_mended_by_the_next(
    new_installation: Installation, after: float
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "havenkeep", "doctor"],
        env=new_installation.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    told = new_installation.run("doctor")
    assert told.returncode == 0, told.stderr


def test_data_of_a_newer_version_is_refused_and_left_alone(installation: Installation) -> None:
    installation.run("doctor")
    changed(installation, version="99.0")
    told = installation.run("doctor")
    assert told.returncode == DATA_TROUBLE
    assert "made by a newer Havenkeep" in told.stderr
    assert "Traceback" not in told.stderr
    assert json.loads((installation.data / "ready.json").read_text())["version"] == "99.0"


def test_data_with_a_migration_nobody_here_knows_is_refused(installation: Installation) -> None:
    installation.run("doctor")
    installation.sql(
        "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)",
        "room_of_next_year",
        "0001_initial",
        datetime(2027, 1, 1, tzinfo=UTC).isoformat(),
    )
    changed(installation, digest="another")
    told = installation.run("doctor")
    assert told.returncode == DATA_TROUBLE
    assert "made by a newer Havenkeep" in told.stderr


def test_an_upgrade_keeps_a_copy_of_the_database_from_before(installation: Installation) -> None:
    installation.run("doctor")
    for model in apps.get_app_config("background").get_models():
        installation.sql(f"DROP TABLE {model._meta.db_table}")
    installation.sql("DELETE FROM django_migrations WHERE app = ?", "background")
    changed(installation, version="0.0.1", digest="of the version before")
    told = installation.run("doctor")
    assert told.returncode == 0, told.stderr
    assert installation.sql("SELECT count(*) FROM background_beat") == [(0,)]
    if POSTGRES:
        assert copies(installation) == []
        return
    (copy,) = copies(installation)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT count(*) FROM sqlite_master WHERE name = 'background_beat'").fetchone() == (
        0,
    )
    assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept.close()


def test_an_upgrade_of_postgresql_makes_a_backup_where_the_daily_ones_go(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    installation.extra = {
        "HAVENKEEP_BACKUP_FOLDER": str(folder),
        "HAVENKEEP_BACKUP_PASSPHRASE_FILE": str(passphrase_file(tmp_path)),
    }
    for model in apps.get_app_config("mail").get_models():
        installation.sql(f"DROP TABLE {model._meta.db_table}")
    installation.sql("DELETE FROM django_migrations WHERE app = ?", "mail")
    changed(installation, version="0.0.1", digest="of the version before")
    told = installation.run("doctor")
    if not POSTGRES:
        assert told.returncode == 0
        assert len(copies(installation)) == 1
        return
    assert told.returncode == BAD_USE
    assert "in a folder that is there" in told.stderr
    folder.mkdir()
    told = installation.run("doctor")
    assert told.returncode == 0, told.stderr
    (copy,) = folder.iterdir()
    there = restored(copy, fresh(tmp_path / "there"))
    assert there.doctor()["History"]["state"] == "ok"


def test_new_static_files_alone_make_no_copy(installation: Installation) -> None:
    installation.run("doctor")
    changed(installation, digest="of other static files")
    assert installation.run("doctor").returncode == 0
    assert copies(installation) == []


def test_a_server_of_another_version_is_not_upgraded_under_its_feet(installation: Installation) -> None:
    installation.run("doctor")
    changed(installation, digest="another")
    with hold(installation.data, Lock.SERVER):
        told = installation.run("doctor")
    assert told.returncode == 1
    assert "Another Havenkeep is using" in told.stderr


def test_a_file_that_is_no_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "instance")
    make_folders(installation.data)
    (installation.data / "havenkeep.sqlite3").write_bytes(os.urandom(8192))
    told = installation.run("doctor")
    assert told.returncode == DATA_TROUBLE
    assert told.stderr == "The database cannot be used: file is not a database.\n"


def test_a_database_server_that_is_away_is_said_in_one_sentence(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "instance", "postgresql://%2Fnowhere/havenkeep")
    told = installation.run("doctor")
    assert told.returncode == DATA_TROUBLE
    assert told.stderr.startswith("The database cannot be used: ")
    assert told.stderr.count("\n") == 1


def test_without_its_database_a_folder_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HAVENKEEP_DATABASE_URL", raising=False)
    make_folders(tmp_path)
    stamp.write(tmp_path, stamp.current())
    write_secrets(tmp_path)
    assert not stamp.matches(tmp_path)
    (tmp_path / "havenkeep.sqlite3").touch()
    assert stamp.matches(tmp_path)


@pytest.mark.parametrize("name", stamp.SECRETS)
def test_without_a_secret_a_folder_is_not_ready_and_is_given_one(
    installation: Installation, name: str
) -> None:
    installation.run("doctor")
    secret = installation.data / "secrets" / name
    secret.unlink()
    assert installation.run("doctor").returncode == 0
    assert len(secret.read_text()) > 20


def test_a_folder_made_ready_for_another_database_is_not_ready_for_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folders(tmp_path)
    write_secrets(tmp_path)
    monkeypatch.setenv("HAVENKEEP_DATABASE_URL", "postgresql://me:secret@db/one")
    stamp.write(tmp_path, stamp.current())
    assert stamp.matches(tmp_path)
    assert "secret" not in (tmp_path / "ready.json").read_text()
    monkeypatch.setenv("HAVENKEEP_DATABASE_URL", "postgresql://me:secret@db/two")
    assert not stamp.matches(tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [("0.2.0", "0.1.9", True), ("0.10.0", "0.9.0", True), ("0.1.0", "0.1.0", False), ("0.1.0", "1.0", False)],
)
def test_versions_compare_by_number(one: str, other: str, *, newer: bool) -> None:
    assert stamp.Stamp(version=one, digest="").is_newer_than(stamp.Stamp(version=other, digest="")) is newer


@pytest.mark.django_db
def test_the_set_up_key_outlives_sample_people(tmp_path: Path) -> None:
    make_folders(tmp_path)
    sample = make_provider(name="Sample Care Ltd", by=SYSTEM, at=AT, is_sample=True)
    home = make_home(provider=sample, name="Sample House", kind=ServiceKind.NURSING, by=SYSTEM, at=AT)
    join("Sam Ple", Role.MANAGER, home=home)
    join("Gil Ple", Role.GROUP_LEAD, provider=sample)
    settle_setup_key(tmp_path)
    assert setup_key.read(tmp_path)


def test_the_set_up_key_is_gone_once_a_real_person_belongs_somewhere(tmp_path: Path, world: World) -> None:
    make_folders(tmp_path)
    setup_key.read_or_make(tmp_path)
    settle_setup_key(tmp_path)
    assert setup_key.read(tmp_path) == ""
