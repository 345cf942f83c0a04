"""One row of an answer sheet, read as an answer, a question to a person, or a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from havenkeep.assessment.domain.answer import YES, Answer, BadAnswer, read_value
from havenkeep.assessment.domain.proof_lines import NewProof, PlaceTooLong, from_our_book, read_proofs
from havenkeep.assessment.domain.sheet_words import (
    read_aside,
    read_tick,
    said_once,
    written_references,
)
from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.importing.domain.days import DayOrder
from havenkeep.importing.domain.report import Asked
from havenkeep.standards.domain.edition import AnswerKind, Item

LONGEST_COMMENT = 5_000
# A longer text in place of a yes or no is worth keeping as the comment.
_WORTH_KEEPING = 40
_SHOWN = 60
_FAILED = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#####"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row, its cells as text, with the number that the spreadsheet shows.

    `days` is how the columns `dated` and `answer` write days.
    """

    number: int
    ref: str
    answer: str
    comment: str = ""
    where: str = ""
    dated: str = ""
    aside: str = ""
    year: str = ""
    days: Mapping[str, DayOrder] = field(default_factory=dict, hash=False)

    @property
    def dated_on(self) -> date | None:
        return self.days.get("dated", DayOrder()).read(self.dated)

    @property
    def empty(self) -> bool:
        return not (self.answer or self.comment or self.where or self.aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAnswer:
    """What one row says, under the reference of the year the sheet is of."""

    row: int
    ref: str
    answer: Answer
    proofs: tuple[NewProof, ...] = ()

    @property
    def same_as(self) -> tuple[str, bool]:
        """Two rows say the same when these are equal."""
        return " ".join(self.answer.value.split()).casefold(), self.answer.not_applicable


class WrongRow(Exception):
    """Raised with the sentence for a row that cannot be used."""


def read_row(row: SheetRow, *, year: Year, asked: list[Asked]) -> RowAnswer | None:
    """Return what a row says; None when it says nothing. What a person must decide is added to `asked`.

    Raises:
        WrongRow: with the sentence, for a row that cannot be used.
    """
    ref = _reference(row, year=year)
    if ref is None or row.empty:
        return None
    _refuse_failed_formulas(row)
    if ref not in year.targets:
        sentence = f"We do not know what became of {ref} after {year.title}, so it stayed out."
        asked.append(Asked(row=row.number, sentence=f"{sentence} Look whether your toolkit still asks it."))
        return None
    items = year.targets[ref]
    if not items:
        return RowAnswer(row=row.number, ref=ref, answer=Answer(value=row.answer)) if row.answer else None
    _refuse_long(row, ref=ref)
    proofs = _proofs(row, ref=ref, item=items[0], asked=asked)
    aside = _aside(row, kind=items[0].kind)
    if aside is not None:
        return _set_aside(row, ref=ref, items=items, reason=aside, proofs=proofs, asked=asked)
    answer = _given(row, ref=ref, kind=items[0].kind, asked=asked)
    if not (answer.given or answer.comment or proofs):
        return None
    return RowAnswer(row=row.number, ref=ref, answer=answer, proofs=proofs)


def _reference(row: SheetRow, *, year: Year) -> str | None:
    """Return the row's reference; None for a row that asks for none, such as a title between the questions.

    Raises WrongRow for an answer whose reference is missing or not in the list.
    """
    written = written_references(row.ref)
    known = [year.known[ref] for ref in written if ref in year.known]
    if known:
        return known[0]
    if not row.answer and not row.aside:
        return None
    if not row.ref:
        raise WrongRow("This row has an answer and no reference. Write the reference beside it.")
    shown = written[0].upper() if written else _short(row.ref)
    raise WrongRow(
        f"“{shown}” is not in our list of {year.title}. Check the reference, or choose another year."
    )


def _refuse_failed_formulas(row: SheetRow) -> None:
    """A failed formula must not pass for an answer; “#N/A” least of all for *not applicable*."""
    for cell in (row.answer, row.comment, row.where, row.aside):
        if cell in _FAILED:
            raise WrongRow(f"A formula in this row failed ({cell}). Type what it should say, and try again.")


def _refuse_long(row: SheetRow, *, ref: str) -> None:
    if len(row.answer) > 10_000:
        raise WrongRow(f"The answer to {ref} is too long. Shorten it to 10,000 characters or fewer.")
    if len(row.comment) > LONGEST_COMMENT:
        raise WrongRow(f"The comment on {ref} is too long. Shorten it to 5,000 characters or fewer.")


def _proofs(row: SheetRow, *, ref: str, item: Item, asked: list[Asked]) -> tuple[NewProof, ...]:
    if read_aside(row.where) is not None or _is_place_of_document(row, kind=item.kind):
        return ()
    try:
        proofs = read_proofs(row.where, title=item.title, dated_on=row.dated_on)
    except PlaceTooLong:
        sentence = f"Where the proof of {ref} is kept is too long. Shorten it to 500 characters or fewer."
        raise WrongRow(sentence) from None
    against = row.days.get("dated", DayOrder()).against(row.dated)
    if proofs and against:
        asked.append(Asked(row=row.number, sentence=f"The proof of {ref} has no date. {against}"))
    return proofs


def _is_place_of_document(row: SheetRow, *, kind: AnswerKind) -> bool:
    """Whether where it is kept is the answer itself, as the toolkit has it for documents.

    It is when the answer is empty, or says no more than that there is one.
    """
    if kind is not AnswerKind.DOCUMENT or from_our_book(row.where) is not None:
        return False
    return not row.answer or read_tick(row.answer) == (YES, "")


def _aside(row: SheetRow, *, kind: AnswerKind) -> str | None:
    """Return the reason when a row says *not applicable* in one of the ways the toolkit wants it said.

    In the answer itself; ticked, with the words in the comment; for a document, where it would be kept; or
    in a column of its own.
    """
    in_answer = read_aside(row.answer)
    if in_answer is not None:
        return said_once([in_answer, _without_aside(row.comment)])
    if row.answer and not (kind is AnswerKind.YES_NO and _bare_tick(row.answer)):
        return None
    in_comment = read_aside(row.comment)
    if in_comment is not None:
        return in_comment
    in_where = read_aside(row.where)
    if in_where is not None and kind is AnswerKind.DOCUMENT:
        return said_once([in_where, row.comment])
    in_own = read_aside(row.aside)
    if in_own is not None:
        return said_once([in_own, row.comment])
    return row.comment if read_tick(row.aside)[0] == YES else None


def _bare_tick(text: str) -> bool:
    value, beside = read_tick(text)
    return bool(value) and not beside


def _without_aside(comment: str) -> str:
    reason = read_aside(comment)
    return comment if reason is None else reason


def _set_aside(
    row: SheetRow,
    *,
    ref: str,
    items: tuple[Item, ...],
    reason: str,
    proofs: tuple[NewProof, ...],
    asked: list[Asked],
) -> RowAnswer | None:
    if all(item.not_applicable is None for item in items):
        sentence = (
            f"{ref} says “not applicable”, and as far as we know the toolkit does not take that for it. "
            "Answer it yourself."
        )
        asked.append(Asked(row=row.number, sentence=sentence))
        return None
    if len(reason) > LONGEST_COMMENT:
        raise WrongRow(
            f"The reason why {ref} does not apply is too long. Shorten it to 5,000 characters or fewer."
        )
    answer = Answer(value="", not_applicable=True, comment=reason)
    return RowAnswer(row=row.number, ref=ref, answer=answer, proofs=proofs)


def _given(row: SheetRow, *, ref: str, kind: AnswerKind, asked: list[Asked]) -> Answer:
    if kind is AnswerKind.YES_NO:
        return _ticked(row, ref=ref, asked=asked)
    if kind is AnswerKind.DATE:
        order = row.days.get("answer", DayOrder())
        day = order.read(row.answer)
        if row.answer and day is None:
            unread = f"“{_short(row.answer)}” is not a date, and {ref} asks for one. Write it as 31/03/2027."
            raise WrongRow(order.against(row.answer) or unread)
        return Answer(value=day.isoformat() if day else "", comment=row.comment)
    text = row.where if _is_place_of_document(row, kind=kind) else row.answer
    try:
        return Answer(value=read_value(text, kind=kind), comment=row.comment)
    except BadAnswer as wrong:
        raise WrongRow(f"{ref}: {wrong}") from wrong


def _ticked(row: SheetRow, *, ref: str, asked: list[Asked]) -> Answer:
    value, beside = read_tick(row.answer)
    comment = said_once([beside, row.comment])
    if len(comment) > LONGEST_COMMENT:
        raise WrongRow(f"The comment on {ref} is too long. Shorten it to 5,000 characters or fewer.")
    if value or not row.answer:
        return Answer(value=value, comment=comment)
    sentence = f"“{_short(row.answer)}” is neither yes nor no, which {ref} asks for."
    whole = said_once([row.answer, row.comment])
    if len(row.answer) <= _WORTH_KEEPING or len(whole) > LONGEST_COMMENT:
        raise WrongRow(f"{sentence} Write one of them, and the rest as a comment.")
    asked.append(
        Asked(row=row.number, sentence=f"{sentence} It is kept as the comment: say yes or no to it.")
    )
    return Answer(value="", comment=whole)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
