from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.printing.glyphs import (
    LONGEST_WORD,
    NO_SHAPE,
    characters_of,
    drawable,
    in_shapes,
    text_in_shapes,
)
from havenkeep.printing.pdf_child import FONTS

KNOWN = drawable(sorted(FONTS.rglob("*.ttf")))


def test_the_house_font_is_there_and_draws_the_alphabet() -> None:
    drawn = characters_of(FONTS / "AtkinsonHyperlegibleNext-Regular.ttf")
    assert {ord(letter) for letter in "abcXYZ0123456789£é–"} <= drawn
    assert ord("ش") not in drawn


def test_names_in_other_alphabets_are_drawn_by_the_second_font() -> None:
    name = "Łukasz Ștefan Ольга Ελένη שרה فاطمة"
    assert text_in_shapes(name, known=KNOWN) == name


def test_an_emoji_without_a_shape_is_named() -> None:
    assert text_in_shapes("Done 🎉", known=KNOWN) == "Done [party popper]"


def test_a_letter_without_a_shape_is_boxed_and_the_mark_on_it_goes() -> None:
    letter_and_mark = "\u0d2e\u0d4d"
    assert text_in_shapes(f"a{letter_and_mark}b", known=KNOWN) == f"a{NO_SHAPE}b"


def test_a_tab_becomes_a_space_because_no_font_draws_it() -> None:
    assert text_in_shapes("a\tb", known=KNOWN) == "a b"


def test_a_long_word_gets_places_to_break_and_loses_no_letter() -> None:
    word = "x" * 1000
    shaped = text_in_shapes(word, known=KNOWN)
    assert shaped.replace("\u200b", "") == word
    assert max(len(piece) for piece in shaped.split("\u200b")) <= LONGEST_WORD


def test_texts_are_shaped_at_any_depth_and_numbers_are_left_alone() -> None:
    assert in_shapes({"a": ["🎉", 3, None, True, {"b": "ok"}]}, known=KNOWN) == {
        "a": ["[party popper]", 3, None, True, {"b": "ok"}]
    }


def test_a_font_without_a_character_map_is_refused(tmp_path: Path) -> None:
    font = tmp_path / "broken.ttf"
    font.write_bytes(b"\x00\x01\x00\x00\x00\x00" + b"\x00" * 20)
    with pytest.raises(ValueError, match="cmap"):
        characters_of(font)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_nothing_is_left_that_no_font_can_draw(text: str) -> None:
    assert {ord(letter) for letter in text_in_shapes(text, known=KNOWN)} <= KNOWN | {0x200B}
