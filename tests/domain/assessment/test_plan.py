from __future__ import annotations

from datetime import timedelta

from havenkeep.assessment.domain.plan import JobKind, left, next_job, plan
from havenkeep.assessment.domain.standing import Assessed, assess
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.evidence.domain.finding import FindingState
from havenkeep.standards.domain.edition import Job, Level
from tests.domain.assessment.making import ON, answer, edition, finding, item, status


def _assessed(*statuses: ItemStatus) -> Assessed:
    return assess(edition(*(row.item for row in statuses)), statuses, on=ON)


CONTRADICTED = status(item("c.1"), answer=answer(), findings=[finding(FindingState.NOT_MET)])
DRAFT = status(item("d.1"), answer=answer(confirmed=False))
LONG = status(item("t.1", job=Job(steps=("Do.",), minutes=90)))
SHORT = status(item("t.2"))
FIRST = status(item("t.3", level=Level.APPROACHING, job=Job(steps=("Do.",), minutes=60)))
READY = status(item("y.1"), answer=answer())


def test_contradictions_come_first_then_confirming_then_work_by_level_and_length() -> None:
    found = left(_assessed(LONG, SHORT, FIRST, DRAFT, CONTRADICTED, READY))
    assert [row.item.ref for row in found] == ["c.1", "d.1", "t.3", "t.2", "t.1"]


def test_the_next_job_is_one() -> None:
    assert next_job(_assessed(DRAFT, CONTRADICTED)).refs == ("c.1",)
    assert next_job(_assessed(SHORT, DRAFT)).kind is JobKind.CONFIRM
    assert next_job(_assessed(LONG, SHORT)).refs == ("t.2",)
    assert next_job(_assessed(READY)).kind is JobKind.PUBLISH


def test_the_plan_spreads_to_a_fortnight_before_the_deadline() -> None:
    assessed = _assessed(LONG, SHORT, FIRST)
    steps = plan(assessed, start=ON)
    assert [step.status.item.ref for step in steps] == ["t.3", "t.2", "t.1"]
    assert steps[-1].due_on == assessed.edition.deadline - timedelta(days=14)
    assert steps[0].due_on < steps[1].due_on < steps[2].due_on


def test_after_the_deadline_everything_is_due_within_four_weeks() -> None:
    late = plan(_assessed(SHORT), start=ON.replace(year=2028))
    assert late[0].due_on == ON.replace(year=2028) + timedelta(days=28)


def test_nothing_left_makes_no_plan() -> None:
    assert plan(_assessed(READY), start=ON) == []
