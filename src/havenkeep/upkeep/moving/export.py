"""Writing one service whole into one file, a piece at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from django.conf import settings
from django.db import connection, transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.design.wording import say_when
from havenkeep.evidence.models import reading_stream
from havenkeep.evidence.receiving import vault
from havenkeep.evidence.vault.cipher import Damaged
from havenkeep.organisations.models import Home
from havenkeep.upkeep.moving.layout import MANIFEST, PIECE, Manifest
from havenkeep.upkeep.moving.members import Members
from havenkeep.upkeep.moving.words import index, readme
from havenkeep.upkeep.moving.zipping import Pipe, Zip
from havenkeep.upkeep.rows import snapshot


@transaction.atomic
def note_taken(*, home: Home, by: Actor, at: datetime) -> None:
    """Record that somebody takes everything along, where the reading of files is recorded."""
    record(
        stream=reading_stream(home),
        event="upkeep.service_taken",
        by=by,
        at=at,
        subject=f"organisations.home:{home.ref}",
    )


class Export:
    """One service's file. The rows are taken when it is made, all of one moment; the files while it is read.

    `manifest` is whole once `pieces` has ended. `close` lets go of what was taken, when it is not read.
    """

    def __init__(self, home: Home, *, at: datetime) -> None:
        self._spool: IO[bytes] = TemporaryFile(dir=_folder())  # noqa: SIM115  # closed with the export
        self.close = finalize(self, self._spool.close)
        self._pipe = Pipe(self._spool)
        self._zip = Zip(self._pipe, at=at)
        told = readme(service=home.name, version=version("havenkeep"), made=say_when(at))
        self._zip.add("README.txt", told)
        members = Members(home=home, zip_=self._zip)
        with _one_moment():
            tables = members.moved()
            members.to_read()
            self.manifest = Manifest(
                version=version("havenkeep"),
                made_at=at,
                service=home.name,
                provider={"name": home.provider.name, "ods_code": home.provider.ods_code},
                tables=tables,
                streams=members.streams(),
                editions=members.editions(),
                missing=[],
            )
        self._stored = members.stored
        self._pipe.into = None

    def pieces(self) -> Iterator[bytes]:
        """Yield the zip from its beginning. A file that is damaged here is left out, and named in `missing`.

        Raises:
            KeyTrouble: the key of the stored files cannot be read.
        """
        self._spool.seek(0)
        while piece := self._spool.read(PIECE):
            yield piece
        self.close()
        for name, stored_as in self._stored:
            yield from self._file(name, stored_as)
        self.manifest = replace(self.manifest, members=self._zip.members)
        self._zip.add("index.html", index(self.manifest))
        told = json.dumps(self.manifest.as_json(), ensure_ascii=False, indent=1)
        with self._zip.member(MANIFEST, listed=False) as member:
            member.write(told.encode("utf-8", "backslashreplace"))
        self._zip.close()
        yield self._pipe.drain()

    def _file(self, name: str, stored_as: str) -> Iterator[bytes]:
        room = vault()
        try:
            room.check(stored_as)  # to its end, before a byte of it is in the zip
        except Damaged:
            self.manifest.missing.append(name)
            return
        with self._zip.member(name) as member:
            for piece in room.read(stored_as):
                member.write(piece)
                yield self._pipe.drain()


def _folder() -> Path | None:
    folder = Path(settings.INCOMING)
    return folder if folder.is_dir() else None


def _one_moment() -> AbstractContextManager[None]:
    return nullcontext() if connection.in_atomic_block else snapshot()
