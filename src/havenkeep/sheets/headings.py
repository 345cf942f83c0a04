"""Finds the row of headings in a stranger's spreadsheet, and which column holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from havenkeep.sheets.table import Row

_WORD = re.compile(r"[^\W_]+")
_MOST_SHOWN: Final = 12
_LONGEST_SHOWN: Final = 40

Aliases = Mapping[str, tuple[str, ...]]


class NoHeadings(Exception):
    """No row holds the headings that are needed. `str()` says what was looked for and what was seen."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand. Data begins on the row after `row_number`; columns count from 0.

    `labels` are all the headings of that row as written, those of no field too.
    """

    row_number: int
    columns: Mapping[str, int]
    labels: tuple[str, ...] = ()

    def read(self, row: Row) -> dict[str, str]:
        """The row's text under each heading that was found."""
        return {field: row.at(column) for field, column in self.columns.items()}


@dataclass(frozen=True, slots=True)
class _Label:
    words: tuple[str, ...]

    @property
    def squashed(self) -> str:
        return "".join(self.words)

    def starts_with(self, other: _Label) -> bool:
        """Whether this begins with another's words, wherever each of them puts its spaces."""
        wanted, length = other.squashed, 0
        if not wanted or not self.squashed.startswith(wanted):
            return False
        for word in self.words:
            length += len(word)
            if length >= len(wanted):
                break
        return length == len(wanted)


def find_headings(
    rows: Iterable[Row], *, aliases: Aliases, required: frozenset[str], within: int = 25
) -> Headings:
    """Looks for the headings among the first `within` rows that hold something.

    `aliases` gives for each field the headings it goes by, likeliest first; case, spaces, accents and
    punctuation do not matter. A heading that equals an alias is taken first, then one that begins with an
    alias's words; no two fields share a column. Titles above the headings are passed over, and headings that
    stand on two lines (a merged "Training" above "Date" and "Score") are read together. The fullest row wins,
    then the first.

    Raises NoHeadings when no row has every field in `required`.
    """
    seen = list(islice(rows, within))
    wanted = {field: tuple(_label(alias) for alias in names) for field, names in aliases.items()}
    best: tuple[int, Headings] | None = None
    for upper, row in zip(chain([None], seen), seen, strict=False):
        candidates = [[_label(cell) for cell in row.cells]]
        if upper is not None and upper.number + 1 == row.number:
            candidates += _two_lines(upper, row)
        for labels in candidates:
            score, columns = _match(labels, wanted)
            if required <= columns.keys() and (best is None or score > best[0]):
                best = (score, Headings(row.number, columns, row.cells))
    if best is None:
        raise NoHeadings(_sentence(seen, aliases=aliases, required=required, within=within))
    return best[1]


def below_headings(
    rows: Iterable[Row], *, aliases: Aliases, required: frozenset[str], within: int = 25
) -> tuple[Headings, Iterator[Row]]:
    """`find_headings` for rows that are streamed: also gives the rows below, none lost. Raises NoHeadings."""
    stream = iter(rows)
    first = list(islice(stream, within))
    headings = find_headings(first, aliases=aliases, required=required, within=within)
    return headings, (row for row in chain(first, stream) if row.number > headings.row_number)


def folded_heading(text: str) -> str:
    """A heading as it is compared: letters and figures only, without accents or case."""
    return _label(text).squashed


def _label(text: str) -> _Label:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    spaced = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", plain.replace("&", " and ").replace("'", "").replace("’", "")
    )
    return _Label(tuple(_WORD.findall(spaced.casefold())))


def _two_lines(upper: Row, lower: Row) -> list[list[_Label]]:
    """The headings of two rows read as one, with and without a group's name carried to the right."""
    width = max(len(upper.cells), len(lower.cells))
    carried, group = [], ""
    for column in range(width):
        group = upper.at(column) or group
        carried.append(group)
    apart = [lower.at(column) or upper.at(column) for column in range(width)]
    joined = [
        f"{carried[column]} {lower.at(column)}" if lower.at(column) else upper.at(column)
        for column in range(width)
    ]
    return [[_label(text) for text in texts] for texts in (apart, joined)]


def _match(labels: Sequence[_Label], wanted: Mapping[str, tuple[_Label, ...]]) -> tuple[int, dict[str, int]]:
    """A score (two for an equal heading, one for one that begins alike) and the columns found."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    score = 0

    def take(field: str, column: int | None, worth: int) -> None:
        nonlocal score
        if column is not None:
            columns[field] = column
            taken.add(column)
            score += worth

    equal: dict[str, list[int]] = {}
    for column, label in enumerate(labels):
        equal.setdefault(label.squashed, []).append(column)
    for field, names in wanted.items():
        options = (column for name in names if name.words for column in equal.get(name.squashed, ()))
        take(field, next((column for column in options if column not in taken), None), 2)
    for field, names in wanted.items():
        if field not in columns:
            starts = (
                column
                for name in names
                for column, label in enumerate(labels)
                if column not in taken and label.starts_with(name)
            )
            take(field, next(starts, None), 1)
    return score, columns


def _sentence(seen: Sequence[Row], *, aliases: Aliases, required: frozenset[str], within: int) -> str:
    looked_for = _listed([aliases[field][0] for field in aliases if field in required])
    if not seen:
        return f"We looked for columns headed {looked_for}, but there are no rows. Choose another sheet."
    fullest = max(seen, key=lambda row: len(set(row.cells) - {""}))
    shown = [cell[:_LONGEST_SHOWN] for cell in dict.fromkeys(fullest.cells) if cell][:_MOST_SHOWN]
    return (
        f"We looked in the first {within} rows for columns headed {looked_for} "
        "and did not find them together. "
        f"Row {fullest.number:,} has {_listed(shown)}. Add or rename the missing headings and try again."
    )


def _listed(texts: Sequence[str]) -> str:
    said = [f"“{' '.join(text.split())}”" for text in texts]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
