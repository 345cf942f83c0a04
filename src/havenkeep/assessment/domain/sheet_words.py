"""What people write in the cells of an answer sheet: ticks, not applicable, references."""

from __future__ import annotations

import re
from collections.abc import Iterable

from havenkeep.assessment.domain.answer import NO, YES
from havenkeep.sheets.references import possible_references

_ASIDE = re.compile(
    r"^\W*(?:not\s+applicable|non[- ]applicable|n\s?/\s?a|n\.\s?a\.?|na(?=\W|$)|does\s+not\s+apply"
    r"|doesn['’]?t\s+apply|not\s+relevant)(?![a-z])",
    re.IGNORECASE,
)
# What may follow, so that "Not applicable to agency staff, but all others sign" stays a plain answer.
_REASON_FOLLOWS = re.compile(
    r"^\s*(?:$|[.:;,()\[\]\-–—/|]|\n|(?:as|because|since|we|there|no|none|nobody|here|currently"
    r"|(?:to|for|at|in)\s+(?:us|this|our))\b)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"^[\s.:;,)\]\-–—/|]*(?:(?:as|because|since)\s+)?", re.IGNORECASE)

_SAYS_YES = frozenset(
    {"yes", "y", "yeah", "yep", "true", "t", "1", "x", "ok", "okay", "tick", "ticked", "checked", "confirmed"}
    | {"confirm", "complete", "completed", "done", "agreed", "met", "achieved", "in place", "yes we do"}
    | {
        "yes it is",
        "yes confirmed",
        "i confirm",
        "we confirm",
        "affirmative",
        "✓",
        "✔",
        "☑",
        "✅",
        "√",
        "🗸",
        "🗹",
        "☒",
    }
)
_SAYS_NO = frozenset(
    {"no", "n", "nope", "false", "f", "0", "unticked", "not ticked", "unchecked", "not confirmed", "not met"}
    | {"not done", "not completed", "not complete", "incomplete", "not yet", "not in place", "no not yet"}
    | {"no we do not", "no we don't", "no we dont", "☐", "✗", "✘", "❌", "✕"}
)
_TICKS = re.compile(r"^[\[(]?\s*(?P<mark>[✓✔☑✅√🗸🗹☒☐✗✘❌✕])\ufe0f?\s*[\])]?\s*(?P<rest>.*)$", re.DOTALL)
_STARTS_YES = re.compile(r"^(?:yes|confirmed|ticked)\b[\s,.:;()\-–—!/|]*(?P<rest>.*)$", re.I | re.DOTALL)
_STARTS_NO = re.compile(
    r"^(?:no|not yet)(?:\s*[,.:;()\-–—!/|\n]+\s*|\s+(?=(?:we|not|it|they|this|but|i)\b))(?P<rest>.*)$",
    re.I | re.DOTALL,
)
_EDGES = "[](){}<>.,;:!*'\"“”‘’ \t\n\ufe0f"

_LABEL = r"(?:(?:evidence|items?|questions?|assertion|ref|reference|no|number|q)(?:\b|(?=\d))[\s.:#-]*)*"
_REFERENCE = re.compile(
    rf"^[^\w]{{0,6}}{_LABEL}(?P<ref>[a-z0-9]{{1,4}}(?:\s?\.\s?[0-9a-z]{{1,4}}){{1,3}})\.?(?![\w])",
    re.IGNORECASE,
)
_OTHER_POINTS = re.compile(r"^\d{1,2}(?:\s?[-/,]\s?\d{1,2}){2}$")
_YEAR_FIRST = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}(?!\d)")


def read_aside(text: str) -> str | None:
    """Return the reason when a text says *not applicable*, perhaps an empty one; None when it does not."""
    found = _ASIDE.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return _JOINS.sub("", rest).strip() if _REASON_FOLLOWS.match(rest) else None


def read_tick(text: str) -> tuple[str, str]:
    """Return `yes`, `no` or an empty text, and what was written beside it. “Yes/No” is neither."""
    plain = " ".join(text.split()).casefold().strip(_EDGES).replace("’", "'")
    whole = plain.replace(",", "")
    if whole in _SAYS_YES:
        return YES, ""
    if whole in _SAYS_NO:
        return NO, ""
    marked = _TICKS.match(text.strip())
    if marked is not None:
        return (YES if marked["mark"] in _SAYS_YES else NO), marked["rest"].strip()
    for pattern, value in ((_STARTS_YES, YES), (_STARTS_NO, NO)):
        found = pattern.match(text.strip())
        if found is not None and not _is_tick(found["rest"]):
            return value, found["rest"].strip()
    return "", ""


def _is_tick(text: str) -> bool:
    return " ".join(text.split()).casefold().strip(_EDGES) in _SAYS_YES | _SAYS_NO


def written_references(text: str) -> tuple[str, ...]:
    """Return the references that a cell may begin with, likeliest first; empty when it begins with none.

    Spaces, leading noughts and a label such as “Evidence item” do not matter. Two-part numbers count only as
    what a spreadsheet may have made of three.
    """
    text = text.strip()
    other = _OTHER_POINTS.match(text)
    if other is not None and not _YEAR_FIRST.match(text):
        return (_tidied(re.sub(r"[-/,\s]+", ".", text)),)
    possible = possible_references(text)
    if len(possible) > 1 or (possible and possible[0] != text):
        return tuple(_tidied(one) for one in possible)
    found = _REFERENCE.match(text)
    return (_tidied(found["ref"]),) if found else ()


def same_reference(text: str) -> str:
    """Return a reference in the form in which references are compared."""
    return _tidied(text)


def said_once(texts: Iterable[str]) -> str:
    """Return several texts as lines, each once, the empty ones left out."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _tidied(ref: str) -> str:
    parts = re.sub(r"\s+", "", ref).casefold().split(".")
    return ".".join(str(int(part)) if part.isdecimal() else part for part in parts)
