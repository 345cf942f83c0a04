"""Streams the XML inside a spreadsheet: pieces in, events out, and nothing that a spreadsheet never needs.

Expat is used directly: an element tree, defusedxml's too, gathers a whole cell's text before anyone can say
that it is too long. Document types, and so every entity trick, are refused at their first character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final
from xml.parsers import expat

from havenkeep.sheets.table import Budget

PIECE: Final = 64 * 1024
_LONGEST_TOKEN: Final = 1024 * 1024
_DEEPEST: Final = 200
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


def feed(
    stream: IO[bytes], *, budget: Budget, start: StartHandler, end: EndHandler, text: TextHandler
) -> Iterator[None]:
    """Parses a stream piece by piece, calling the handlers, and yields after each piece.

    Names arrive as "namespace local", or "local" without a namespace. Memory stays bounded whatever comes: no
    piece of markup may be longer than 1 MiB, no element deeper than 200.
    Raises Unreadable for XML that is cut off, malformed or hostile.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise budget.damaged()
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refuse(*_: object) -> None:
        raise budget.damaged()

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise budget.damaged()

    parser.XmlDeclHandler = declared
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    fed = 0
    try:
        while piece := stream.read(PIECE):
            fed += len(piece)
            budget.unpacked(len(piece))
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise budget.damaged()
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise budget.damaged() from error
    yield


def run(
    stream: IO[bytes], *, budget: Budget, start: StartHandler, end: EndHandler, text: TextHandler
) -> None:
    """`feed` to the end, for a small part that is read whole."""
    for _ in feed(stream, budget=budget, start=start, end=end, text=text):
        pass


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]
