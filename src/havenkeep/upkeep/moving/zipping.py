"""Writing a zip member by member to where nothing can be taken back, with the digest of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED_ALREADY = (".jpg", ".png", ".pdf", ".docx", ".xlsx")


class Pipe:
    """Takes what a zip writes, into a file at first and then for `drain`. The zip never goes back in it."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into: IO[bytes] | None = into
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        if self.into is not None:
            return self.into.write(data)
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is held is taken by `drain`."""

    def drain(self) -> bytes:
        held = bytes(self._held)
        self._held.clear()
        return held


class Member:
    """What one member takes, counted and hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self._hash.update(data)
        return self._file.write(data)

    def told(self) -> tuple[int, str]:
        return self.size, self._hash.hexdigest()


class Zip:
    """A zip that is written once, front to back."""

    def __init__(self, pipe: Pipe, *, at: datetime) -> None:
        self._zip = ZipFile(cast(BinaryIO, pipe), "w")
        self._at = at.timetuple()[:6]
        self.members: dict[str, tuple[int, str]] = {}

    @contextmanager
    def member(self, name: str, *, listed: bool = True) -> Iterator[Member]:
        """Write a member until the block ends, and list it in `members` unless it holds the list."""
        info = ZipInfo(name, date_time=(max(1980, self._at[0]), *self._at[1:]))
        info.compress_type = ZIP_STORED if name.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            member = Member(file)
            yield member
        if listed:
            self.members[name] = member.told()

    def add(self, name: str, content: bytes) -> None:
        with self.member(name) as member:
            member.write(content)

    def close(self) -> None:
        self._zip.close()
