"""The questions on a page copied from the toolkit, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from havenkeep.standards.domain.paste_lines import (
    Status,
    answer_of,
    comment_of,
    is_button,
    is_section,
    lines_of,
    segments_of,
    status_of,
    without_statuses,
)

LONGEST_FIELD = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One question as the toolkit showed it. None means that the page did not say."""

    ref: str
    text: str
    answer: str
    done: bool | None
    mandatory: bool | None
    comment: str = ""


def read_rows(text: str) -> tuple[PastedRow, ...]:
    """Return each question once, in the page's order. A second mention only fills what the first left."""
    page = _Page()
    for line in lines_of(text):
        page.read(line)
    return page.rows()


@dataclass(slots=True)
class _Draft:
    ref: str
    text: str = ""
    answer: str = ""
    comment: str = ""
    done: bool | None = None
    mandatory: bool | None = None
    writing: str = "text"

    def note(self, statuses: Iterable[Status]) -> None:
        for status in statuses:
            self.done = status.done if self.done is None else self.done
            self.mandatory = status.mandatory if self.mandatory is None else self.mandatory

    def take(self, cell: str) -> None:
        """Read one cell of a line: a status, a button's label, or more of the question, answer or comment."""
        status = status_of(cell)
        if status is not None:
            self.note([status])
        elif not cell or is_button(cell):
            return
        elif (comment := comment_of(cell)) is not None:
            self.writing = "comment"
            self.comment = _joined(self.comment, comment)
        elif (answer := answer_of(cell)) is not None:
            self.writing = "answer"
            self.answer = _joined(self.answer, answer)
        elif self.writing == "text":
            self._ask(cell)
        elif self.writing == "comment":
            self.comment = _joined(self.comment, cell)
        else:
            self.answer = _joined(self.answer, cell)

    def _ask(self, cell: str) -> None:
        words, statuses = without_statuses(cell)
        unfinished = self.text and not self.text.endswith(("?", ".", "!")) and words[:1].islower()
        if self.text and not unfinished:
            self.writing = "answer"
            self.answer = _joined(self.answer, cell)
            return
        self.note(statuses)
        self.text = f"{self.text} {words}".strip()[:LONGEST_FIELD]

    def merge(self, other: _Draft) -> None:
        """Take from a second mention of the question what the first did not say."""
        self.note([Status(mandatory=other.mandatory, done=other.done)])
        self.text = self.text or other.text
        self.answer = self.answer or other.answer
        self.comment = self.comment or other.comment


class _Page:
    """Collects questions line by line."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._open: _Draft | None = None

    def read(self, line: str) -> None:
        ahead: list[Status] = []
        *before, last = segments_of(line)
        for segment in (*before, last):
            if segment.ref:
                self._open = _Draft(ref=segment.ref)
                self._open.note(ahead)
                self._drafts.append(self._open)
                self._take(segment.text)
            elif is_section(segment.text):
                self._open = None
            else:
                words, statuses = without_statuses(segment.text.strip())
                if before and not words:
                    ahead = statuses
                else:
                    self._take(segment.text)

    def _take(self, text: str) -> None:
        if self._open is not None:
            for cell in text.split("\t"):
                self._open.take(cell.strip())

    def rows(self) -> tuple[PastedRow, ...]:
        first: dict[str, _Draft] = {}
        for draft in self._drafts:
            known = first.setdefault(draft.ref, draft)
            if known is not draft:
                known.merge(draft)
        return tuple(
            PastedRow(
                ref=draft.ref,
                text=draft.text,
                answer=draft.answer,
                done=draft.done,
                mandatory=draft.mandatory,
                comment=draft.comment,
            )
            for draft in first.values()
        )


def _joined(text: str, more: str) -> str:
    return f"{text}\n{more}".strip()[:LONGEST_FIELD] if len(text) < LONGEST_FIELD else text
