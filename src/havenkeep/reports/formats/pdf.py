"""The answer book as a tagged PDF, for reading, printing and handing over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON
from havenkeep.reports.domain.answer_book import AnswerBook, BookRow
from havenkeep.reports.domain.wording import (
    COVERS,
    HOW_TO_USE,
    LONDON,
    NO_PROOF,
    NOTHING_OPEN,
    NOTHING_TO_PASTE,
    PASTE_LABEL,
    about_pairs,
    confirmed_lines,
    day_words,
    item_foot,
    proof_place,
    provisional_words,
    ready_words,
    standfirst,
    three_numbers,
)

KEEP_WHOLE_LINES: Final = 36
LINE_LENGTH: Final = 64


def write(book: AnswerBook) -> bytes:
    """Return the book as PDF/UA-1. Raises `printing.pdf.CouldNotPrint` with one sentence."""
    return render_pdf(template="reports/answer_book", data=_document(book))


def _document(book: AnswerBook) -> dict[str, JSON]:
    made = book.made_at.astimezone(LONDON)
    title = f"Answer book for {book.home_name}, {day_words(book.on)}"
    soon = {row.ref for row in book.open}
    about = [pair for pair in about_pairs(book) if pair[0] != COVERS]
    return {
        "title": title,
        "running": f"Answer book · {book.home_name} · {day_words(book.on)}",
        "about": f"{book.edition_title}: every answer in the toolkit's order, with its proof.",
        "made": [made.year, made.month, made.day],
        "kicker": f"Answer book · {book.edition_title}",
        "home": book.home_name,
        "standfirst": standfirst(book),
        "warning": provisional_words(book),
        "standing": book.standing_words,
        "reason": book.standing_reason,
        "numbers": [
            {"name": number.name, "value": number.value, "of": number.of, "meaning": number.meaning}
            for number in three_numbers(book)
        ],
        "ready": ready_words(book),
        "open": [[row.ref, row.title, row.what] for row in book.open],
        "nothing_open": NOTHING_OPEN,
        "covers": list(book.covers),
        "how": HOW_TO_USE,
        "rows": [_row(row, soon=row.ref in soon) for row in book.rows],
        "about_pairs": [list(pair) for pair in about],
        "about_whole": _lines_of(words for _label, words in about) <= KEEP_WHOLE_LINES,
    }


def _row(row: BookRow, *, soon: bool) -> dict[str, JSON]:
    facts = _facts(row)
    return {
        "ref": row.ref,
        "title": row.title,
        "ask": row.ask,
        "state": row.state_words,
        "soon": soon,
        "paste": row.paste,
        "paste_label": PASTE_LABEL,
        "nothing": NOTHING_TO_PASTE,
        "facts": [
            {
                "label": label,
                "lines": [{"what": line.what, "under": line.under, "soon": line.soon} for line in lines],
            }
            for label, lines in facts
        ],
        "foot": item_foot(row),
        "whole": _lines_taken(row, facts) <= KEEP_WHOLE_LINES,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    what: str
    under: str = ""
    soon: bool = False


def _facts(row: BookRow) -> list[tuple[str, list[_Line]]]:
    """Return the lines under an answer, those without matter left out."""
    answer = row.answer if row.answer.strip() != row.paste.strip() else ""
    proofs = [
        _Line(what=proof.what, under=proof_place(proof), soon=proof.lapsed) for proof in row.proofs
    ] or [_Line(what=NO_PROOF)]
    who, when = confirmed_lines(row)
    facts = (
        ("Answer", [_Line(what=answer)]),
        ("Where it goes", [_Line(what=row.how)]),
        ("Proof", proofs),
        ("Confirmed by", [_Line(what=who, under=when)]),
        ("Records find", [_Line(what=finding) for finding in row.findings]),
        ("Comment", [_Line(what=row.comment)]),
    )
    kept = ((label, [line for line in lines if line.what.strip()]) for label, lines in facts)
    return [(label, lines) for label, lines in kept if lines]


def _lines_taken(row: BookRow, facts: Iterable[tuple[str, Iterable[_Line]]]) -> int:
    """Return about how many lines on paper an item takes, so that a short one is not cut by a page's end."""
    texts = [row.title, row.ask, row.paste]
    texts += [text for _label, lines in facts for line in lines for text in (line.what, line.under)]
    return _lines_of(texts)


def _lines_of(texts: Iterable[str]) -> int:
    return sum(text.count("\n") + len(text) // LINE_LENGTH + 1 for text in texts)
