"""The texts that a workbook's cells share, held in bounded memory."""

from __future__ import annotations

import tempfile
from array import array
from types import TracebackType
from typing import Final, Self

_HELD_CHARS: Final = 24 * 1024 * 1024
_EACH: Final = 50


class SharedStrings:
    """Texts by number. The first 24 million characters stay in memory, the rest in a temporary file."""

    def __init__(self, *, held_chars: int = _HELD_CHARS) -> None:
        self._held: list[str] = []
        self._room = held_chars
        self._spilled = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._starts = array("Q", [0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spilled.close()

    def add(self, text: str) -> None:
        if self._room > 0 and len(self._starts) == 1:
            self._held.append(text)
            self._room -= len(text) + _EACH
        else:
            packed = text.encode()
            self._spilled.write(packed)
            self._starts.append(self._starts[-1] + len(packed))

    def at(self, number: int) -> str:
        """The text with this number. Raises IndexError beyond the last."""
        if number < len(self._held):
            return self._held[number]
        number -= len(self._held)
        start, end = self._starts[number], self._starts[number + 1]
        self._spilled.seek(start)
        return self._spilled.read(end - start).decode()
