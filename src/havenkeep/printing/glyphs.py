"""Which characters a set of fonts can draw, and what to print in place of one that none of them can.

Tagged PDF refuses a character without a shape, so one stray letter would stop the whole document.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from havenkeep.printing.text import JSON, printable

NO_SHAPE: Final = "\u25a1"
LONGEST_WORD: Final = 36
LONG_WORD: Final = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
BREAK_HERE: Final = "\u200b"

# Zero-width joiners and other characters that ask for no shape of their own.
SHAPELESS: Final = frozenset({0xA, 0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060})
SELECTORS: Final = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0x1F3FB, 0x1F400))


def characters_of(font: Path) -> frozenset[int]:
    """Return the code points that a TrueType or OpenType file maps to a shape.

    Reads the `cmap` table, formats 4 and 12 (OpenType specification, "cmap"). Raises ValueError when the
    file has none of these.
    """
    data = font.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    offsets = {struct.unpack_from(">HHI", data, start + 4 + 8 * index)[2] for index in range(count)}
    found: set[int] = set()
    for offset in offsets:
        (form,) = struct.unpack_from(">H", data, start + offset)
        if form == 4:
            found |= _format_4(data, start + offset)
        elif form == 12:
            found |= _format_12(data, start + offset)
    if not found:
        raise ValueError(f"{font.name} has no character map that can be read.")
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"The font has no {name.decode()} table.")


def _format_4(data: bytes, start: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", data, start + 14)
    starts = struct.unpack_from(f">{segments}H", data, start + 16 + doubled)
    return {
        code
        for first, last in zip(starts, ends, strict=True)
        for code in range(first, last + 1)
        if code != 0xFFFF
    }


def _format_12(data: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, start + 12)
    found: set[int] = set()
    for index in range(groups):
        first, last, _glyph = struct.unpack_from(">III", data, start + 16 + 12 * index)
        found.update(range(first, last + 1))
    return found


def drawable(fonts: Iterable[Path]) -> frozenset[int]:
    """Return every code point that at least one of the font files can draw, or that needs no shape."""
    return SHAPELESS.union(*(characters_of(font) for font in fonts))


def in_shapes(value: JSON, *, known: frozenset[int]) -> JSON:
    """Return `value` with every text in it fit to be drawn with the characters in `known`."""
    if isinstance(value, str):
        return text_in_shapes(value, known=known)
    if isinstance(value, Mapping):
        return {key: in_shapes(part, known=known) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_shapes(part, known=known) for part in value]
    return value


def text_in_shapes(text: str, *, known: frozenset[int]) -> str:
    """Return `text` printable, with what has no shape named (`[party popper]`) or boxed, and long words
    given places to break, so that a line never runs off the page.
    """
    clean = unicodedata.normalize("NFC", printable(text)).replace("\t", " ")
    if not all(ord(letter) in known for letter in set(clean)):
        clean = "".join(letter if ord(letter) in known else _stand_in(letter) for letter in clean)
    return LONG_WORD.sub(_with_breaks, clean)


def _stand_in(letter: str) -> str:
    if ord(letter) in SELECTORS:
        return ""
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    if kind == "So":
        return f"[{unicodedata.name(letter, 'symbol').lower()}]"
    return "" if kind in {"Mn", "Me", "Cf"} else NO_SHAPE


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group()
    pieces = (word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
    return BREAK_HERE.join(pieces)
