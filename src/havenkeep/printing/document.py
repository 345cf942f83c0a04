"""A document as data: what stands on the page, block by block, before it becomes a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading under the document's title. `level` 1 begins a part, 2 a piece of it, 3 a detail."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph. A line end in `text` stays a line end.

    `quiet` is for what may be skipped, `small` for what few will look up.
    """

    text: str
    quiet: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A box that stands out: the standing, or what is to be copied. `soon` warns."""

    label: str
    text: str
    soon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Pairs of a label and its words, the label at the left."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose headings are repeated on each page. `widths` are shares of the line, one per column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block: TypeAlias = Heading | Paragraph | Callout | Bullets | Facts | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document. `kicker` stands above the title, `standfirst` under it, `running` at every foot.

    `made_at` is an instant with a time zone, written to the file's properties.
    """

    title: str
    kicker: str = ""
    standfirst: str = ""
    running: str = ""
    subject: str = ""
    made_at: datetime
    landscape: bool = False
    blocks: tuple[Block, ...] = ()
