"""Zip containers, opened with care: no bomb, no hidden or doubled part, no path that leads out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from havenkeep.evidence.judging.sniffing import TWO_THINGS
from havenkeep.evidence.judging.verdict import MIB, Refused

MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 150 * MIB
MOST_RATIO: Final = 200
RATIO_FLOOR: Final = 8 * MIB  # below this a good ratio is only tidy writing
PIECE: Final = 64 * 1024
_OUTWARD: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f]")

BOMB = "This file unpacks to far more than it should. Save it again in the program that made it, or as a PDF."
DAMAGED = "This file is damaged. Open it in the program that made it, save it again, and add that."
LOCKED = "This file is locked with a password. Save it without one, then add it."


class Container:
    """An opened zip whose parts are read once each, under one budget for the whole file."""

    def __init__(self, content: bytes) -> None:
        """Open a zip.

        Raises:
            Refused: it is damaged, locked, a bomb by its own account, or has more in front or behind.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, LookupError) as wrong:
            raise Refused(DAMAGED) from wrong
        self._left = min(MOST_UNPACKED, max(RATIO_FLOOR, len(content) * MOST_RATIO))
        self.names = [entry.filename for entry in entries]
        self._judge(entries, content=content)

    def _judge(self, entries: list[zipfile.ZipInfo], *, content: bytes) -> None:
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > self._left:
            raise Refused(BOMB)
        if len({name.casefold() for name in self.names}) != len(entries):
            raise Refused(DAMAGED)
        if any(_OUTWARD.search(name) for name in self.names):
            raise Refused(DAMAGED)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Refused(LOCKED)
        if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
            raise Refused(DAMAGED)
        if not entries or min(entry.header_offset for entry in entries) != 0:
            raise Refused(TWO_THINGS)
        # The end record closes the file: nothing stands behind it but the comment it announces.
        if (
            not content.endswith(self._zip.comment)
            or content[-22 - len(self._zip.comment) :][:4] != b"PK\x05\x06"
        ):
            raise Refused(TWO_THINGS)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part unpacked, piece by piece; what it says of its own size is not believed.

        Raises:
            Refused: it is damaged, or the whole grows beyond bounds.
        """
        try:
            with self._zip.open(name) as part:
                while piece := part.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Refused(BOMB)
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            OSError,
            RuntimeError,
            ValueError,
        ) as wrong:
            raise Refused(DAMAGED) from wrong
        except NotImplementedError as wrong:
            raise Refused(DAMAGED) from wrong

    def read(self, name: str, *, most: int) -> bytes:
        """Return a small part whole.

        Raises:
            Refused: it is larger than `most` bytes, or damaged.
        """
        found = bytearray()
        for piece in self.pieces(name):
            found += piece
            if len(found) > most:
                raise Refused(BOMB)
        return bytes(found)
