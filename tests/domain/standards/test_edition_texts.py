"""The words a tired manager reads: short, British, filled in, and our own."""

from __future__ import annotations

import re

import pytest

from havenkeep.standards.domain.edition import Edition, Item
from havenkeep.standards.domain.edition_files import texts_of
from havenkeep.standards.domain.loading import editions, frameworks
from havenkeep.standards.domain.words import ServiceKind, in_words

LONGEST = {"title": 40, "ask": 120, "why": 220, "trap": 260, "suggested": 420, "stays_human": 120}

AMERICAN = re.compile(
    r"\b(organiz|recogniz|authoriz|summariz|behavior|color|center|licensed?\b|analyz|program\b|fulfill|canceled)",
    re.IGNORECASE,
)

# Each wording once, though editions share most of them.
ITEMS = tuple(
    {(item.ref, item.ask): item for edition in editions().values() for item in edition.items}.values()
)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def words_in_longest_sentence(text: str) -> int:
    return max((len(sentence.split()) for sentence in sentences(text)), default=0)


def test_no_text_is_longer_than_its_place_on_the_page() -> None:
    for item in ITEMS:
        for name, most in LONGEST.items():
            assert len(getattr(item, name)) <= most, (item.ref, name)
        assert 2 <= len(item.title.split()) <= 6, item.title
        assert all(len(line) <= 130 for line in item.good_proof), item.ref
        assert all(len(step) <= 190 for step in item.job.steps), item.ref


def test_a_job_has_three_to_six_steps_and_honest_minutes() -> None:
    for item in ITEMS:
        assert 3 <= len(item.job.steps) <= 6, item.ref
        assert 10 <= item.job.minutes <= 180, item.ref
        assert 2 <= len(item.good_proof) <= 4, item.ref


def test_what_we_ask_is_one_plain_question() -> None:
    for item in ITEMS:
        assert item.ask.count("?") == 1, item.ref
        assert item.ask.endswith("?"), item.ref
        assert words_in_longest_sentence(item.ask) <= 30, item.ref


@pytest.mark.parametrize("kind", ServiceKind)
def test_texts_read_right_for_every_kind_of_service(kind: ServiceKind) -> None:
    for item in ITEMS:
        for text in filter(None, texts_of(item)):
            filled = in_words(text, kind=kind)
            assert not set(filled) & {"{", "}"}, filled
            assert words_in_longest_sentence(filled) <= 32, filled
            assert re.match(r"[A-Z0-9\[]", filled), filled


def test_gaps_to_fill_in_are_square_and_closed() -> None:
    for item in ITEMS:
        assert "[" in item.suggested, item.ref
        for text in (item.suggested, item.not_applicable.say if item.not_applicable else ""):
            assert not set(re.sub(r"\[[^\[\]]+\]", "", text)) & {"[", "]"}, text
        for text in to_be_read(item):
            assert "[" not in text, text


def to_be_read(item: Item) -> tuple[str, ...]:
    return (item.title, item.ask, item.why, item.trap, item.stays_human, *item.good_proof, *item.job.steps)


@pytest.mark.parametrize("edition", editions().values(), ids=lambda edition: edition.id)
def test_editions_and_topics_speak_plain_british_english(edition: Edition) -> None:
    texts = [
        edition.note,
        *(topic.title for topic in edition.topics),
        *(topic.intro for topic in edition.topics),
        *(text for item in edition.items for text in texts_of(item)),
    ]
    for text in texts:
        assert not AMERICAN.search(text), text
        assert "  " not in text, text
        assert "\n" not in text, text


def test_frameworks_speak_plain_british_english() -> None:
    for framework in frameworks().values():
        for text in (framework.note, *(point.summary for point in framework.points)):
            assert not AMERICAN.search(text), text
