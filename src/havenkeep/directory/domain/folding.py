"""How names are compared, and how they are shown: the national lists shout, people do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORD = re.compile(r"\d+-\d{4,}|[a-z0-9]+")
_SAME: Final = {"saint": "st", "limited": "ltd", "road": "rd"}
_MEANINGLESS: Final = frozenset({"and", "the", "of", "ltd"})
_MOST_WORDS: Final = 8
_LONGEST_WORD: Final = 40

_CODE_IN_BRACKETS = re.compile(r"\s*\(\s*([A-Za-z0-9]{3,12})\s*\)\s*$")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL: Final = frozenset({"and", "at", "by", "for", "in", "of", "on", "the", "to", "with"})
_SHOUTED: Final = frozenset(
    {"ccg", "cic", "cio", "icb", "ii", "iii", "iv", "llp", "nhs", "plc", "rnib", "uk", "ymca", "ywca"}
)
_SHORTENED: Final = {"st": "St", "dr": "Dr", "mr": "Mr", "mrs": "Mrs", "ltd": "Ltd", "rd": "Rd"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_VOWELS: Final = frozenset("aeiouy")


def fold(text: str) -> str:
    """Words in lower case without accents, apostrophes or punctuation; & is "and", Saint is "st".

    A CQC number such as 1-123456789 stays one word.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.replace("&", " and ").replace("'", "").replace("’", "").replace("`", "")
    return " ".join(_SAME.get(word, word) for word in _WORD.findall(plain))


def haystack(*, names: Iterable[str], places: Iterable[str], postcode: str, codes: Iterable[str]) -> str:
    """All that a row may be found by, folded, with a space before every word so that beginnings match."""
    squashed = "".join(fold(postcode).split())
    words = [fold(text) for text in (*names, *places, postcode, *codes) if text]
    return f" {' '.join(dict.fromkeys([*words, squashed]))}".rstrip()


def search_words(text: str) -> tuple[str, ...]:
    """What to look for in a haystack: each word once, and words that tell nothing only when alone."""
    words = list(dict.fromkeys(word[:_LONGEST_WORD] for word in fold(text[:400]).split()))
    telling = [word for word in words if word not in _MEANINGLESS]
    return tuple((telling or words)[:_MOST_WORDS])


def without_code(name: str, *, code: str) -> str:
    """A name without the organisation's own code in brackets, which the toolkit adds to many."""
    match = _CODE_IN_BRACKETS.search(name)
    return name[: match.start()].strip() if match and match[1].upper() == code.upper() else name.strip()


def reading_case(name: str) -> str:
    """A shouted name as a person would write it; a name with any small letter is left alone."""
    if not name.isupper():
        return name
    return _TOKEN.sub(lambda match: _cased(match[0], first=match.start() == 0), name)


def _cased(word: str, *, first: bool) -> str:
    lower = word.lower()
    head, apostrophe, tail = lower.partition("’" if "’" in lower else "'")
    if (lower in _SMALL and not first) or _ORDINAL.fullmatch(lower):
        cased = lower
    elif lower in _SHORTENED:
        cased = _SHORTENED[lower]
    elif (
        lower in _SHOUTED or any(c.isdigit() for c in word) or (lower.isascii() and not _VOWELS & set(lower))
    ):
        cased = word
    elif apostrophe and len(head) == 1 and len(tail) > 1:
        cased = f"{head.upper()}{apostrophe}{tail.capitalize()}"
    elif lower.startswith("mc") and len(lower) > 4:
        cased = f"Mc{lower[2:].capitalize()}"
    else:
        cased = lower.capitalize()
    return cased
