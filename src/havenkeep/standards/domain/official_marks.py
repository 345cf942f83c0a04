"""The small words of the official sheet: references, categories, organisation types, levels, answer types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from havenkeep.standards.domain.edition import AnswerKind

LONGEST_MARK = 400
MOST_CLAUSES = 12
LONGEST_LIST = 1_000
EVERY_CATEGORY = frozenset({1, 2, 3, 4, 5})


class Reach(Enum):
    """Whether some words speak of our type of organisation, only of others, or of none."""

    OURS = "ours"
    OTHERS = "others"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one cell says of a row's level. `asked` is False for 'not applicable' and for a blank."""

    asked: bool
    mandatory: bool = False
    approaching: bool | None = None
    names_level: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReference:
    """A reference of three numbers, and what stood after it in the same cell."""

    ref: str
    rest: str


ORGANISATIONS: Mapping[str, str] = {
    "social care": r"(?:adult )?social care|care homes?|care providers?|(?:home|domiciliary) ?care"
    r"|residential care|nursing homes?|supported living|asc",
    "pharmacy": r"pharmac\w*|dispensing appliance\w*",
    "dentist": r"dent(?:ist|al)\w*",
    "optician": r"optic\w*|optom\w*|ophthalm\w*",
    "local authority": r"local authorit\w*|councils?|la",
    "university": r"universit\w*|academic\w*|higher education",
    "company": r"compan(?:y|ies)|(?:it |key it )?suppliers?|business partners?",
    "charity": r"charit\w*|hospices?|voluntary|third sector",
    "general practice": r"gps?|general practices?|gp practices?",
    "nhs body": r"(?:nhs )?trusts?|albs?|arms length bod\w*|csus?|icbs?|ccgs?|oes|nhs england|secondary use",
    "other": r"others?|prisons?|independent providers?",
}

_REFERENCE = re.compile(
    r"(?:(?:evidence|item|question|reference|ref|no)\b[ .:#-]*)*[(\[]?"
    r"([0-9]{1,2}) ?\. ?([0-9]{1,2}) ?\. ?([0-9]{1,2})[)\]]?\.?(?![0-9a-z]|\.[0-9a-z])[ :–—-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_CATEGORY = re.compile(
    r"(?<![a-z])cat(?:egor(?:y|ies)|s)?[\s._:-]*([1-9](?:(?:[\s,/&+–-]|and|or|to)+[1-9](?![0-9]))*)(?![0-9])",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[1-5](?:\.0)?(?:(?:[\s,/&+–-]|and|or|to)+[1-5](?:\.0)?)*", re.IGNORECASE)
_RANGE = re.compile(r"([1-9])\s*(?:-|–|to)\s*([1-9])", re.IGNORECASE)
_DATE = re.compile(
    r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}.*|[0-9]{1,2}-[a-z]{3}(?:-[0-9]{2,4})?"
    r"|[a-z]{3}-[0-9]{1,4}|[2-6][0-9]{4}(?:\.0+)?",
    re.IGNORECASE | re.DOTALL,
)
_MANGLED: tuple[tuple[re.Pattern[str], str], ...] = (
    (_DATE, "a spreadsheet has turned it into a date"),
    (re.compile(r"[0-9]{1,2}:[0-9]{2}.*", re.DOTALL), "a spreadsheet has turned it into a time"),
    (re.compile(r"#[A-Z/0-9]+[!?]?"), "it is a spreadsheet error"),
    (re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?"), "it has lost one of its three numbers"),
)

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)

_YES = frozenset({"y", "yes", "true", "1", "1 0", "x", "✓", "✔", "√", "☑", "☒", "required", "tick"})
_MANDATORY = frozenset({"m", "mandatory", "sm", "standards met", "mandatory standards met", "compulsory"})
_NO = frozenset({"n", "no", "false", "0", "0 0", "not required", "✗", "✘", "☐"})
_OPTIONAL = frozenset({"o", "optional", "non mandatory", "nonmandatory", "not mandatory", "recommended"})
_NOT_ASKED = frozenset(
    {"", "n a", "na", "not applicable", "-", "–", "—", "none", "not asked", "not in scope"}
)
_APPROACHING = frozenset(
    {"a", "as", "approaching", "approaching standards", "m a", "ma", "a m", "m as", "as sm", "as m"}
    | {"mandatory as", "mandatory approaching", "mandatory approaching standards", "as and sm"}
    | {"approaching standards and standards met", "approaching standards standards met"}
)
_SAYS_NOT = re.compile(r"^no\b|\b(?:optional|not? mandatory|non mandatory|not required)\b")
_SAYS_LEVEL = re.compile(r"\b(?:mandatory|required|compulsory|standards met|yes|m)\b")
_SAYS_UNASKED = re.compile(r"\b(?:not applicable|not asked)\b")
_EXCEPT = re.compile(r"\b(?:except(?:ing)?(?: for)?|excluding|other than|apart from|but not|not for)\b")
_EVERYONE = re.compile(r"(?:all|every|everyone)\b")

_KINDS: tuple[tuple[re.Pattern[str], AnswerKind], ...] = (
    (re.compile(r"\bdate\b"), AnswerKind.DATE),
    (re.compile(r"\b(?:document|upload|file|attachment)"), AnswerKind.DOCUMENT),
    (re.compile(r"\b(?:yes|y n|tick|checkbox|check box|boolean|confirm)"), AnswerKind.YES_NO),
    (re.compile(r"\b(?:text|narrative|number|free)"), AnswerKind.TEXT),
)


