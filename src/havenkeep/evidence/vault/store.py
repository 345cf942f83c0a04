"""The folder of locked files. A file is written whole and safe on the disk before anything points to it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from havenkeep.evidence.vault.cipher import Damaged, check_head, lock, unlock
from havenkeep.evidence.vault.keys import Keys

NAME: Final = re.compile(r"[0-9a-f]{32}")
HALF: Final = ".half"


class NoRoom(Exception):
    """The disk is full, or the folder cannot be written to. The message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that was kept: its random name here, its size in bytes and its SHA-256 in hex, unlocked."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """Locked files under `folder`, which only the owner may enter."""

    folder: Path
    keys: Keys

    def keep(self, pieces: Iterable[bytes]) -> Kept:
        """Lock a stream into a new file and return once it is safe on the disk.

        Raises:
            NoRoom: nothing was kept.
        """
        name = secrets.token_hex(16)
        path = self._path(name)
        counted = _Counted()
        half = path.with_suffix(HALF)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                for locked in lock(counted.of(pieces), name=name, keys=self.keys):
                    _write_all(file.fileno(), locked)
                os.fsync(file.fileno())
            half.replace(path)
            _sync_folder(path.parent)
        except OSError as wrong:
            raise NoRoom(
                f"The file could not be kept ({wrong.strerror}). Make room, and try again."
            ) from wrong
        finally:
            half.unlink(missing_ok=True)
        return Kept(name=name, size=counted.size, sha256=counted.digest.hexdigest())

    def read(self, name: str) -> Iterator[bytes]:
        """Yield an unlocked file chunk by chunk.

        Raises:
            Damaged: it is not there, or not what was kept.
        """
        try:
            with self._path(name).open("rb") as file:
                yield from unlock(file, name=name, keys=self.keys)
        except OSError as wrong:
            raise Damaged("the file is not there") from wrong

    def check(self, name: str) -> None:
        """Read a file to its end.

        Raises:
            Damaged: it is not there, or not what was kept.
        """
        for _ in self.read(name):
            pass

    def check_head(self, name: str) -> None:
        """Look at a file's beginning, which tells whether the keys here open it.

        Raises:
            WrongKey: they do not.
            Damaged: it is not there, or its beginning is not what was kept.
        """
        try:
            with self._path(name).open("rb") as file:
                check_head(file, name=name, keys=self.keys)
        except OSError as wrong:
            raise Damaged("the file is not there") from wrong

    def remove(self, name: str) -> None:
        """Delete a file. One that is gone already is no error."""
        self._path(name).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[Path]:
        """Yield files, whole or half, that were written before a moment."""
        for path in self.folder.glob("??/*"):
            try:
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except OSError:
                continue
            if written < moment:
                yield path

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise Damaged("not the name of a kept file")
        return self.folder / name[:2] / name


class _Counted:
    """Size and digest of what passes through."""

    def __init__(self) -> None:
        self.size = 0
        self.digest = hashlib.sha256()

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _sync_folder(folder: Path) -> None:
    """Make the new name safe too; Windows neither needs nor allows it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
