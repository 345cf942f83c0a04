from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from havenkeep.printing.text import printable

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


def test_line_ends_of_every_kind_become_one() -> None:
    assert printable("a\r\nb\rc\x0bd\x0ce\u2028f") == "a\nb\nc\nd\ne\nf"


def test_controls_and_halves_of_characters_go() -> None:
    assert printable("a\x00\x07\x1b\ud800\ufffe\U0001fffeb") == "ab"


def test_an_override_of_direction_cannot_make_a_line_read_otherwise() -> None:
    assert printable("pay \u202e9.01 sdnuop\u202c") == "pay 9.01 sdnuop"


def test_letters_marks_tabs_and_emoji_stay() -> None:
    text = "Zoë\tשלום العربية\u200f 👩\u200d👧 £5 – “so”"
    assert printable(text) == text


@given(ANYTHING)
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert not {unicodedata.category(letter) for letter in once if letter not in "\n\t"} & {"Cc", "Cs"}
