"""Which files belong to an installation's data: its secrets and its stored proof."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

FOLDERS = ("secrets", "evidence")
LEFT_OUT = frozenset({"secrets/setup-key"})  # opens the door once, on the computer where it was made
HALF = ".half"  # of a file that is still being written, or never was to its end


class HashedFile:
    """A file that is hashed while it is read. `size` is what it had when it was opened."""

    def __init__(self, file: BinaryIO) -> None:
        self.size = os.fstat(file.fileno()).st_size
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hash.update(data)
        return data

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def belongs(name: str) -> bool:
    """Whether a file belongs to the data. `name` is its path below the data folder, parted by `/`."""
    path = PurePosixPath(name)
    parts = path.parts
    return (
        len(parts) > 1
        and parts[0] in FOLDERS
        and str(path) == name
        and not any(part.startswith(".") or "\\" in part or ":" in part for part in parts)
        and path.suffix != HALF
        and name not in LEFT_OUT
    )


def each_file(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and path of every file that belongs, in order. Links are not followed."""
    for folder in FOLDERS:
        for place, folders, names in os.walk(data / folder):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                known = path.relative_to(data).as_posix()
                if belongs(known) and path.is_file() and not path.is_symlink():
                    yield known, path


@contextmanager
def reading(path: Path) -> Iterator[HashedFile | None]:
    """Open a file, hashing what is read; None when it was deleted meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        yield HashedFile(file)
