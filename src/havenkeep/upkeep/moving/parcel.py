"""Opening a service's file with care: whatever somebody did to it is found before anything is kept."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from havenkeep.upkeep.moving.layout import (
    FORMAT,
    LARGEST_MANIFEST,
    LONGEST_LINE,
    MANIFEST,
    MOST_MEMBERS,
    PIECE,
    Manifest,
)
from havenkeep.upkeep.trouble import DataTrouble

NOT_OURS: Final = "{file} is not a service's file that Havenkeep made, or it was cut short."
ALTERED: Final = "{file} was altered after it was made ({what}), so nothing was brought in. Ask for it again."
NEWER: Final = (
    "{file} was made by a newer Havenkeep ({version}). Install that version or a later one here, then try "
    "again."
)
_NAME: Final = re.compile(
    r"README\.txt|index\.html|manifest\.json|(?:tables|to-read|history|editions)/[A-Za-z0-9_.-]+\.(?:jsonl|csv)"
    r"|files/[a-z_]+/[^/\\:\x00-\x1f]+"
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A service's file that says of itself what it holds. `unpacked` is what all of it takes, in bytes."""

    file: Path
    zip_: zipfile.ZipFile
    manifest: Manifest

    @property
    def unpacked(self) -> int:
        return sum(size for size, _ in self.manifest.members.values())

    def files(self) -> list[str]:
        return [name for name in self.manifest.members if name.startswith("files/")]

    def check_rows(self) -> None:
        """Read everything but the stored files to its end.

        Raises:
            DataTrouble: something is not as it was written.
        """
        for name in self.manifest.members:
            if not name.startswith("files/"):
                for _ in self.pieces(name):
                    pass

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a member, and prove at its end that it is what was written.

        Raises:
            DataTrouble: it is not.
        """
        expected, sha = self.manifest.members[name]
        summed, size = hashlib.sha256(), 0
        try:
            with self.zip_.open(name) as member:
                while piece := member.read(min(PIECE, expected - size + 1)):
                    size += len(piece)
                    if size > expected:
                        break
                    summed.update(piece)
                    yield piece
        except _BROKEN as wrong:
            raise DataTrouble(ALTERED.format(file=self.file, what=name)) from wrong
        if (size, summed.hexdigest()) != (expected, sha):
            raise DataTrouble(ALTERED.format(file=self.file, what=name))

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a member, one line after the other. A member that is not there has none.

        Raises:
            DataTrouble: a line is not a row.
        """
        if name not in self.manifest.members:
            return
        try:
            with self.zip_.open(name) as member:
                while line := member.readline(LONGEST_LINE):
                    row = json.loads(line, parse_constant=_refuse)
                    if not isinstance(row, dict):
                        raise ValueError("not a row")
                    yield row
        except (*_BROKEN, RecursionError) as wrong:
            raise self.odd(f"a line of {name} is not a row") from wrong

    def odd(self, what: str) -> DataTrouble:
        """Return the trouble of a file that no Havenkeep wrote so."""
        return DataTrouble(f"{self.file} cannot be brought in: {what}. Nothing was changed.")


@contextmanager
def opened(file: Path) -> Iterator[Parcel]:
    """Open a service's file and look at everything it says of itself.

    Raises:
        DataTrouble: it cannot be read, is another sort of file, is newer, or its members are not those
        listed.
    """
    try:
        zip_ = zipfile.ZipFile(file)
    except (OSError, *_BROKEN) as wrong:
        raise DataTrouble(NOT_OURS.format(file=file)) from wrong
    with zip_:
        yield _looked_at(zip_, file)


def _looked_at(zip_: zipfile.ZipFile, file: Path) -> Parcel:
    infos = zip_.infolist()
    names = [info.filename for info in infos]
    if MANIFEST not in names or len(infos) > MOST_MEMBERS:
        raise DataTrouble(NOT_OURS.format(file=file))
    manifest = _manifest(zip_, file)
    strange = [name for name in names if not _NAME.fullmatch(name) or ".." in name.split("/")]
    if strange or len(set(names)) != len(names) or set(names) != {*manifest.members, MANIFEST}:
        what = strange[0] if strange else "not the files that it lists"
        raise DataTrouble(ALTERED.format(file=file, what=what[:80]))
    for info in infos:
        if info.filename != MANIFEST and info.file_size != manifest.members[info.filename][0]:
            raise DataTrouble(ALTERED.format(file=file, what=info.filename))
    return Parcel(file=file, zip_=zip_, manifest=manifest)


def _manifest(zip_: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        with zip_.open(MANIFEST) as member:
            told = json.loads(member.read(LARGEST_MANIFEST), parse_constant=_refuse)
        number, version = int(told["format"]), str(told["version"])
    except (*_BROKEN, KeyError, TypeError, RecursionError) as wrong:
        raise DataTrouble(NOT_OURS.format(file=file)) from wrong
    if number > FORMAT:
        raise DataTrouble(NEWER.format(file=file, version=version[:20]))
    try:
        return Manifest.from_json(cast(dict[str, Any], told))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise DataTrouble(ALTERED.format(file=file, what=MANIFEST)) from wrong


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
