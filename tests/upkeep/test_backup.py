"""What was put into a backup comes out of it, on either engine, or nothing is touched."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage import passphrase as age

from havenkeep.upkeep.backup import check, refuse_place
from havenkeep.upkeep.container import About, Manifest, Writer, opened
from havenkeep.upkeep.digest import Digest
from havenkeep.upkeep.folder import Lock, hold
from havenkeep.upkeep.passphrase import read_passphrase
from havenkeep.upkeep.prepare import RESTORED
from havenkeep.upkeep.restore import refuse_newer
from havenkeep.upkeep.trouble import BadUse, DataTrouble
from tests.installation import Installation, copy_of, fresh
from tests.upkeep.backups import (
    BAD_USE,
    DATA_TROUBLE,
    PASSPHRASE,
    back_up,
    digest,
    passphrase_file,
    refused,
    restore,
    restored,
)


def test_restoring_gives_back_the_same_home(filled: Installation, back: Installation) -> None:
    after = digest(back)
    assert after == digest(filled)
    assert {"secrets/secret-key", "secrets/evidence-key"} < set(after["files"])
    assert "secrets/setup-key" not in after["files"]
    assert not any(name.endswith(".half") for name in after["files"])
    assert after["tables"]["audit.Event"][0] > 100
    assert stat.S_IMODE((back.data / "secrets" / "evidence-key").stat().st_mode) == 0o600
    checks = back.doctor()
    assert checks["History"]["state"] == "ok"
    assert checks["Backup"]["state"] == "ok"
    assert not (back.data / RESTORED).exists()
    assert list(back.data.parent.glob(".*")) == []


def test_proof_on_file_opens_after_a_restore(back: Installation) -> None:
    look = (
        "import django; django.setup()\n"
        "from havenkeep.evidence.receiving import vault\n"
        "for path in vault().folder.glob('??/*'): print(len(b''.join(vault().read(path.name))))"
    )
    assert {"0", str(256 * 300)} <= set(back.python(look).split())


def test_a_number_that_was_given_once_is_not_given_again_after_a_restore(
    back: Installation, tmp_path: Path
) -> None:
    there = copy_of(back, tmp_path / "instance")
    add = (
        "import django; django.setup()\n"
        "from havenkeep.jobs.models import Job\n"
        "from django.db.models import Max\n"
        "job = Job.objects.first(); top = Job.objects.aggregate(m=Max('pk'))['m']\n"
        "job.pk = None; job.ref = 'new'; job.save(force_insert=True); print(job.pk - top)"
    )
    assert there.python(add).strip() == "2"


def test_what_is_append_only_still_is_after_a_restore(back: Installation) -> None:
    with pytest.raises(Exception, match="append-only"):
        back.sql("DELETE FROM audit_event")


def test_a_backup_goes_from_one_engine_to_the_other_and_back(
    filled: Installation, made: Path, tmp_path: Path
) -> None:
    """From whichever the tests run on to SQLite, and back again."""
    second = restored(made, Installation(tmp_path / "second"))
    assert back_up(second, tmp_path / "second.age").returncode == 0
    third = restored(tmp_path / "second.age", fresh(tmp_path / "third"))
    assert digest(third) == digest(filled)
    assert third.doctor()["History"]["state"] == "ok"


def test_an_older_backup_is_carried_forward(filled: Installation, tmp_path: Path) -> None:
    older = copy_of(filled, tmp_path / "older")
    back = "import django; django.setup()\nfrom django.core.management import call_command\n"
    older.python(back + "call_command('migrate', 'governance', '0001', verbosity=0)")
    assert back_up(older, tmp_path / "older.age").returncode == 0
    there = restored(tmp_path / "older.age", fresh(tmp_path / "instance"))
    names = "SELECT count(*) FROM django_migrations WHERE app = ? AND name LIKE ?"
    assert there.sql(names, "governance", "0002%") == [(1,)]
    assert (
        digest(there)["tables"]["governance.Appointment"][0]
        == digest(older)["tables"]["governance.Appointment"][0]
    )


def test_the_file_is_an_age_file_for_its_owner_only(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    inside = age.decrypt(made.read_bytes(), PASSPHRASE)
    assert inside.startswith(b"about.json\0")
    assert b"Thistlewick" in inside
    assert b"Thistlewick" not in made.read_bytes()


def test_json_tells_what_was_made_and_put_back(
    filled: Installation, made: Path, back: Installation, tmp_path: Path
) -> None:
    held = digest(filled)
    wanted = sum(rows for rows, _ in held["tables"].values())
    told = json.loads(made.with_suffix(".json").read_text())
    assert (told["rows"], told["files"]) == (wanted, len(held["files"]))
    assert told["bytes"] == made.stat().st_size
    whole = json.loads(restore(fresh(tmp_path / "no"), made, "--check", "--json").stdout)
    put_back = json.loads((back.data.parent / "told.json").read_text())
    assert whole["digest"] == put_back["digest"] == told["digest"]
    assert not (tmp_path / "no").exists()


def test_a_file_that_is_there_is_replaced_only_when_asked(filled: Installation, tmp_path: Path) -> None:
    file = tmp_path / "kept.age"
    file.write_text("precious")
    with pytest.raises(BadUse, match="is there already"):
        refuse_place(file, force=False)
    assert file.read_text() == "precious"
    assert back_up(filled, file, "--force").returncode == 0
    check(file, passphrase=PASSPHRASE)


def test_two_backups_at_once_take_turns(filled: Installation, tmp_path: Path) -> None:
    with hold(filled.data, Lock.BACKUP):
        told = back_up(filled, tmp_path / "one.age")
    assert told.returncode == 1
    assert "Another backup" in told.stderr
    assert not (tmp_path / "one.age").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "shorter than 12"),
        ("eleven char\n", "shorter than 12"),
        ("            \n", "shorter than 12"),
        ("one long line\nand another\n", "more than one line"),
    ],
)
def test_a_passphrase_that_protects_nothing_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadUse, match=words):
        read_passphrase(passphrase_file(tmp_path, text))


def test_without_a_passphrase_that_protects_nothing_is_written(filled: Installation, tmp_path: Path) -> None:
    secret = passphrase_file(tmp_path, "short\n")
    told = filled.run("backup", str(tmp_path / "one.age"), "--passphrase-file", str(secret))
    assert told.returncode == BAD_USE
    assert "shorter than 12" in told.stderr
    assert not (tmp_path / "one.age").exists()


def test_a_passphrase_is_stretched_at_full_cost(filled: Installation, tmp_path: Path) -> None:
    secret = passphrase_file(tmp_path)
    told = filled.run("backup", str(tmp_path / "one.age"), "--passphrase-file", str(secret))
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "one.age").read_bytes().splitlines()[1].split()[-1] == b"17"


def test_another_line_end_is_the_same_passphrase(tmp_path: Path) -> None:
    secret = tmp_path / "from-windows.txt"
    secret.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    assert read_passphrase(secret) == PASSPHRASE


def test_a_wrong_passphrase_is_one_sentence_and_touches_nothing(made: Path, tmp_path: Path) -> None:
    there = fresh(tmp_path / "instance")
    secret = passphrase_file(tmp_path, "three purple kettles\n")
    told = there.run("restore", str(made), "--passphrase-file", str(secret))
    assert told.returncode == DATA_TROUBLE
    assert told.stderr.startswith("The passphrase does not open ")
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.glob("*instance*")) == []


def test_a_cut_or_another_file_is_one_sentence_and_touches_nothing(made: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.age"
    cut.write_bytes(made.read_bytes()[:-70_000])
    refused(cut, tmp_path / "one", words="was cut short or altered")
    other = tmp_path / "other.age"
    for content in (b"a photograph\n" * 1000, age.encrypt(b"a letter", PASSPHRASE)):
        other.write_bytes(content)
        with pytest.raises(DataTrouble, match="is not a backup"):
            check(other, passphrase=PASSPHRASE)


def test_a_folder_with_something_in_it_is_left_alone(
    filled: Installation, made: Path, tmp_path: Path
) -> None:
    there = fresh(tmp_path / "instance")
    there.data.mkdir()
    (there.data / "letter.txt").write_text("mine")
    told = restore(there, made)
    assert told.returncode == DATA_TROUBLE
    assert "is not empty" in told.stderr
    assert [path.name for path in there.data.iterdir()] == ["letter.txt"]
    if filled.database_url:
        told = restore(Installation(tmp_path / "two", filled.database_url), made)
        assert told.returncode == DATA_TROUBLE
        assert "The database is not empty" in told.stderr
        assert not (tmp_path / "two").exists()


ABOUT = About(
    version="0.1.0",
    made_at=datetime(2026, 11, 23, tzinfo=UTC),
    engine="sqlite",
    migrations=(("background", "0001_initial"),),
    columns={},
)


def write(file: Path, about: About, *, name: str = "") -> Path:
    """Write a small backup by hand."""
    with file.open("wb") as raw:
        writer = Writer(raw, passphrase=PASSPHRASE, about=about, work=4)
        if name:
            writer.add(name, b"x")
        writer.close(Manifest(digest=Digest(tables={}, files={}), numbers={}))
    return file


def test_a_newer_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {name: getattr(ABOUT, name) for name in ABOUT.__slots__}
    newer = About(**fields | {"version": "99.0"})
    refused(write(tmp_path / "1.age", newer), tmp_path / "one", words="made by a newer Havenkeep (99.0)")
    unknown = About(**fields | {"migrations": (("room_of_next_year", "0001_initial"),)})
    too_new(write(tmp_path / "2.age", unknown))
    with monkeypatch.context() as patched:
        patched.setattr("havenkeep.upkeep.container.FORMAT", 2)
        write(tmp_path / "3.age", ABOUT)
    too_new(tmp_path / "3.age")


def too_new(file: Path) -> None:
    with (
        opened(file, passphrase=PASSPHRASE) as backup,
        pytest.raises(DataTrouble, match="made by a newer Havenkeep"),
    ):
        refuse_newer(backup, file=file)


@pytest.mark.parametrize(
    "name",
    [
        "files/../evil",
        "files/secrets/../../evil",
        "files//evil",
        "files/logs/evil",
        "files/secrets/setup-key",
        "files/secrets/.evil",
        "files/evidence/..\\evil",
        "rows/audit.Event/1.jsonl",
        "evil",
    ],
)
def test_a_backup_that_names_a_place_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / "evil.age", ABOUT, name=name)
    with pytest.raises(DataTrouble, match="is not a backup"):
        check(file, passphrase=PASSPHRASE)


def test_such_a_backup_writes_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "evil.age", ABOUT, name="files/secrets/../../evil")
    refused(file, tmp_path / "instance", words="is not a backup")
    assert list(tmp_path.rglob("evil")) == []


def test_a_backup_that_is_not_what_it_says_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "evil.age", ABOUT, name="files/evidence/one")
    with pytest.raises(DataTrouble, match="cut short or altered"):
        check(file, passphrase=PASSPHRASE)
    refused(file, tmp_path / "instance", words="is not what was put in")
