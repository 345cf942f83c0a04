"""The text that is signed: its points, its digest, and our starting words."""

from __future__ import annotations

from havenkeep.joining.domain import starting
from havenkeep.joining.domain.papers import digest_of, points_of


def test_points_are_lines_without_bullets() -> None:
    assert points_of("• One\n\n  - Two  words \n\t\n–") == ["One", "Two words"]


def test_the_digest_tells_texts_apart_also_where_they_are_cut() -> None:
    assert digest_of(["ab", "c"]) != digest_of(["a", "bc"])
    assert digest_of(["a", "b"]) != digest_of(["b", "a"])
    assert len(digest_of([])) == 64


def test_our_points_are_few_and_cover_what_the_toolkit_asks() -> None:
    assert 8 <= len(starting.POINTS) <= 10
    words = " ".join(starting.POINTS).casefold()
    assert all(word in words for word in ("password", "e-mail", "private", "lost", "data protection"))


def test_our_clause_covers_secret_right_and_within_reach() -> None:
    assert all(
        word in starting.CLAUSE for word in ("confidential", "within reach", "at once", "safeguarding")
    )
