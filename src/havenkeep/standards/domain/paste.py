"""*Paste my toolkit*: what was copied from the toolkit's page in a browser, and whether our list matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from havenkeep.standards.domain.edition import Edition, Item
from havenkeep.standards.domain.paste_lines import TooLong, mandatory_counted
from havenkeep.standards.domain.paste_page import PastedRow, read_rows

__all__ = ["Comparison", "Pasted", "PastedRow", "TooLong", "compare", "read_pasted"]

FEWEST_IN_ALL = 10
NAMED = 8
NOTHING_FOUND = (
    "There are no question numbers in what you pasted. Open your assessment in the toolkit, select the whole "
    "page, copy it and paste it here; or type the number of mandatory questions it shows."
)
UNTIL = "Until they match, pages say “against last year's list”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The questions found, each once, in their order; and how many mandatory ones the page said there are."""

    rows: tuple[PastedRow, ...]
    counted: int | None

    @property
    def empty(self) -> bool:
        return not self.rows and self.counted is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Our list beside the toolkit's page.

    `missing_here`: asked there, and not (or not as mandatory) in our list. `missing_there`: mandatory in our
    list, and not on the page (or not as mandatory). `same`: our references of what is in both.
    `count_matches` is None when no number was found. `matches` is False when anything speaks against it.
    """

    missing_here: tuple[PastedRow, ...]
    missing_there: tuple[Item, ...]
    same: tuple[str, ...]
    count_matches: bool | None
    matches: bool
    sentence: str


def read_pasted(text: str) -> Pasted:
    """Read the questions, how they stand, and the number of mandatory ones out of copied text.

    What is not understood is passed over. Raises TooLong for more than two million characters, or a hundred
    thousand lines.
    """
    rows, counted = read_rows(text), mandatory_counted(text)
    if rows and counted is not None:
        # A small number beside questions counts one section's, not the whole list.
        marked = sum(bool(row.mandatory) for row in rows)
        counted = counted if counted >= max(FEWEST_IN_ALL, marked) else None
    return Pasted(rows=rows, counted=counted)


def compare(edition: Edition, pasted: Pasted) -> Comparison:
    """Lay the page beside the edition.

    A page that marks some questions as mandatory is compared by those; one that marks none may hold optional
    questions, so what we do not know there counts against us only when the number does not settle it.
    """
    marked = [row for row in pasted.rows if row.mandatory]
    if 3 * len(marked) < len(pasted.rows):
        marked = []  # a stray word, not the page's own mark
    theirs = marked or [row for row in pasted.rows if row.mandatory is not False]
    known = {row.ref: edition.by_ref.get(row.ref) for row in theirs}
    both = [item for item in known.values() if item is not None and (item.mandatory or not marked)]
    same = tuple(dict.fromkeys(item.ref for item in both))
    missing_here = tuple(
        row for row in theirs if (item := known[row.ref]) is None or (marked and not item.mandatory)
    )
    missing_there = tuple(item for item in edition.mandatory if pasted.rows and item.ref not in same)
    count = pasted.counted or len({row.ref for row in marked}) or None
    count_matches = None if count is None else count == edition.mandatory_count
    settled = count_matches is True and not marked
    matches = (
        not pasted.empty
        and count_matches is not False
        and not missing_there
        and (settled or not missing_here)
    )
    return Comparison(
        missing_here=missing_here,
        missing_there=missing_there,
        same=same,
        count_matches=count_matches,
        matches=matches,
        sentence=_sentence(
            edition,
            pasted,
            count=count,
            matches=matches,
            missing_here=missing_here,
            missing_there=missing_there,
        ),
    )


def _sentence(
    edition: Edition,
    pasted: Pasted,
    *,
    count: int | None,
    matches: bool,
    missing_here: Sequence[PastedRow],
    missing_there: Sequence[Item],
) -> str:
    ours = edition.mandatory_count
    numbers_differ = f"Your toolkit shows {count} mandatory questions and our list has {ours}. {UNTIL}"
    if pasted.empty:
        return NOTHING_FOUND
    if matches:
        return (
            f"Your toolkit shows {count} mandatory questions and so does our list."
            if count is not None
            else f"All {ours} mandatory questions of our list are on your toolkit's page, and nothing else."
        )
    if pasted.rows and 2 * len(missing_there) > len(edition.mandatory):
        found = len(edition.mandatory) - len(missing_there)
        return (
            f"Only {found} of our {ours} mandatory questions are in what you pasted. "
            "It may be a part of the page: open every section, select all of it and paste again."
        )
    differences = [
        f"{words}: {_named(refs)}"
        for words, refs in (
            ("not in our list", [row.ref for row in missing_here]),
            ("only in our list", [item.ref for item in missing_there]),
        )
        if refs
    ]
    return (
        f"Your toolkit and our list differ; {'; '.join(differences)}. {UNTIL}"
        if differences
        else numbers_differ
    )


def _named(refs: Sequence[str]) -> str:
    shown = ", ".join(refs[:NAMED])
    return shown if len(refs) <= NAMED else f"{shown} and {len(refs) - NAMED} more"
