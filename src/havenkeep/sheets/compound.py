"""The old Office container (OLE compound file). Layout: Microsoft's open specification MS-CFB."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_CHAIN: Final = 0xFFFFFFFA
_MOST_ENTRIES: Final = 20_000


class DamagedCompound(Exception):
    """The container breaks its own rules: cut off, circular, or made to harm."""


@dataclass(frozen=True, slots=True)
class Stream:
    start: int
    size: int


class Compound:
    """A compound file held in memory. Raises DamagedCompound wherever the file breaks its own rules."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 1536 or data[:8] != SIGNATURE:
            raise DamagedCompound
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise DamagedCompound
        self._sector = 1 << shift
        self._last = (len(data) - self._sector) // self._sector + 1
        self._mini_cutoff, self._mini_start = struct.unpack_from("<II", data, 56)
        self._fat = self._read_fat()
        self.streams: Mapping[str, Stream] = self._read_directory(struct.unpack_from("<I", data, 48)[0])

    def content(self, name: str) -> bytes:
        """The bytes of a named stream."""
        stream = self.streams[name]
        if stream.size >= self._mini_cutoff:
            content = b"".join(self._chain(stream.start))
        else:
            content = self._mini_content(stream)
        if len(content) < stream.size:
            raise DamagedCompound
        return content[: stream.size]

    def _mini_content(self, stream: Stream) -> bytes:
        root = self.streams.get("Root Entry")
        if root is None:
            raise DamagedCompound
        pool = b"".join(self._chain(root.start))
        table = array("I", b"".join(self._chain(self._mini_start)))
        pieces, sector, seen = [], stream.start, 0
        while sector < _END_OF_CHAIN:
            seen += 1
            if sector >= len(table) or seen > len(table):
                raise DamagedCompound
            pieces.append(pool[sector * 64 : sector * 64 + 64])
            sector = table[sector]
        return b"".join(pieces)

    def _sector_bytes(self, sector: int) -> bytes:
        if sector > self._last:
            raise DamagedCompound
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, sector: int) -> Iterator[bytes]:
        seen = 0
        while sector < _END_OF_CHAIN:
            seen += 1
            if sector >= len(self._fat) or seen > len(self._fat):
                raise DamagedCompound
            yield self._sector_bytes(sector)
            sector = self._fat[sector]

    def _read_fat(self) -> array[int]:
        count, next_list = (
            struct.unpack_from("<I", self._data, 44)[0],
            struct.unpack_from("<I", self._data, 68)[0],
        )
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        seen = 0
        while next_list < _END_OF_CHAIN:
            seen += 1
            block = self._sector_bytes(next_list)
            if seen > self._last + 1 or len(block) < self._sector:
                raise DamagedCompound
            *more, next_list = struct.unpack(f"<{self._sector // 4}I", block)
            sectors += more
        sectors = [sector for sector in sectors if sector < _END_OF_CHAIN]
        if count > len(sectors) or len(sectors) > self._last + 1:
            raise DamagedCompound
        table = b"".join(self._sector_bytes(sector) for sector in sectors)
        return array("I", table[: len(table) // 4 * 4])

    def _read_directory(self, start: int) -> Mapping[str, Stream]:
        streams: dict[str, Stream] = {}
        entries = b"".join(self._chain(start))
        if len(entries) // 128 > _MOST_ENTRIES:
            raise DamagedCompound
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            if kind not in {1, 2, 5} or not 2 <= length <= 64:
                continue
            name = entries[at : at + length - 2].decode("utf-16-le", errors="replace")
            first, size = struct.unpack_from("<II", entries, at + 116)
            streams.setdefault(name, Stream(first, size))
        return streams
