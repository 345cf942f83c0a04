"""Restoring a backup into an empty folder and an empty database: the whole of it, or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from havenkeep.upkeep import stamp
from havenkeep.upkeep.container import NO_BACKUP, PART, About, Reader, opened
from havenkeep.upkeep.digest import Digest, digest_of
from havenkeep.upkeep.files import belongs
from havenkeep.upkeep.folder import hold_file, make_folders, write_private
from havenkeep.upkeep.prepare import ONE_AT_A_TIME, RESTORED, set_up_django
from havenkeep.upkeep.rows import Table, clear, go_on_from, insert, tables, unknown
from havenkeep.upkeep.trouble import DataTrouble

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back, and which histories did not hold already when the backup was made."""

    data: Path
    made_at: datetime
    version: str
    digest: Digest
    broken: tuple[str, ...]


def restore(*, file: Path, passphrase: str, data: Path) -> Restored:
    """Put a backup beside an empty folder, and into an empty database; prove it; only then move it in.

    The folder is not ready yet: the next command makes it so, and carries older data forward.
    When this raises, nothing was changed.

    Raises:
        DataTrouble: the folder or the database is not empty, or the backup cannot be used.
        InUse: another restore into the folder is going on.
    """
    refuse_occupied(data)
    with opened(file, passphrase=passphrase) as backup:
        beside = data.parent / f".{data.name}.restoring"
        set_up_django(beside)
        about = refuse_newer(backup, file=file)
        try:
            data.parent.mkdir(parents=True, exist_ok=True)
            lock = data.parent / f".{data.name}.restoring.lock"
            with hold_file(lock, otherwise=f"Another restore into {data} is going on."):
                try:
                    return _restore(backup, about, file=file, beside=beside, data=data)
                finally:
                    shutil.rmtree(beside, ignore_errors=True)
                    lock.unlink(missing_ok=True)
        except OSError as wrong:
            raise DataTrouble(
                f"The backup could not be restored ({wrong.strerror or wrong}). Nothing was changed."
            ) from wrong
        except (DatabaseError, ValueError) as wrong:
            reason = (str(wrong).strip().splitlines() or [type(wrong).__name__])[0].rstrip(".")
            raise DataTrouble(
                f"The database refuses what is in {file}: {reason}. Nothing was changed."
            ) from wrong
        finally:
            connection.close()


def refuse_occupied(data: Path) -> None:
    """Check that the folder is not there, or empty, or what a restore that was cut off left there.

    Raises:
        DataTrouble: something is in it.
    """
    if data.exists() and not (data / RESTORED).is_file() and (not data.is_dir() or any(data.iterdir())):
        raise DataTrouble(
            f"{data} is not empty, and a restore overwrites nothing. Give another folder with --data, or "
            "move what is there away first."
        )


def refuse_newer(backup: Reader, *, file: Path) -> About:
    """Return what the backup says of itself.

    Raises:
        DataTrouble: this code is older than the one that made it.
    """
    ours = stamp.Stamp(version=version("havenkeep"), digest="")
    about = backup.about
    newer = stamp.Stamp(version=backup.version, digest="").is_newer_than(ours)
    if about is None or newer or unknown(about.migrations):
        raise DataTrouble(
            f"{file} was made by a newer Havenkeep ({backup.version}). Install that version or a later one; "
            f"this one is {ours.version} and has changed nothing."
        )
    return about


def _restore(backup: Reader, about: About, *, file: Path, beside: Path, data: Path) -> Restored:
    shutil.rmtree(beside, ignore_errors=True)  # of a run that was killed
    make_folders(beside)
    with _all_or_nothing():
        _refuse_tables()
        digest = _put_back(backup, about, file=file, beside=beside)
        broken = _broken_histories(about)
        note = {
            "name": file.name,
            "made_at": about.made_at.isoformat(),
            "size": file.stat().st_size,
            "digest": digest.whole,
        }
        write_private(beside / RESTORED, json.dumps(note))
        if connection.vendor == "sqlite":
            connection.close()
        # Before PostgreSQL commits: see `prepare`, which tells by its tables whether that came to pass.
        _move(beside, data)
    return Restored(
        data=data, made_at=about.made_at, version=about.version, digest=digest, broken=tuple(broken)
    )


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    # SQLite's database lies in the folder, and comes into place with it.
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    with transaction.atomic():
        yield


def _refuse_tables() -> None:
    if connection.introspection.table_names():
        raise DataTrouble(
            "The database is not empty, and a restore overwrites nothing. Name an empty one in "
            "HAVENKEEP_DATABASE_URL."
        )


def _put_back(backup: Reader, about: About, *, file: Path, beside: Path) -> Digest:
    executor = MigrationExecutor(connection, lambda *_: connection.check_constraints())
    executor.migrate(_last_of(about.migrations, executor))
    found = {table.label: table for table in tables(about.columns)}
    if {label: table.columns for label, table in found.items()} != about.columns:
        raise DataTrouble(NO_BACKUP.format(file=file))
    with transaction.atomic():
        for table in found.values():
            clear(table)
        files = _take(backup, found, file=file, beside=beside)
        if backup.manifest is None:
            raise DataTrouble(NO_BACKUP.format(file=file))
        for label, table in found.items():
            go_on_from(table, backup.manifest.numbers.get(label, 0))
        connection.check_constraints()
    digest = Digest(tables={label: digest_of(table) for label, table in found.items()}, files=files)
    if digest.whole != backup.manifest.digest.whole:
        raise DataTrouble(
            f"What came out of {file} is not what was put in, so nothing was changed. Take another backup."
        )
    return digest


def _last_of(migrations: Iterable[tuple[str, str]], executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Return those migrations that no other of them builds on; the rest come along."""
    nodes = executor.loader.graph.node_map
    wanted = {key for key in migrations if key in nodes}
    return sorted(key for key in wanted if not wanted & {child.key for child in nodes[key].children})


def _take(backup: Reader, found: dict[str, Table], *, file: Path, beside: Path) -> dict[str, tuple[int, str]]:
    files = {}
    for name, content in backup.members():
        part = PART.fullmatch(name)
        known = name.removeprefix("files/")
        if part is not None and part[1] in found:
            insert(found[part[1]], content.read())
        elif name != known and belongs(known):
            files[known] = _write(beside / known, content)
        else:
            raise DataTrouble(NO_BACKUP.format(file=file))
    return files


def _write(path: Path, content: IO[bytes]) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size, summed = 0, hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(PIECE):
            size += file.write(piece)
            summed.update(piece)
        file.flush()
        os.fsync(file.fileno())
    return size, summed.hexdigest()


def _broken_histories(about: About) -> list[str]:
    """Return the histories that do not hold. The doctor walks an older backup's, once carried forward."""
    here = {key for key in MigrationExecutor(connection).loader.disk_migrations if key[0] == "audit"}
    if not here <= set(about.migrations):
        return []
    verify = import_module("havenkeep.audit.queries").verify  # names models
    return [report.stream for report in verify() if report.broken_at is not None]


def _move(beside: Path, data: Path) -> None:
    if (data / RESTORED).is_file():
        shutil.rmtree(data)
    elif data.exists():
        data.rmdir()  # refuses what came into it meanwhile
    beside.rename(data)
