"""The words that every format of a book shares, so that no two of them say a thing differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from havenkeep.reports.domain.answer_book import AnswerBook, BookProof, BookRow
from havenkeep.standards.domain.edition import AnswerKind, Certainty, Level

LONDON: Final = ZoneInfo("Europe/London")

LEVEL_WORDS: Final[Mapping[Level, str]] = {
    Level.APPROACHING: "Mandatory, already for Approaching Standards",
    Level.MET: "Mandatory for Standards Met",
    Level.RECOMMENDED: "Recommended",
    Level.OPTIONAL: "Optional",
}

KIND_WORDS: Final[Mapping[AnswerKind, str]] = {
    AnswerKind.YES_NO: "Yes or no",
    AnswerKind.TEXT: "Text",
    AnswerKind.DOCUMENT: "Document",
    AnswerKind.DATE: "Date",
}

CERTAINTY_WORDS: Final[Mapping[Certainty, str]] = {
    Certainty.CONFIRMED: "Confirmed",
    Certainty.INFERRED: "Inferred",
    Certainty.OURS: "Our advice",
}

CERTAINTY_MEANS: Final[Mapping[Certainty, str]] = {
    Certainty.CONFIRMED: "we read this rule at its source",
    Certainty.INFERRED: "worked out from several sources; check it against your toolkit",
    Certainty.OURS: "our own advice, not a rule of the toolkit",
}

NOT_CONFIRMED: Final = "Not confirmed yet"
NOTHING_TO_PASTE: Final = "Nothing to paste yet."
NO_PROOF: Final = "No proof on file."
NOTHING_OPEN: Final = "Nothing is open. Every mandatory item can be pasted as it stands."
COVERS: Final = "Covers"
PASTE_LABEL: Final = "For the toolkit"
HOW_TO_USE: Final = (
    "Open the toolkit and go down this list in order. What stands in a box is ready to paste as it is; "
    "the lines under it say where it goes, what proves it and who stands behind it."
)
PROVISIONAL: Final = (
    "This year's list is not final. Check each reference against your toolkit before you paste."
)
UNOFFICIAL: Final = (
    "Made by Havenkeep, which is not affiliated with the NHS or GOV.UK. What is asked is put in our own "
    "words; the toolkit's own words are what counts."
)
NO_RESIDENTS: Final = "This book holds no resident's personal data, and none should be added to it."


@dataclass(frozen=True, slots=True, kw_only=True)
class BookNumber:
    """One of the three numbers: `value` of `of` mandatory items, its name and what it means."""

    name: str
    value: int
    of: int
    meaning: str

    @property
    def sentence(self) -> str:
        return f"{self.value} of {self.of} mandatory items. {self.meaning}"


def three_numbers(book: AnswerBook) -> tuple[BookNumber, BookNumber, BookNumber]:
    """Return said, shown and proven, in that order. They are never added up."""
    return (
        BookNumber(
            name="Said",
            value=book.said,
            of=book.mandatory,
            meaning="Answered, and confirmed by a named person for this edition.",
        ),
        BookNumber(
            name="Shown",
            value=book.shown,
            of=book.mandatory,
            meaning="Proof is on file and in date.",
        ),
        BookNumber(
            name="Proven",
            value=book.proven,
            of=book.mandatory,
            meaning="A live record finds it met.",
        ),
    )


def day_words(day: date) -> str:
    """Return a date such as `3 May 2026`."""
    return f"{day.day} {day:%B %Y}"


def instant_words(instant: datetime) -> str:
    """Return an instant in London time, such as `3 May 2026 at 2:05pm`."""
    local = instant.astimezone(LONDON)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{day_words(local.date())} at {hour}:{local:%M}{half}"


def proof_dates(proof: BookProof) -> str:
    """Return when a proof was made and how long it holds, or an empty text."""
    dates = []
    if proof.dated_on:
        dates.append(f"dated {day_words(proof.dated_on)}")
    if proof.valid_until:
        kept = "lapsed on" if proof.lapsed else "valid until"
        dates.append(f"{kept} {day_words(proof.valid_until)}")
    elif proof.lapsed:
        dates.append("lapsed")
    return ", ".join(dates)


def proof_place(proof: BookProof) -> str:
    """Return where a proof is and its dates, as it stands under the name of the proof."""
    where = f"Where: {proof.where}" if proof.where else ""
    dates = proof_dates(proof)
    return " · ".join(part for part in (where, dates[:1].upper() + dates[1:]) if part)


def proof_words(proof: BookProof) -> str:
    """Return one line: what it is, where it is, its dates, and whether it has lapsed."""
    dates = proof_dates(proof)
    where = f" Where: {full_stop(proof.where)}" if proof.where else ""
    return full_stop(f"{proof.what} ({dates})" if dates else proof.what) + where


def full_stop(words: str) -> str:
    """Return `words` ending as a sentence does."""
    return words if words.rstrip().endswith((".", "!", "?", ":")) else f"{words.rstrip()}."


def confirmed_lines(row: BookRow) -> tuple[str, str]:
    """Return who confirmed the answer, or that nobody has, and when: two lines, the second may be empty.

    Two, because a date behind a name in a right-to-left alphabet would be drawn in the wrong place.
    """
    when = instant_words(row.confirmed_at) if row.confirmed_by and row.confirmed_at else ""
    return row.confirmed_by or NOT_CONFIRMED, when


def certainty_words(certainty: Certainty) -> str:
    """Return how sure we are of the item, and what that means."""
    return f"{CERTAINTY_WORDS[certainty]}: {CERTAINTY_MEANS[certainty]}"


def item_foot(row: BookRow) -> str:
    """Return the small line under an item: who asks for it, how sure we are of it, its other names."""
    aliases = f"also known as {', '.join(row.aliases)}" if row.aliases else ""
    certainty = f"certainty: {CERTAINTY_WORDS[row.certainty].lower()}"
    return " · ".join(part for part in (LEVEL_WORDS[row.level], certainty, aliases) if part)


def standfirst(book: AnswerBook) -> str:
    """Return the lines under the title: the day, the code, and who publishes when it is someone else."""
    day = " · ".join(part for part in (day_words(book.on), book.home_code) if part)
    elsewhere = book.publisher_name and book.publisher_name != book.home_name
    return f"{day}\nPublished by {book.publisher_name}" if elsewhere else day


def provisional_words(book: AnswerBook) -> str:
    """Return what to beware of in this edition, or an empty text."""
    return "\n".join(part for part in (PROVISIONAL if book.provisional else "", book.edition_note) if part)


def ready_words(book: AnswerBook) -> str:
    return f"{book.ready} of {book.mandatory} mandatory items can be pasted into the toolkit as they stand."


def audit_words(book: AnswerBook) -> str:
    """Return the closing line that anchors the history, so that one cut short can be told."""
    if not book.audit_head:
        return "The head of the history chain is not known."
    return f"The head of the history chain: {book.audit_head}, so that a cut chain shows."


def about_pairs(book: AnswerBook) -> tuple[tuple[str, str], ...]:
    """Return what this book is, as pairs of a label and its words, those without matter left out."""
    pairs = (
        ("Service", book.home_name),
        ("Code", book.home_code),
        ("Published by", book.publisher_name),
        (COVERS, "\n".join(book.covers)),
        ("Edition", book.edition_title),
        (
            "List used",
            "Havenkeep's own list" if book.revision == 0 else f"Official sheet, number {book.revision}",
        ),
        ("About the edition", book.edition_note),
        ("As of", day_words(book.on)),
        ("Made", instant_words(book.made_at)),
        ("Standing", book.standing_words),
        ("Why", book.standing_reason),
        ("Ready", ready_words(book)),
        *((number.name, number.sentence) for number in three_numbers(book)),
        ("Certainty", "\n".join(full_stop(certainty_words(kind)) for kind in Certainty)),
        ("History", audit_words(book)),
        ("Please note", f"{NO_RESIDENTS} {UNOFFICIAL}"),
    )
    return tuple((label, words) for label, words in pairs if words)
