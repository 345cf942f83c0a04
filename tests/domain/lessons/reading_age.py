"""The Flesch–Kincaid grade of English prose, by a small rule for syllables. It leans to counting too many."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]+(?:’[a-z]+)?", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;]+[”’)]*(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_SOUNDS = re.compile(r"[ie]a(?!d|k|l|m|r|s|t|u|v|c|n)|io(?!n|u)|[^q]ua|iet|eo(?!pl)")
_SAID = {"people": 2, "area": 3, "idea": 3, "being": 2, "doing": 2, "going": 2, "quiet": 2, "business": 2}


def syllables(word: str) -> int:
    """Return how many syllables a word has, by its spelling."""
    word = word.lower().split("’")[0]
    if word in _SAID:
        return _SAID[word]
    count = len(_VOWELS.findall(word)) + len(_TWO_SOUNDS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiouscxzg]es$|[aeiouy]le$", word):
        count -= 1
    return max(1, count)


def grade(paragraphs: Iterable[str]) -> float:
    """Return the US school grade (add five for the age) of some paragraphs, each ending a sentence."""
    words: list[str] = []
    sentences = 0
    for paragraph in paragraphs:
        words += _WORD.findall(paragraph)
        sentences += max(1, len(_ENDS.findall(paragraph.strip() + " ")))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
