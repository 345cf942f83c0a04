"""The records inside an old Excel workbook. Layout: Microsoft's open specification MS-XLS (BIFF8, and BIFF5).

Read by hand because the quick readers set aside the memory a record asks for: four bytes of a hostile file
then end the whole process. Here nothing is believed before its bytes are there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FORMULA: Final = frozenset({0x0006, 0x0206, 0x0406})
FILEPASS, DATE_MODE, CODE_PAGE, BOUND_SHEET = 0x002F, 0x0022, 0x0042, 0x0085
FORMAT, STYLE, SHARED_STRINGS, CONTINUE = 0x041E, 0x00E0, 0x00FC, 0x003C
BEGIN, END, MERGED = 0x0809, 0x000A, 0x00E5
LABEL_SHARED, LABEL, LABEL_RICH, NUMBER, RK, RK_RUN = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD
TRUTH, FORMULA_STRING = 0x0205, 0x0207

BIFF8: Final = 0x0600
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
_RECORD_ENDS: Final = 0


class DamagedBook(Exception):
    """A record is cut off or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `more` are the bodies of the CONTINUE records behind it."""

    kind: int
    body: bytes
    more: tuple[bytes, ...] = ()

    def unpack(self, layout: str, at: int = 0) -> tuple[int, ...]:
        """Little-endian fields at a place in the body. Raises DamagedBook when the body is too short."""
        try:
            return struct.unpack_from(f"<{layout}", self.body, at)
        except struct.error as error:
            raise DamagedBook from error


def records(book: bytes, *, start: int = 0) -> Iterator[Record]:
    """The records from a place on, with their continuations. Raises DamagedBook when one is cut off."""
    held: Record | None = None
    more: list[bytes] = []
    at = start
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + length]
        if len(body) < length:
            raise DamagedBook
        at += 4 + length
        if kind == CONTINUE and held is not None:
            more.append(body)
            continue
        if held is not None:
            yield Record(held.kind, held.body, tuple(more))
        held, more = Record(kind, body), []
        if kind == _RECORD_ENDS and length == 0:
            return
    if held is not None:
        yield Record(held.kind, held.body, tuple(more))


class Text:
    """Reads texts from a record and its continuations, which may cut a text anywhere."""

    def __init__(self, bodies: Sequence[bytes], *, at: int, code_page: str = "") -> None:
        self._bodies = bodies
        self._piece = 0
        self._at = at
        self._code_page = code_page

    @property
    def ended(self) -> bool:
        self._step_over_ends()
        return self._piece >= len(self._bodies)

    def short(self, *, counted_in_bytes: int) -> str:
        """A text behind its length in 1 or 2 bytes: a sheet's name, a format, a cell's own text."""
        count = int.from_bytes(self.take(counted_in_bytes), "little")
        if self._code_page:
            return self.take(count).decode(self._code_page, errors="replace")
        return self._characters(count, wide=bool(self.take(1)[0] & _WIDE))

    def shared(self) -> str:
        """A shared text, whose fonts and phonetic guide are stepped over."""
        count = int.from_bytes(self.take(2), "little")
        flags = self.take(1)[0]
        runs = int.from_bytes(self.take(2), "little") if flags & _RICH else 0
        guide = int.from_bytes(self.take(4), "little") if flags & _PHONETIC else 0
        text = self._characters(count, wide=bool(flags & _WIDE))
        self._skip(runs * 4 + guide)
        return text

    def take(self, count: int) -> bytes:
        """The next bytes, across continuations. Raises DamagedBook when there are not so many."""
        taken = b""
        while len(taken) < count:
            self._step_over_ends()
            if self._piece >= len(self._bodies):
                raise DamagedBook
            part = self._bodies[self._piece][self._at : self._at + count - len(taken)]
            self._at += len(part)
            taken += part
        return taken

    def _skip(self, count: int) -> None:
        while count > 0 and not self.ended:
            step = min(count, len(self._bodies[self._piece]) - self._at)
            self._at += step
            count -= step

    def _characters(self, count: int, *, wide: bool) -> str:
        texts: list[str] = []
        while True:
            body = self._bodies[self._piece] if self._piece < len(self._bodies) else b""
            size = 2 if wide else 1
            fits = min(count, (len(body) - self._at) // size)
            raw = body[self._at : self._at + fits * size]
            texts.append(raw.decode("utf-16-le" if wide else "latin-1", errors="replace"))
            self._at += len(raw)
            count -= fits
            if count <= 0:
                return "".join(texts)
            self._piece, self._at = self._piece + 1, 0
            wide = bool(self.take(1)[0] & _WIDE)

    def _step_over_ends(self) -> None:
        while self._piece < len(self._bodies) and self._at >= len(self._bodies[self._piece]):
            self._piece, self._at = self._piece + 1, 0


def rk_number(packed: int) -> float:
    """A number in the short form of RK records: 30 bits of a double or whole number, maybe in hundredths."""
    if packed & 0x02:
        whole = packed >> 2
        value = float(whole - (1 << 30) if whole & (1 << 29) else whole)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 0x01 else value
