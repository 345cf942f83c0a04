"""The answer book: every answer of one submission in the toolkit's order, ready to paste, with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.standards.domain.edition import AnswerKind, Certainty, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class BookProof:
    """One proof of an answer: what it is and where it is kept. `lapsed` as of the day of the book."""

    what: str
    where: str
    dated_on: date | None = None
    valid_until: date | None = None
    lapsed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One item with its answer.

    `answer` is in words (`Yes`, `No`, the text, `Not applicable`, or empty); `paste` is exactly what to
    type or paste in the toolkit, empty when there is nothing yet; `how` says where in the toolkit it goes.
    `confirmed_at` is an instant with a time zone.
    """

    ref: str
    aliases: tuple[str, ...] = ()
    title: str
    ask: str
    level: Level
    kind: AnswerKind
    answer: str
    paste: str
    comment: str = ""
    proofs: tuple[BookProof, ...] = ()
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    state: str
    state_words: str
    findings: tuple[str, ...] = ()
    certainty: Certainty
    not_applicable: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """An item that keeps the book from being whole, and what is still to do."""

    ref: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBook:
    """The whole book as of one day.

    `mandatory`, `ready`, `said`, `shown` and `proven` count items: of the mandatory ones, how many can be
    pasted as they stand, and the three numbers that are never added up. `rows` are in the toolkit's order.
    `audit_head` is the head of the history chain when the book was made.
    """

    home_name: str
    home_code: str
    publisher_name: str
    covers: tuple[str, ...] = ()
    edition_title: str
    edition_note: str = ""
    provisional: bool = False
    revision: int = 0
    on: date
    made_at: datetime
    standing: str
    standing_words: str
    standing_reason: str
    mandatory: int
    ready: int
    said: int
    shown: int
    proven: int
    open: tuple[OpenRow, ...] = ()
    rows: tuple[BookRow, ...] = ()
    audit_head: str = ""
