"""An answer as the rules see it, and the proof that lies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from havenkeep.standards.domain.edition import AnswerKind

YES, NO = "yes", "no"


class Origin(StrEnum):
    """Where an answer came from. Only a confirmation makes it said."""

    TYPED = "typed"
    DRAFTED = "drafted"
    CARRIED_FORWARD = "carried_forward"
    IMPORTED = "imported"
    PASTED = "pasted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in the answer's place now. `value` is `yes`/`no`, a text, or an ISO date, by kind.

    `kept_as` is the reference it is kept under, which an older list may have given.
    """

    value: str
    not_applicable: bool = False
    comment: str = ""
    origin: Origin = Origin.TYPED
    reworded: bool = False
    revision: int = 1
    kept_as: str = ""
    saved_at: datetime | None = None
    saved_by: str = ""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""

    @property
    def given(self) -> bool:
        return self.not_applicable or bool(self.value)

    @property
    def confirmed(self) -> bool:
        return self.confirmed_at is not None

    def words(self, kind: AnswerKind) -> str:
        """Return the answer as a person would say it."""
        if self.not_applicable:
            return "Not applicable"
        if kind is AnswerKind.YES_NO:
            return {YES: "Yes", NO: "No"}.get(self.value, "")
        if kind is AnswerKind.DATE and self.value:
            day = date.fromisoformat(self.value)
            return f"{day.day} {day:%B %Y}"
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOnFile:
    ref: str
    title: str
    where: str
    kind: str = "place"
    dated_on: date | None = None
    valid_until: date | None = None

    def lapsed(self, *, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on


class BadAnswer(ValueError):
    """Raised with the sentence to show beside the field."""


def read_value(text: str, *, kind: AnswerKind) -> str:
    """Return an answer's value in the one form that is kept.

    Raises:
        BadAnswer: a yes-or-no answer is neither, a date is not one, or a text is over 10,000 characters.
    """
    text = text.replace("\x00", "").strip()
    if not text:
        return ""
    if kind is AnswerKind.YES_NO:
        word = text.casefold().rstrip(".")
        if word in {"yes", "y", "true", "1", "confirmed", "ticked", "x", "✓"}:
            return YES
        if word in {"no", "n", "false", "0"}:
            return NO
        raise BadAnswer("Answer Yes or No, and put the rest in the comment.")
    if kind is AnswerKind.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise BadAnswer("Enter a date such as 2027-03-31.") from None
    if len(text) > 10_000:
        raise BadAnswer("Shorten the answer to 10,000 characters or fewer.")
    return text
