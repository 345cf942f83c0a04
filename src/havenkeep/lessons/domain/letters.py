"""The answers of a paper quiz, as letters on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from havenkeep.lessons.domain.drawing import Asked

LETTERS = "ABCD"
NONE = "-"


class BadLetters(ValueError):
    """Letters that do not fit the quiz; the sentence is for the reader."""


def letter_of(asked: Asked) -> str:
    """Return the letter of the right option, as it stands on the paper."""
    return LETTERS[asked.order.index(asked.question.right)]


def read_letters(text: str, asked: Sequence[Asked]) -> str:
    """Return typed answers as they are kept: capitals, a hyphen for none. Raises `BadLetters`."""
    letters = "".join(sign for sign in text.upper() if sign not in " ,;./\t")
    if len(letters) != len(asked):
        raise BadLetters(
            f"There are {len(asked)} questions and {len(letters)} letters. Write - where there is none."
        )
    for number, (letter, one) in enumerate(zip(letters, asked, strict=True), 1):
        offered = LETTERS[: len(one.order)]
        if letter != NONE and letter not in offered:
            raise BadLetters(f"Question {number} has the answers {', '.join(offered)}. You entered {letter}.")
    return letters


def right_of(text: str, asked: Sequence[Asked]) -> int:
    """Return how many of the typed answers are right. Raises `BadLetters`."""
    letters = read_letters(text, asked)
    return sum(letter == letter_of(one) for letter, one in zip(letters, asked, strict=True))
