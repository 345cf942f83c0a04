"""Streams the XML inside a spreadsheet: pieces in, events out, and nothing that a spreadsheet never needs.

Expat is used directly: an element tree, defusedxml's too, gathers a whole cell's text before anyone can say
that it is too long. Document types, and so every entity trick, are refused at their first character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final, Protocol
from xml.parsers import expat

from havenkeep.sheets.table import Budget

PIECE: Final = 64 * 1024
_LONGEST_TOKEN: Final = 1024 * 1024
_DEEPEST: Final = 200
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})

StartHandler = Callable[[str, dict[str, str]], None]


class Events(Protocol):
    """Takes the events of one part. It counts `depth` itself: a call more for each element costs a third."""

    depth: int

    def start(self, name: str, attributes: dict[str, str], /) -> None: ...

    def end(self, name: str, /) -> None: ...

    def characters(self, data: str, /) -> None: ...


def feed(stream: IO[bytes], *, budget: Budget, to: Events) -> Iterator[None]:
    """Parses a stream piece by piece, sending the events on, and yields after each piece.

    Names arrive as "namespace local", or "local" without a namespace. Memory stays bounded whatever comes: no
    piece of markup may be longer than 1 MiB, and elements more than 200 deep stop the reading.
    Raises Unreadable for XML that is cut off, malformed or hostile.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = to.start
    parser.EndElementHandler = to.end
    parser.CharacterDataHandler = to.characters

    def refuse(*_: object) -> None:
        raise budget.damaged()

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise budget.damaged()

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.XmlDeclHandler = declared
    fed = 0
    try:
        while piece := stream.read(PIECE):
            fed += len(piece)
            budget.unpacked(len(piece))
            parser.Parse(piece, False)
            if to.depth > _DEEPEST or fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise budget.damaged()
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise budget.damaged() from error
    yield


def run(stream: IO[bytes], *, budget: Budget, to: Events) -> None:
    """`feed` to the end, for a small part that is read whole."""
    for _ in feed(stream, budget=budget, to=to):
        pass


class Attributes:
    """Events of a part that says everything in its attributes: only the starts of elements are sent on."""

    def __init__(self, start: StartHandler) -> None:
        self.depth = 0
        self._start = start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._start(name, attributes)

    def end(self, _: str) -> None:
        self.depth -= 1

    def characters(self, _: str) -> None:
        """Texts say nothing here."""


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]
