"""Paste my toolkit: the lists compared, and answers taken along."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from havenkeep.assessment.actions import NewAnswer, open_provider_submission, save_many
from havenkeep.assessment.models import Response, Submission, ToolkitComparison
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.importing.models import Preview
from havenkeep.standards.domain.edition import AnswerKind, Item
from havenkeep.standards.queries import edition_in_force
from tests.assessment.sheets import mandatory
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def alice(world: World, submission: Submission) -> Client:
    return world.client(world.alice)


def address(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/assessment/toolkit/"


def copied(items: list[Item], answers: dict[str, str] | None = None) -> str:
    """Return a page as it is copied from a browser."""
    said = answers or {}
    lines = ["Data Security and Protection Toolkit", ""]
    for item in items:
        lines += [
            f"{item.ref}\t{item.title}?\tMandatory",
            f"Answer: {said[item.ref]}" if item.ref in said else "",
        ]
    return "\n".join(lines)


def every() -> list[Item]:
    return list(edition_in_force(on=TODAY).mandatory)


def overview(client: Client, world: World) -> str:
    return client.get(f"/homes/{world.thistlewick.ref}/assessment/").content.decode()


def test_a_page_that_matches_is_noted_and_no_page_says_last_year_any_more(
    world: World, alice: Client
) -> None:
    assert "last year’s list" in overview(alice, world)
    result = alice.post(address(world), {"text": copied(every())}, follow=True).content.decode()
    assert "45 questions" in result
    assert "The lists match" in result
    assert ToolkitComparison.objects.get().matches
    assert "last year’s list" not in overview(alice, world)


def test_what_differs_is_named_from_both_sides(world: World, alice: Client) -> None:
    text = copied(every()[1:]) + "\n9.9.9\tA new one?\tMandatory"
    result = alice.post(address(world), {"text": text}, follow=True).content.decode()
    assert "The lists differ" in result
    assert "<strong>9.9.9</strong>" in result
    assert every()[0].title in result
    kept = ToolkitComparison.objects.get()
    assert (kept.missing_here, kept.missing_there, kept.matches) == (["9.9.9"], [every()[0].ref], False)
    assert "Trust your toolkit" in overview(alice, world)
    assert "Only in the toolkit: 9.9.9" in alice.get(address(world)).content.decode()


@pytest.mark.parametrize(("number", "matches"), [("45", True), ("47", False)])
def test_the_number_alone_is_enough(world: World, alice: Client, number: str, matches: bool) -> None:
    page = alice.post(address(world), {"counted": number}, follow=True)
    assert page.status_code == 200
    kept = ToolkitComparison.objects.get()
    assert (kept.counted, kept.matches) == (int(number), matches)
    assert not Preview.objects.exists()


def test_answers_are_taken_along_into_empty_items_only(
    world: World, alice: Client, submission: Submission
) -> None:
    first, second = mandatory(AnswerKind.TEXT)[:2]
    save_many(submission=submission, answers=[NewAnswer(item=first.ref, value="Mine")], by=SYSTEM, at=AT)
    text = copied(every(), {first.ref: "Theirs", second.ref: "Joan leads."})
    response = alice.post(address(world), {"text": text})
    result = alice.get(response.headers["Location"]).content.decode()
    assert "Take 1 answer along" in result
    assert first.title in result
    assert Response.objects.count() == 1
    alice.post(response.headers["Location"])
    kept = {row.item: (row.value, row.origin) for row in Response.objects.all()}
    assert kept == {first.ref: ("Mine", "typed"), second.ref: ("Joan leads.", "pasted")}
    assert alice.post(response.headers["Location"]).status_code == 302
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    "text", ["", "   ", "Hello, this is my shopping list.\n" * 50, "\x00\x07\ufeff", "<script>"]
)
def test_junk_is_one_sentence_and_notes_nothing(world: World, alice: Client, text: str) -> None:
    response = alice.post(address(world), {"text": text})
    assert response.status_code == 422
    assert "There are no question numbers in what you pasted" in response.content.decode()
    assert not ToolkitComparison.objects.exists()


def test_far_too_much_is_one_sentence(world: World, alice: Client) -> None:
    response = alice.post(address(world), {"text": "word " * 500_000})
    assert response.status_code == 422
    assert "far more text" in response.content.decode()
    assert alice.post(address(world), {"text": "x" * 6_000_000}).status_code == 413


def test_a_page_with_questions_speaks_for_itself_whatever_number_stands_beside_it(
    world: World, alice: Client
) -> None:
    alice.post(address(world), {"text": copied(every()), "counted": "12"})
    assert ToolkitComparison.objects.get().matches


def test_an_absurd_number_is_refused(world: World, alice: Client) -> None:
    for number in ("0", "501", "forty"):
        assert alice.post(address(world), {"counted": number}).status_code == 422
    assert not ToolkitComparison.objects.exists()


def test_readers_see_the_comparison_and_cannot_paste(world: World, alice: Client) -> None:
    alice.post(address(world), {"counted": "45"})
    ivy = world.client(world.ivy)
    page = ivy.get(address(world)).content.decode()
    assert "Compared by Alice Fenn" in page
    assert "<textarea" not in page
    assert ivy.post(address(world), {"counted": "45"}).status_code == 403


def test_head_office_compares_its_own(world: World) -> None:
    open_provider_submission(
        provider=world.larkfield,
        edition_id=edition_in_force(on=TODAY).id,
        homes=[world.oak_lodge],
        by=SYSTEM,
        at=AT,
    )
    gina = world.client(world.gina)
    place = f"/providers/{world.larkfield.ref}/assessment/toolkit/"
    text = mandatory(AnswerKind.TEXT)[0]
    response = gina.post(place, {"text": copied(every(), {text.ref: "Joan leads."})})
    gina.post(response.headers["Location"])
    assert Response.objects.get().submission.provider == world.larkfield
