"""What lies inside a backup: a tar, in this order, encrypted as one age file.

about.json                     format, version, engine, migrations: what a reader must know first
rows/<table>/000001.jsonl …    each row one line of JSON; the columns stand in about.json
files/secrets/…, files/evidence/…
manifest.json                  the digest over all rows and files, and the numbers to go on from
"""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from havenkeep.upkeep import age
from havenkeep.upkeep.digest import Digest
from havenkeep.upkeep.files import HashedFile
from havenkeep.upkeep.trouble import DataTrouble

FORMAT = 1
ABOUT, MANIFEST = "about.json", "manifest.json"
PART = re.compile(r"rows/([A-Za-z_]+\.[A-Za-z_]+)/[0-9]{6}\.jsonl")
LARGEST_ABOUT = 16 * 1024 * 1024
DAMAGED = "{file} was cut short or altered after it was made, so it cannot be trusted. Take another backup."
NO_BACKUP = "{file} is not a backup that Havenkeep made."
NOT_OPENED = (
    "The passphrase does not open {file}. Take the one that it was made with; if it is that one, the file is "
    "damaged."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a backup says of itself first. `columns` are those of each table, `engine` where it came from."""

    version: str
    made_at: datetime
    engine: str
    migrations: tuple[tuple[str, str], ...]
    columns: Mapping[str, list[str]]

    def as_json(self) -> dict[str, Any]:
        return {"format": FORMAT} | asdict(self) | {"made_at": self.made_at.isoformat()}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> About:
        return cls(
            version=str(told["version"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            engine=str(told["engine"]),
            migrations=tuple((str(app), str(name)) for app, name in told["migrations"]),
            columns={str(label): [str(name) for name in names] for label, names in told["columns"].items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was put in. `numbers` is the highest number that each table ever gave a row."""

    digest: Digest
    numbers: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        return {"digest": self.digest.as_json(), "whole": self.digest.whole, "numbers": dict(self.numbers)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Manifest:
        return cls(
            digest=Digest.from_json(told["digest"]),
            numbers={str(label): int(number) for label, number in told["numbers"].items()},
        )


class Writer:
    """Puts members into a backup one after the other; `close` ends it and leaves `file` open."""

    def __init__(self, file: BinaryIO, *, passphrase: str, about: About, work: int | None = None) -> None:
        self._made = int(about.made_at.timestamp())
        self._sealer = age.Sealer(file, passphrase=passphrase, work=work)
        self._tar = tarfile.open(fileobj=cast(IO[bytes], self._sealer), mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.add(ABOUT, _json(about.as_json()))

    def add(self, name: str, content: bytes) -> None:
        self._add(name, len(content), cast(IO[bytes], io.BytesIO(content)))

    def add_file(self, name: str, file: HashedFile) -> None:
        """Put a file in, hashing it.

        Raises:
            OSError: it ended before its size, or cannot be read.
        """
        self._add(f"files/{name}", file.size, cast(IO[bytes], file))

    def close(self, manifest: Manifest) -> None:
        self.add(MANIFEST, _json(manifest.as_json()))
        self._tar.close()
        self._sealer.close()

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, self._made
        self._tar.addfile(info, content)
        self._tar.members.clear()  # type: ignore[attr-defined]  # the library remembers every member for ever


class Reader:
    """A backup opened with its passphrase. `about` is known at once, `manifest` when `members` has ended."""

    def __init__(self, opener: age.Opener, *, file: Path) -> None:
        self._opener = opener
        self.file = file
        try:
            self._tar = tarfile.open(fileobj=cast(IO[bytes], opener), mode="r|")  # noqa: SIM115
            first = self._tar.next()
            if first is None or first.name != ABOUT or first.size > LARGEST_ABOUT:
                raise DataTrouble(NO_BACKUP.format(file=file))
            told = json.loads(self._content(first).read())
            self.format = int(told["format"])
            self.version = str(told["version"])
            # What stands in a newer format is for newer code to know.
            self.about = About.from_json(told) if self.format == FORMAT else None
        except (tarfile.TarError, ValueError, KeyError, TypeError) as wrong:
            raise DataTrouble(NO_BACKUP.format(file=file)) from wrong
        self.manifest: Manifest | None = None

    def members(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield the name and content of each member up to the manifest; then all is proved to be there.

        Raises:
            DataTrouble: something is not as it was written.
        """
        try:
            while (member := self._tar.next()) is not None:
                self._tar.members.clear()  # type: ignore[attr-defined]  # getmembers() would read on
                if self.manifest is not None or not member.isreg():
                    raise DataTrouble(NO_BACKUP.format(file=self.file))
                if member.name == MANIFEST:
                    self.manifest = Manifest.from_json(json.loads(self._content(member).read()))
                else:
                    yield member.name, self._content(member)
            while self._opener.read(age.CHUNK):
                pass
        except (tarfile.TarError, KeyError, TypeError, json.JSONDecodeError) as wrong:
            raise DataTrouble(NO_BACKUP.format(file=self.file)) from wrong
        if self.manifest is None:
            raise DataTrouble(DAMAGED.format(file=self.file))

    def _content(self, member: tarfile.TarInfo) -> IO[bytes]:
        content = self._tar.extractfile(member)
        if content is None:
            raise DataTrouble(NO_BACKUP.format(file=self.file))
        return content


@contextmanager
def opened(file: Path, *, passphrase: str) -> Iterator[Reader]:
    """Open a backup for reading. What goes wrong with it inside the block is said in one sentence, too.

    Raises:
        DataTrouble: it cannot be read, is no backup, has another passphrase, or was cut short or altered.
    """
    try:
        with file.open("rb") as raw:
            yield Reader(age.Opener(raw, passphrase=passphrase), file=file)
    except age.NotAge as wrong:
        raise DataTrouble(NO_BACKUP.format(file=file)) from wrong
    except age.WrongPassphrase as wrong:
        raise DataTrouble(NOT_OPENED.format(file=file)) from wrong
    except age.Altered as wrong:
        raise DataTrouble(DAMAGED.format(file=file)) from wrong


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
