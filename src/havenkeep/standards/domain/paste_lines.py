"""Lines copied from the toolkit's page: references that begin a question, words that say how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000_000
MOST_LINES = 100_000
MUCH_TOO_LONG = "That is far more text than the toolkit's page holds. Copy only your list of questions."
MOST_MANDATORY = 500
MOST_STATUSES = 6
LONGEST_STATUS = 40

# Standards 1 to 10; larger parts are dates, addresses and versions of programs.
_PARTS = r"(?:10|[1-9])\.(?:1[0-2]|[1-9])\.(?:1\d|[1-9])"
_ENDS = r"\.?(?![\w/]|[.:-]\d)[ :.)\]–—-]*"
_LABELS = r"(?:(?:evidence|items?|questions?|reference|ref|no)\b[ .:#-]*)*"
_AT_START = re.compile(rf"[^\w\"'(]{{0,12}}[(\[]?{_LABELS}(?P<ref>{_PARTS}){_ENDS}", re.IGNORECASE)
_WITHIN = re.compile(rf"(?<![\w./:@-])(?P<ref>{_PARTS}){_ENDS}(?=[A-Z“\"'‘]|\t|$)")
_LABELS_BEFORE = re.compile(rf"\b{_LABELS}$", re.IGNORECASE)
_POINTS_ELSEWHERE = re.compile(
    r"(?:\b(?:see|also|in|to|at|from|and|or|under|with|per|by|of|for|both|than|until|since|on|version|release|build"
    r"|v|ver|ios|android|windows|tls|chrome|edge|firefox|update|patch|section|step|appendix|paragraph|clause)"
    r"|[,&(])[\s.:]*$",
    re.IGNORECASE,
)
_ENDS_A_QUESTION = re.compile(r"[.?!)\]|\t]\s*$")
_SECTION = re.compile(
    r"[^\w\"']{0,12}(?:(?:[Aa]ssertion )?(?:10|[1-9])\.(?:1[0-2]|[1-9])\.?[ :\t–—-]+[A-Z]"
    r"|(?:Standard|Assertion) \d)"
)
_COMMENT = re.compile(r"(?:your |optional )?comments?(?: \(optional\))?\s*(?::\s*|$)", re.IGNORECASE)
_ANSWER = re.compile(r"(?:your |our |current )?(?:answer|response)s?\s*(?::\s*|$)", re.IGNORECASE)

_MANDATORY_WORDS = {
    **dict.fromkeys(("mandatory", "required", "mandatory evidence item"), True),
    **dict.fromkeys(("optional", "not mandatory", "non-mandatory", "non mandatory"), False),
}
_DONE_WORDS = {
    **dict.fromkeys(("completed", "complete", "done", "confirmed", "answered", "provided"), True),
    **dict.fromkeys(("evidence provided", "item completed", "✓", "✔", "☑"), True),
    **dict.fromkeys(("not completed", "not yet completed", "incomplete", "to do", "not done"), False),
    **dict.fromkeys(("not confirmed", "not yet confirmed", "not answered", "not yet answered"), False),
    **dict.fromkeys(("not provided", "not yet provided", "not started", "started", "in progress"), False),
    **dict.fromkeys(("to be completed", "draft", "☐"), False),
}
_BUTTONS = frozenset(
    {"edit", "view", "change", "save", "cancel", "add", "back", "next", "previous", "close", "help", "print"}
    | {"tooltip", "tool tip", "history", "view history", "view / edit", "view/edit", "add evidence", "owner"}
    | {"assign owner", "no owner", "view tooltip", "show tooltip", "hide tooltip", "upload", "edit answer"}
)
_WORDS = sorted((*_MANDATORY_WORDS, *_DONE_WORDS), key=len, reverse=True)
_SPOKEN = "|".join(f"{word[0].upper()}{re.escape(word[1:])}" for word in _WORDS)
_STATUS_LAST = re.compile(rf"(?:^|[\s(\[|:–—-])[(\[]?({_SPOKEN})[)\]]?\.?$")
_STATUS_FIRST = re.compile(rf"({_SPOKEN})(?:[\s|:–—-]+|$)")
_STATUS_GLUED = re.compile(rf"({_SPOKEN})(?=[1-9])")

_BLANKS = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_NUMBER_ALONE = re.compile(
    r"(?:all )?(\d{1,3})(?: mandatory)?(?: evidence)?(?: items| questions)?[.!]?", re.IGNORECASE
)
_OUT_OF = re.compile(
    r"(?<![\d.])\d{1,3} ?(?:/|out of|of) ?(\d{1,3})(?![\d./]) ?(?:of )?(?:the )?mandatory"
    r"|mandatory(?: [a-z]+){0,4}:? ?\d{1,3} ?(?:/|out of|of) ?(\d{1,3})(?![\d./])",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?<![\d./])(\d{1,3}) mandatory\b"
    r"(?! (?:\w+ ){0,3}(?:left|remain|remaining|outstanding|to go|completed|not|still|confirmed)\b)",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(
    r"\b(?:completed?|answered|provided|confirmed|done|remaining|outstanding|still|only|another|of|other)"
    r"(?: \w+){0,2} ?$",
    re.IGNORECASE,
)


class TooLong(Exception):
    """More was pasted than the toolkit's page can hold. `str()` says so, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a status word says. None: it does not speak of that."""

    mandatory: bool | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a line: it begins a question when `ref` is there, and else carries on."""

    ref: str
    text: str


def lines_of(text: str) -> Iterator[str]:
    """Yield lines that hold something, with single blanks, tabs kept, without invisible characters.

    Raises TooLong for more than two million characters or a hundred thousand such lines.
    """
    if len(text) > LONGEST:
        raise TooLong(MUCH_TOO_LONG)
    lines = filter(str.strip, _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text)).split("\n"))
    for number, line in enumerate(lines, 1):
        if number > MOST_LINES:
            raise TooLong(MUCH_TOO_LONG)
        yield _STATUS_GLUED.sub("\\1\t", _BLANKS.sub(" ", line)).strip(" ")


def segments_of(line: str) -> Iterator[Segment]:
    """Split a line where questions begin. Numbers that only point elsewhere stay in the text."""
    starts = list(_starts(line))
    if not starts or starts[0].start():
        yield Segment(ref="", text=line[: starts[0].start()] if starts else line)
    ends = [*(following.start() for following in starts[1:]), len(line)]
    for found, end in zip(starts, ends, strict=False):
        yield Segment(ref=found["ref"], text=line[found.end() : end])


def _starts(line: str) -> Iterator[re.Match[str]]:
    first = _AT_START.match(line)
    if first:
        yield first
    for found in _WITHIN.finditer(line, first.end() if first else 0):
        before = line[max(0, found.start() - 60) : found.start()]
        unlabelled = _LABELS_BEFORE.sub("", before)
        if unlabelled != before and unlabelled.strip() and not _ENDS_A_QUESTION.search(unlabelled):
            continue
        if not _POINTS_ELSEWHERE.search(unlabelled):
            yield found


def is_section(line: str) -> bool:
    """Say whether a line is the heading of a standard or an assertion."""
    return _SECTION.match(line) is not None


def is_button(cell: str) -> bool:
    return cell.casefold() in _BUTTONS


def status_of(cell: str) -> Status | None:
    """Return what a cell says that is nothing but a status word; None for any other."""
    words = cell.casefold().strip("()[]|.: ")
    if words in _MANDATORY_WORDS:
        return Status(mandatory=_MANDATORY_WORDS[words])
    return Status(done=_DONE_WORDS[words]) if words in _DONE_WORDS else None


def without_statuses(text: str) -> tuple[str, list[Status]]:
    """Take status words, written with a capital, off both ends of a question: a few, for no page has more."""
    said: list[Status] = []
    for _ in range(MOST_STATUSES):
        tail = max(0, len(text) - LONGEST_STATUS)
        if last := _STATUS_LAST.search(text, tail):
            text = text[: last.start()].rstrip(" \t|:–—-")
            said.append(status_of(last[1]) or Status())
        elif first := _STATUS_FIRST.match(text):
            text = text[first.end() :]
            said.append(status_of(first[1]) or Status())
        else:
            break
    return text, said


def comment_of(cell: str) -> str | None:
    """Return what follows `Comments:`; None for another cell."""
    found = _COMMENT.match(cell)
    return cell[found.end() :] if found else None


def answer_of(cell: str) -> str | None:
    """Return what follows `Answer:`; None for another cell."""
    found = _ANSWER.match(cell)
    return cell[found.end() :] if found else None


def mandatory_counted(text: str) -> int | None:
    """Return how many mandatory questions the text says there are in all: the largest it names. 1 to 500."""
    flat = " ".join(_INVISIBLE.sub("", text).split())
    alone = _NUMBER_ALONE.fullmatch(flat)
    if alone:
        return _within_reason([int(alone[1])])
    out_of = [int(first or second) for first, second in _OUT_OF.findall(flat)]
    totals = [
        int(found[1])
        for found in _TOTAL.finditer(flat)
        if not _SOME_OF_THEM.search(flat[max(0, found.start() - 40) : found.start()])
    ]
    return _within_reason(out_of) or _within_reason(totals)


def _within_reason(numbers: list[int]) -> int | None:
    return max((number for number in numbers if 1 <= number <= MOST_MANDATORY), default=None)
