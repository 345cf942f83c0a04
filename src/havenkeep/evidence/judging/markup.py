"""Walks the XML inside office files, whatever its encoding, in bounded memory.

Expat is used directly, as for spreadsheets: document types, and so every entity trick, are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat

from havenkeep.evidence.judging.verdict import MIB, Refused
from havenkeep.evidence.judging.zips import DAMAGED

_LONGEST_TOKEN: Final = 4 * MIB
_DEEPEST: Final = 500
Element = Callable[[str, dict[str, str]], None]
Words = Callable[[str], None]


def walk(pieces: Iterable[bytes], *, element: Element, words: Words | None = None) -> None:
    """Call `element(local name, attributes by local name)` for each element, `words(text)` for each text.

    Raises:
        Refused: malformed, with a document type, or built to exhaust.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused(DAMAGED)
        element(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise Refused(DAMAGED)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    if words is not None:
        parser.CharacterDataHandler = words
    fed = 0
    try:
        for piece in pieces:
            fed += len(piece)
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise Refused(DAMAGED)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as wrong:
        raise Refused(DAMAGED) from wrong


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