def clean(text: str) -> str:
    """Return text without control and invisible characters, each run of blanks as one, line ends kept."""
    lines = _BLANKS.sub(" ", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def plain(text: str) -> str:
    """Return small letters and digits with single blanks between: what headings and marks are compared by."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    words = re.sub(r"[\W_]+", " ", folded.replace("'", "").replace("’", "")).strip()
    return words or folded


def read_reference(text: str) -> ReadReference | None:
    """Read `Evidence item` words, three numbers with dots, and whatever follows; None when there are none."""
    found = _REFERENCE.fullmatch(clean(text))
    if found is None:
        return None
    numbers = [int(part) for part in found.group(1, 2, 3)]
    rest = found.group(4).strip()
    if 0 in numbers or _REFERENCE.match(rest.lstrip(",;/&+ ")):
        return None
    return ReadReference(ref=".".join(map(str, numbers)), rest=rest)


def why_mangled(text: str) -> str:
    """Return how a spreadsheet spoilt a reference, as a clause; empty when it was never one."""
    cleaned = clean(text)
    return next((why for pattern, why in _MANGLED if pattern.fullmatch(cleaned)), "")


def categories_named(text: str) -> frozenset[int]:
    """Return the categories that words such as `Cat 2, 3 and 4` or `CATEGORY_3` name."""
    return frozenset(number for found in _CATEGORY.finditer(text) for number in _numbers(found.group(1)))


def categories_listed(text: str) -> frozenset[int] | None:
    """Return the categories of a cell under a heading `Category`; every one for a blank; None if unclear."""
    named = categories_named(text)
    if named:
        return named
    cleaned = clean(text)
    if not cleaned or _EVERYONE.match(cleaned.casefold()):
        return EVERY_CATEGORY
    return frozenset(_numbers(cleaned)) if _NUMBERS.fullmatch(cleaned) else None


def without_categories(text: str) -> str:
    return _CATEGORY.sub(" ", text)


def _numbers(text: str) -> set[int]:
    text = text.replace(".0", "")
    numbers = {int(digit) for digit in re.findall(r"[1-9]", text)}
    for first, last in _RANGE.findall(text):
        numbers.update(range(int(first), int(last) + 1))
    return numbers


def reach_of(text: str, *, organisation_type: str) -> Reach:
    """Say whether a list such as `Pharmacy, Social Care` or `All except dentists` includes us."""
    text = text[:LONGEST_LIST]
    words = plain(text)
    excepted = _EXCEPT.search(words)
    if excepted is not None:
        left_out = _named(words[excepted.end() :], organisation_type=organisation_type)
        if left_out is not Reach.SILENT:
            return Reach.OTHERS if left_out is Reach.OURS else Reach.OURS
    pieces = re.split(r"[,;/|\n•&+()]|\band\b|\bor\b", text.casefold())
    reaches = [_named(plain(piece), organisation_type=organisation_type) for piece in pieces]
    if Reach.OURS in reaches or (_EVERYONE.match(words) and reaches[0] is Reach.SILENT):
        return Reach.OURS
    return Reach.OTHERS if Reach.OTHERS in reaches else Reach.SILENT


def _named(words: str, *, organisation_type: str) -> Reach:
    ours = ORGANISATIONS.get(organisation_type, re.escape(plain(organisation_type)))
    others = (pattern for name, pattern in ORGANISATIONS.items() if name not in {organisation_type, "other"})
    # "Local authority social care" is a council's; "other social care" is ours.
    if any(re.search(rf"\b(?:{pattern})\b", words) for pattern in others):
        return Reach.OTHERS
    if re.search(rf"\b(?:{ours})\b", words):
        return Reach.OURS
    return Reach.OTHERS if re.search(rf"\b(?:{ORGANISATIONS['other']})\b", words) else Reach.SILENT


def read_mark(text: str, *, organisation_type: str) -> Mark | None:
    """Read a level or a tick, also `Mandatory for social care; optional for others`. None: not understood."""
    if len(text) > LONGEST_MARK:
        return None
    words = plain(text)
    if words in _NOT_ASKED:
        return Mark(asked=False)
    if words in _APPROACHING:
        return Mark(asked=True, mandatory=True, approaching=True, names_level=True)
    if words in _YES | _MANDATORY:
        return Mark(asked=True, mandatory=True, names_level=words in _MANDATORY)
    if words in _NO | _OPTIONAL:
        return Mark(asked=True, names_level=words in _OPTIONAL)
    return _read_clauses(text, organisation_type=organisation_type)


def _read_clauses(text: str, *, organisation_type: str) -> Mark | None:
    ours: Mark | None = None
    otherwise: Mark | None = None
    for clause in re.split(r"[;\n]|, (?=optional|mandatory|not )", text.casefold(), maxsplit=MOST_CLAUSES):
        said = _read_clause(plain(clause))
        reach = reach_of(clause, organisation_type=organisation_type)
        if reach is Reach.OURS:
            ours = said or Mark(asked=True, mandatory=True)
        elif reach is Reach.OTHERS and re.search(r"\bothers?\b", clause):
            otherwise = said
        elif reach is Reach.OTHERS and (said is None or said.mandatory):
            otherwise = otherwise or Mark(asked=True, names_level=True)
        elif reach is Reach.SILENT and said is not None:
            ours = ours or said
    return ours or otherwise


def _read_clause(words: str) -> Mark | None:
    if _SAYS_UNASKED.search(words):
        return Mark(asked=False)
    if _SAYS_NOT.search(words):
        return Mark(asked=True, names_level=True)
    approaching = True if re.search(r"\bapproaching\b", words) else None
    if approaching or _SAYS_LEVEL.search(words):
        return Mark(asked=True, mandatory=True, approaching=approaching, names_level=True)
    return None


def read_kind(text: str) -> AnswerKind | None:
    """Read an answer type such as `Yes/No`, `Free text` or `Document upload`."""
    words = plain(text)
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), None)
