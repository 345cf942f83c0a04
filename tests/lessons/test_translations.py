"""A translation is stood for by somebody who speaks the language, until a word of it changes."""

from __future__ import annotations

from typing import Any

import pytest

from havenkeep.lessons.actions import CannotLearn, review_translation
from havenkeep.lessons.domain.words import digest_of_words
from havenkeep.lessons.models import TranslationReview
from havenkeep.lessons.pages.translations import chapters_of
from havenkeep.people.models import Person
from tests.lessons.conftest import Learner
from tests.world import AT, World

MARK = "Tego tłumaczenia nie sprawdziła jeszcze"


def at(world: World, rest: str = "everyone/pl/") -> str:
    return f"/homes/{world.thistlewick.ref}/training/translations/{rest}"


def read(grace: Learner) -> str:
    return grace.client.get(grace.lesson()).content.decode()


@pytest.fixture
def polish(grace: Learner) -> Learner:
    Person.objects.update(language="pl")
    return grace


def test_what_nobody_has_checked_says_so_until_somebody_signs(polish: Learner, world: World) -> None:
    assert MARK in read(polish)
    client = world.client(world.alice)
    assert client.post(at(world), {"digest": digest_of_words("everyone", "pl")}).status_code == 422
    told = {"digest": digest_of_words("everyone", "pl"), "confirm": "1"}
    for _ in range(2):
        assert client.post(at(world), told).status_code == 302
    assert MARK not in read(polish)
    assert TranslationReview.objects.count() == 1
    assert "Signed by Alice Fenn" in client.get(at(world, "")).content.decode()


def test_english_needs_nobody(grace: Learner) -> None:
    assert "ls-unreviewed" not in read(grace)


def test_words_that_changed_are_unreviewed_again(polish: Learner, world: World) -> None:
    world.client(world.alice).post(at(world), {"digest": digest_of_words("everyone", "pl"), "confirm": "1"})
    TranslationReview.objects.update(digest="of older words")
    assert MARK in read(polish)


def test_words_that_changed_while_they_were_read_cannot_be_signed(world: World) -> None:
    answer = world.client(world.alice).post(at(world), {"digest": "of older words", "confirm": "1"})
    assert answer.status_code == 422
    assert "These texts have changed since you opened them." in answer.content.decode()
    with pytest.raises(CannotLearn):
        review_translation(
            home=world.thistlewick,
            course_id="everyone",
            language="pl",
            seen_digest="",
            by=world.alice.as_actor(origin=""),
            at=AT,
        )


def test_it_holds_for_every_home_of_the_provider_and_for_no_other(polish: Learner, world: World) -> None:
    told = {"digest": digest_of_words("everyone", "pl"), "confirm": "1"}
    world.client(world.charlie).post(f"/homes/{world.brookside.ref}/training/translations/everyone/pl/", told)
    assert MARK in read(polish)
    world.client(world.gina).post(f"/homes/{world.oak_lodge.ref}/training/translations/everyone/pl/", told)
    assert MARK not in read(polish)


def test_everything_a_learner_reads_stands_beside_the_english() -> None:
    pieces = [piece for chapter in chapters_of("everyone", "pl") for piece in chapter.pieces]
    assert len(pieces) > 300
    assert any(piece.other == "Sprawdź odpowiedź" for piece in pieces)


def test_who_may_only_look_sees_no_signature_box(world: World) -> None:
    assert 'name="confirm"' not in world.client(world.ivy).get(at(world)).content.decode()
    assert world.client(world.ivy).post(at(world), {"confirm": "1"}).status_code == 403


@pytest.mark.parametrize("rest", ["everyone/en/", "everyone/xx/", "nothing/pl/"])
def test_what_is_no_translation_is_not_there(world: World, rest: str) -> None:
    assert world.client(world.alice).get(at(world, rest)).status_code == 404


def test_the_pages_ask_this_often(world: World, django_assert_num_queries: Any) -> None:
    client = world.client(world.alice)
    for rest in ("", "everyone/pl/"):
        with django_assert_num_queries(4):
            client.get(at(world, rest))
