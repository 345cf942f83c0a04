from __future__ import annotations

import pytest

from havenkeep.assessment.actions import NewAnswer, open_submission, save_answer
from havenkeep.assessment.models import Submission
from havenkeep.standards.domain.edition import AnswerKind, Item
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World


@pytest.fixture
def submission(world: World) -> Submission:
    """Thistlewick House's own answers for the edition in force, nothing answered yet."""
    edition = edition_in_force(on=TODAY)
    return open_submission(home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT)


@pytest.fixture
def ticks() -> list[Item]:
    """The mandatory yes-or-no items that no check judges."""
    edition = edition_in_force(on=TODAY)
    return [one for one in edition.mandatory if one.kind is AnswerKind.YES_NO and not one.checks]


def say(
    submission: Submission,
    item: Item,
    value: str = "yes",
    *,
    seen: int = 0,
    world: World,
    confirm: bool = True,
) -> None:
    save_answer(
        submission=submission,
        answer=NewAnswer(item=item.ref, value=value),
        seen_revision=seen,
        by=world.alice.as_actor(),
        at=AT,
        confirm=confirm,
    )
