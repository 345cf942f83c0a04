"""The columns of the answer book as a sheet, in the order of the page where they are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from havenkeep.printing.text import printable
from havenkeep.reports.domain.answer_book import BookRow
from havenkeep.reports.domain.wording import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    NO_PROOF,
    NOT_CONFIRMED,
    proof_words,
)
from havenkeep.sheets.writing import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, its width in characters, and what an item has in it."""

    heading: str
    width: int
    value: Callable[[BookRow], Cell]


def _proofs(row: BookRow) -> str:
    return "\n".join(proof_words(proof) for proof in row.proofs) or NO_PROOF


# Those that are printed; the rest are for the screen.
PRINTED: Final = (
    Column(heading="Reference", width=12, value=lambda row: row.ref),
    Column(heading="Title", width=26, value=lambda row: row.title),
    Column(heading="Answer", width=20, value=lambda row: row.answer),
    Column(heading="Text to paste", width=48, value=lambda row: row.paste),
    Column(heading="Proof and where it is", width=42, value=_proofs),
    Column(heading="Confirmed by", width=20, value=lambda row: row.confirmed_by or NOT_CONFIRMED),
    Column(heading="Confirmed on", width=18, value=lambda row: row.confirmed_at),
    Column(heading="Certainty", width=12, value=lambda row: CERTAINTY_WORDS[row.certainty]),
    Column(heading="State", width=15, value=lambda row: row.state_words),
)

COLUMNS: Final = (
    *PRINTED,
    Column(heading="Where it goes", width=32, value=lambda row: row.how),
    Column(heading="What the records find", width=44, value=lambda row: "\n".join(row.findings)),
    Column(heading="Comment", width=32, value=lambda row: row.comment),
    Column(heading="What it asks", width=44, value=lambda row: row.ask),
    Column(heading="Level", width=22, value=lambda row: LEVEL_WORDS[row.level]),
    Column(heading="Kind of answer", width=12, value=lambda row: KIND_WORDS[row.kind]),
    Column(heading="Also known as", width=14, value=lambda row: ", ".join(row.aliases)),
)


def cells(row: BookRow) -> tuple[Cell, ...]:
    """Return an item as the cells of one row, texts without what no sheet can hold."""
    values = (column.value(row) for column in COLUMNS)
    return tuple(printable(value) if isinstance(value, str) else value for value in values)
