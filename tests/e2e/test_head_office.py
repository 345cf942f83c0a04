"""Head office answers once for two homes; one says that it is not true here, and it is put right."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
POLICY = "Policy on keeping data safe"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_home_says_not_true_here_and_head_office_mends_it(journey: Begin, width: int) -> None:
    gina = journey(Stage.GROUP, width=width)
    gina.signs_in("gina.holt@example.org")
    gina.opens("Larkfield Care Ltd")
    gina.opens("Head office answers for some services")
    gina.ticks("Thistlewick House", "Oak Lodge")
    gina.presses("Save")
    gina.opens("Open head office’s answers")
    answers(gina, "Yes")

    bea = journey(Stage.GROUP, width=width)
    bea.signs_in("bea.cole@example.org")
    assert bea.next_job == "Say what is true here"
    bea.opens("Start this job")
    bea.sees("1 of 1 wait for your word.", POLICY)
    bea.opens("Not true here")
    bea.presses("Tell head office", refused=422)
    bea.types("What is different here?", "Our copy is of 2019.")
    bea.presses("Tell head office")
    bea.sees("Head office sees this now.")

    gina.goes_to("/")
    gina.opens("Larkfield Care Ltd")
    gina.opens("Open head office’s answers")
    gina.opens("1 answer and your records do not agree")
    gina.opens(POLICY)
    gina.sees("Contradicted", "Oak Lodge says this is not true there: Our copy is of 2019.")
    gina.unfolds("Change the answer")
    gina.types("Comment (optional)", "Oak Lodge has version 4 now.")
    gina.presses("Save and confirm")

    bea.goes_home()
    bea.opens("Start this job")
    bea.ticks_the_first("True here")
    bea.presses("Say that the ticked ones are true here")
    bea.sees("1 said to be true here.")

    gina.goes_to("/")
    gina.opens("Larkfield Care Ltd")
    gina.opens("Open head office’s answers")
    gina.does_not_see("do not agree")


def answers(gina: Journey, answer: str) -> None:
    gina.opens("See what is left")
    gina.opens(POLICY)
    gina.chooses(answer, of="Our answer")
    gina.presses("Save and confirm")
    gina.sees("Saved and confirmed.")
