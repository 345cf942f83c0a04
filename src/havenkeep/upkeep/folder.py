"""The data folder: what lies in it, who may read it, and the locks that keep two servers apart."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from havenkeep.upkeep.trouble import DataTrouble, Trouble
from havenkeep.upkeep.writing import write_whole

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDERS = ("secrets", "logs", "backups", "locks", "evidence", "incoming")
OWNER_ONLY = 0o700
CERTIFICATE = "certificate"  # in the data folder: where the one lies that the last start was given


class InUse(Trouble):
    """Another process holds the lock."""


class Lock(StrEnum):
    SERVER = "server"  # held for as long as `start` runs
    UPGRADE = "upgrade"  # held while the folder is made ready
    BACKUP = "backup"  # held while a backup is made


_HELD_BY_ANOTHER = {
    Lock.SERVER: (
        "Another Havenkeep is using {folder}. Use the one that runs, or stop it first, or give this one a "
        "folder of its own with --data."
    ),
    Lock.UPGRADE: "Another Havenkeep is still getting {folder} ready. Try again in a minute.",
    Lock.BACKUP: "Another backup of {folder} is being made. Try again when it is done.",
}


def make_folders(data: Path) -> None:
    """Make the data folder and what belongs in it, for the owner's eyes only.

    Raises:
        DataTrouble: it cannot be made or written to.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
        for name in FOLDERS:
            folder = data / name
            folder.mkdir(exist_ok=True, mode=OWNER_ONLY)
            folder.chmod(OWNER_ONLY)
    except OSError as wrong:
        raise DataTrouble(
            f"The data folder {data} cannot be used ({wrong.strerror}). Choose another with --data."
        ) from wrong


@contextmanager
def hold(data: Path, lock: Lock, *, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock on the folder; it ends with the process, however that ends. `wait` is in seconds.

    Raises:
        InUse: another process holds it and did not let go in time.
    """
    sentence = _HELD_BY_ANOTHER[lock].format(folder=data)
    with hold_file(lock_file(data, lock), otherwise=sentence, wait=wait):
        yield


@contextmanager
def hold_file(path: Path, *, otherwise: str, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock on a file, which is made when it is not there. `wait` is in seconds.

    Raises:
        InUse: another process holds it; `otherwise` is the sentence.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait
        while not _taken(descriptor):
            if time.monotonic() >= until:
                raise InUse(otherwise)
            time.sleep(0.1)
        os.utime(path)
        yield
    finally:
        os.close(descriptor)


def lock_file(data: Path, lock: Lock) -> Path:
    return data / "locks" / f"{lock.value}.lock"


def held_since(data: Path, lock: Lock) -> datetime | None:
    """Return when the process that holds the lock took it, or None when nobody holds it."""
    if not is_held(data, lock):
        return None
    return datetime.fromtimestamp(lock_file(data, lock).stat().st_mtime, UTC)


def is_held(data: Path, lock: Lock) -> bool:
    """Whether some process holds the lock now."""
    path = lock_file(data, lock)
    if not path.is_file():
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        return not _taken(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_private(path: Path, text: str) -> None:
    """Write a file that only the owner reads, whole or not at all.

    Raises:
        DataTrouble: the disk is full, or the folder cannot be written to.
    """
    try:
        write_whole(path, text.encode())
    except OSError as wrong:
        raise DataTrouble(
            f"{path} cannot be written ({wrong.strerror}). Make room, and try again."
        ) from wrong


def note_certificate(data: Path, path: Path | None) -> None:
    """Remember where the certificate lies that Havenkeep was started with, or that there is none."""
    if path is None:
        (data / CERTIFICATE).unlink(missing_ok=True)
    else:
        write_private(data / CERTIFICATE, str(path.absolute()))
