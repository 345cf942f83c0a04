"""The answer book as a Word file, for those who edit before they paste."""

from __future__ import annotations

from havenkeep.printing.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from havenkeep.printing.docx import write_docx
from havenkeep.reports.domain.answer_book import AnswerBook, BookRow
from havenkeep.reports.domain.wording import (
    HOW_TO_USE,
    NO_PROOF,
    NOTHING_OPEN,
    NOTHING_TO_PASTE,
    PASTE_LABEL,
    about_pairs,
    confirmed_lines,
    day_words,
    item_foot,
    proof_words,
    provisional_words,
    ready_words,
    standfirst,
    three_numbers,
)


def write(book: AnswerBook) -> bytes:
    """Return the book as a .docx file."""
    return write_docx(
        Document(
            title=book.home_name,
            kicker=f"Answer book · {book.edition_title}",
            standfirst=standfirst(book),
            running=f"Answer book · {book.home_name} · {day_words(book.on)}",
            subject=f"Answer book for {book.home_name}, {day_words(book.on)}",
            made_at=book.made_at,
            blocks=(*_opening(book), *_answers(book), *_closing(book)),
        )
    )


def _opening(book: AnswerBook) -> list[Block]:
    blocks: list[Block] = []
    if warning := provisional_words(book):
        blocks += [Callout(label="", text=warning, soon=True)]
    blocks += [
        Callout(label=f"Standing: {book.standing_words}", text=book.standing_reason, soon=bool(book.open)),
        Facts(
            pairs=(
                *((number.name, number.sentence) for number in three_numbers(book)),
                ("Ready", ready_words(book)),
            )
        ),
        Heading(text="What is open"),
    ]
    if book.open:
        rows = tuple((row.ref, row.title, row.what) for row in book.open)
        blocks.append(Table(headings=("Item", "Title", "Still to do"), rows=rows, widths=(1, 3, 4)))
    else:
        blocks.append(Paragraph(text=NOTHING_OPEN))
    if book.covers:
        blocks += [Heading(text="This book covers"), Bullets(lines=book.covers)]
    return blocks


def _answers(book: AnswerBook) -> list[Block]:
    blocks: list[Block] = [
        Heading(text="The answers, in the toolkit's order", new_page=True),
        Paragraph(text=HOW_TO_USE, quiet=True),
    ]
    for row in book.rows:
        blocks += _item(row)
    return blocks


def _item(row: BookRow) -> list[Block]:
    blocks: list[Block] = [Heading(text=f"{row.ref}  {row.title}", level=2)]
    if row.ask:
        blocks.append(Paragraph(text=row.ask, quiet=True))
    if row.paste:
        blocks += [Callout(label=PASTE_LABEL, text=row.paste)]
    else:
        blocks.append(Paragraph(text=NOTHING_TO_PASTE))
    proofs = "\n".join(proof_words(proof) for proof in row.proofs) or NO_PROOF
    pairs = (
        ("Answer", row.answer),
        ("Where it goes", row.how),
        ("Proof", proofs),
        ("Confirmed by", "\n".join(line for line in confirmed_lines(row) if line)),
        ("Records find", "\n".join(row.findings)),
        ("Comment", row.comment),
        ("State", row.state_words),
    )
    blocks.append(Facts(pairs=tuple((label, words) for label, words in pairs if words.strip())))
    blocks.append(Paragraph(text=item_foot(row), small=True))
    return blocks


def _closing(book: AnswerBook) -> list[Block]:
    return [Heading(text="About this book"), Facts(pairs=about_pairs(book))]
