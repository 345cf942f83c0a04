"""Making a data folder ready: on the first start, after an upgrade, and when either was interrupted."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from havenkeep.evidence.vault.keys import new_key
from havenkeep.upkeep import stamp
from havenkeep.upkeep.folder import Lock, hold, make_folders, write_private
from havenkeep.upkeep.trouble import DataTrouble

UPGRADE_WAIT = timedelta(minutes=2)
ONE_AT_A_TIME = 0x48415645  # one number for all installations: PostgreSQL's advisory lock of an upgrade
RESTORED = "restored.json"  # lies in a folder that a backup was restored into, until it is ready
CUT_OFF = (
    "The restore into {folder} was cut off before its end, so there is no data yet. Run the same restore "
    "again; it begins anew."
)
# How each of `stamp.SECRETS` is made.
MADE_BY: Mapping[str, Callable[[], str]] = {
    "secret-key": lambda: secrets.token_urlsafe(50),
    "evidence-key": new_key,
}
NEWER = (
    "The data in {folder} was made by a newer Havenkeep. Install that version again; this one is {version} "
    "and has changed nothing."
)


def prepare(data: Path, *, serving: bool = False) -> None:
    """Make the folder ready for this code, and do nothing when it is. An interrupted run is simply run again.

    `serving` says that the caller holds the server's lock already.

    Raises:
        InUse: a server of another version uses the folder, or another upgrade takes too long.
        DataTrouble: the data is newer than the code, the database cannot be read, or there is no room.
    """
    make_folders(data)
    if stamp.matches(data):
        return
    with hold(data, Lock.UPGRADE, wait=UPGRADE_WAIT.total_seconds()):
        for name in stamp.missing_secrets(data):
            write_private(data / "secrets" / name, MADE_BY[name]())
        if stamp.matches(data):
            return
        with nullcontext() if serving else hold(data, Lock.SERVER):
            _upgrade(data, to=stamp.current())


def set_up_django(data: Path) -> None:
    """Load Django's settings for the folder."""
    os.environ["HAVENKEEP_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havenkeep.config.settings")
    django.setup()


def refuse_newer(executor: MigrationExecutor, *, data: Path, to: stamp.Stamp) -> None:
    """Refuse data that this code does not know.

    Raises:
        DataTrouble: the stamp is newer, or a migration was applied that this code does not have.
    """
    kept = stamp.read(data)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if unknown or (kept is not None and kept.is_newer_than(to)):
        raise DataTrouble(NEWER.format(folder=data, version=to.version))


def refuse_cut_off(executor: MigrationExecutor, *, data: Path) -> None:
    """Refuse a folder whose restore was cut off before the database had anything: the folder comes first.

    Raises:
        DataTrouble: it did.
    """
    if (data / RESTORED).is_file() and not executor.loader.applied_migrations:
        raise DataTrouble(CUT_OFF.format(folder=data))


def keep_copy(data: Path, *, to: stamp.Stamp) -> Path | None:
    """Copy the database before it is migrated. The first copy before an upgrade is the one that counts.

    SQLite's is copied as it is; of PostgreSQL's a backup is made, when the settings say where daily ones go.

    Raises:
        DataTrouble: the disk has no room for the copy, or the backup cannot be made.
    """
    if connection.vendor == "postgresql":
        return _keep_backup(data, to=to)
    database = data / "havenkeep.sqlite3"
    if not database.is_file():
        return None
    copy = data / "backups" / f"before-{to.version}-{to.digest[:8]}.sqlite3"
    if copy.is_file():
        return copy
    if shutil.disk_usage(data).free < 2 * database.stat().st_size:
        raise DataTrouble(
            f"There is too little room in {data} for the copy that is made before an upgrade. "
            "Free some, then start again."
        )
    half = copy.with_suffix(".half")
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.chmod(0o600)
    return half.replace(copy)


def _keep_backup(data: Path, *, to: stamp.Stamp) -> Path | None:
    found = settings.ENVIRONMENT
    if found.backup_folder is None or found.backup_passphrase_file is None:
        return None
    copy: Path = found.backup_folder / f"before-{to.version}-{to.digest[:8]}.age"
    if not copy.is_file():
        # Only an upgrade waits for these to load.
        passphrase = import_module("havenkeep.upkeep.passphrase").read_passphrase(
            found.backup_passphrase_file
        )
        make_backup = import_module("havenkeep.upkeep.backup").make_backup
        make_backup(to=copy, data=data, passphrase=passphrase, at=timezone.now(), tell=lambda _: None)
    return copy


def _upgrade(data: Path, *, to: stamp.Stamp) -> None:
    set_up_django(data)
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        executor = MigrationExecutor(connection)
        refuse_newer(executor, data=data, to=to)
        refuse_cut_off(executor, data=data)
        stamp.remove(data)
        if executor.loader.applied_migrations and executor.migration_plan(executor.loader.graph.leaf_nodes()):
            keep_copy(data, to=to)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if connection.vendor == "sqlite":
            (data / "havenkeep.sqlite3").chmod(0o600)
        # Names models, which exist only once Django is set up.
        settling = import_module("havenkeep.upkeep.settling")
        settling.settle_setup_key(data)
        settling.settle_restore(data / RESTORED)
    except DatabaseError as wrong:
        raise DataTrouble(f"The database cannot be used: {_first_line(wrong)}.") from wrong
    finally:
        connection.close()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write(data, to)


def _first_line(wrong: Exception) -> str:
    return (str(wrong).strip().splitlines() or [type(wrong).__name__])[0].rstrip(".")
