"""What the records find, for one home or many, and that a yes against 88% is a contradiction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from havenkeep.assessment.actions import NewAnswer, confirm_answer, open_submission, save_answer
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.organisations.actions import change_profile
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.standards.queries import edition_in_force
from havenkeep.training import findings
from havenkeep.training.actions import withdraw_completion
from havenkeep.training.domain.outcomes import Outcome
from tests.training.team import hire, staff, teach
from tests.world import AT, TODAY, World


def everyone(home: Home) -> Finding:
    return findings.everyone(homes=Home.objects.filter(pk=home.pk), on=TODAY)[home.pk]


def leads(home: Home) -> Finding:
    return findings.leads(homes=Home.objects.filter(pk=home.pk), on=TODAY)[home.pk]


def status(world: World, check: str) -> ItemStatus:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=SYSTEM, at=AT)
    home = Home.objects.select_related("provider", "profile").get(pk=world.thistlewick.pk)
    statuses = lay(submission, on=TODAY, homes=[home]).assessed.statuses
    return next(one for one in statuses if check in one.item.checks)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def test_a_home_without_a_staff_list_is_left_out(world: World) -> None:
    assert findings.everyone(homes=Home.objects.all(), on=TODAY) == {}


def test_nobody_noted_could_not_be_told(world: World) -> None:
    staff(world.thistlewick, 3, trained=0)
    assert everyone(world.thistlewick).state is FindingState.COULD_NOT_TELL


def test_95_is_met_and_says_its_numbers_and_when_it_falls(world: World) -> None:
    staff(world.thistlewick, 42, trained=40)
    last = hire(world.thistlewick, "Tam Hill")
    teach(last, TODAY - timedelta(days=280))
    found = everyone(world.thistlewick)
    assert found.sentence == (
        "41 of 43 people trained in the last 12 months (95.3%); drops to 93% on 17 February "
        "when 1 certificate lapses."
    )
    assert (found.state, found.numerator, found.denominator) == (FindingState.MET, 41, 43)


def test_what_falls_within_60_days_is_lapsing(world: World) -> None:
    staff(world.thistlewick, 42, trained=40)
    teach(hire(world.thistlewick, "Tam Hill"), TODAY - timedelta(days=330))
    assert everyone(world.thistlewick).state is FindingState.LAPSING


def test_one_of_nineteen_missing_is_not_met(world: World) -> None:
    staff(world.thistlewick, 19, trained=18)
    found = everyone(world.thistlewick)
    assert found.state is FindingState.NOT_MET
    assert "18 of 19" in found.sentence
    assert "(94.7%). 1 more person to train for 95%." in found.sentence


def test_leavers_one_offs_and_those_without_access_do_not_count_and_a_starter_does(world: World) -> None:
    home = world.thistlewick
    teach(hire(home, "Ann Low"))
    teach(hire(home, "Gone Away", ended_on=TODAY - timedelta(days=1)))
    hire(home, "Once Only", engagement=Engagement.ONE_OFF)
    hire(home, "No Access", sees_personal_data=False)
    assert everyone(home).denominator == 1
    hire(home, "New Here", started_on=TODAY)
    found = everyone(home)
    assert (found.numerator, found.denominator) == (1, 2)


def test_four_subjects_from_several_courses_count_and_three_do_not(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    for outcome in (Outcome.RIGHTS, Outcome.THREATS, Outcome.REPORTING):
        teach(person, course=outcome.value, covers=[outcome])
    assert everyone(world.thistlewick).state is FindingState.NOT_MET
    done = teach(person, course="rest", covers=[Outcome.SAFEKEEPING])
    assert everyone(world.thistlewick).state is FindingState.MET
    withdraw_completion(completion=done, by=SYSTEM, at=AT)
    assert everyone(world.thistlewick).state is FindingState.NOT_MET


def test_the_planned_day_is_told_when_it_will_not_do(world: World) -> None:
    staff(world.thistlewick, 20, trained=20, on=TODAY - timedelta(days=200))
    planned = TODAY + timedelta(days=300)
    change_profile(home=world.thistlewick, changes={"publishing_on": planned}, by=SYSTEM, at=AT)
    assert "the planned day, it would be 0%." in everyone(world.thistlewick).sentence


def test_a_yes_against_88_per_cent_is_contradicted(world: World) -> None:
    staff(world.thistlewick, 25, trained=22)
    item = status(world, "training.everyone").item
    edition = edition_in_force(on=TODAY)
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=SYSTEM, at=AT)
    save_answer(
        submission=submission, answer=NewAnswer(item=item.ref, value="yes"), seen_revision=0, by=SYSTEM, at=AT
    )
    confirm_answer(submission=submission, item=item.ref, revision=1, by=world.alice.as_actor(), at=AT)
    now = status(world, "training.everyone")
    assert now.words == "Contradicted"
    assert "22 of 25 people trained in the last 12 months (88%)" in now.findings[0].finding.sentence


def test_yes_is_drafted_only_when_it_is_met(world: World) -> None:
    people = staff(world.thistlewick, 4, trained=3)
    assert status(world, "training.everyone").draft == ""
    teach(people[3])
    assert status(world, "training.everyone").draft == "yes"


@pytest.mark.parametrize("check", [findings.everyone, findings.leads])
def test_thirty_homes_ask_no_more_than_one(
    world: World, check: Any, django_assert_max_num_queries: Any
) -> None:
    homes = [world.thistlewick, world.oak_lodge, world.brookside]
    made = [
        Home(provider=world.larkfield, name=f"House {n}", slug=f"house-{n}", ref=f"h{n}", made_at=AT)
        for n in range(27)
    ]
    homes += Home.objects.bulk_create(made)
    for home in homes:
        appoint(home=home, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
        staff(home, 2, trained=1)
    for count in (1, 30):
        asked = Home.objects.filter(pk__in=[home.pk for home in homes[:count]])
        with django_assert_max_num_queries(3):
            assert len(check(homes=asked, on=TODAY)) == count


def test_the_course_for_everyone_is_not_enough_for_the_lead(world: World) -> None:
    home = world.thistlewick
    appoint(home=home, duty=Duty.LEAD, name="Lena Reed", job_title="deputy manager", by=SYSTEM, at=AT)
    assert leads(home).sentence == "Lena Reed is not on the staff list, so their training cannot be told."
    lena = hire(home, "Reed, Lena")
    teach(lena)
    assert leads(home).state is FindingState.NOT_MET
    assert "Lena" not in leads(home).sentence
    assert "The data security lead (deputy manager) has no training for this duty" in leads(home).sentence
    teach(lena, course="lead", title="Leading on data security", covers=[], for_role="lead")
    found = leads(home)
    assert found.state is FindingState.MET
    assert found.draft == (
        "Lena Reed, deputy manager, is the data security lead and finished Leading on data security "
        "on 23 November 2026."
    )


def test_after_a_handover_the_new_holder_needs_training_and_the_post_is_named(world: World) -> None:
    home = world.thistlewick
    before = TODAY - timedelta(days=90)
    appoint(home=home, duty=Duty.LEAD, name="Lena Reed", since=before, by=SYSTEM, at=AT)
    teach(hire(home, "Lena Reed"), course="lead", covers=[], for_role="lead")
    assert leads(home).state is FindingState.MET
    hire(home, "Tam Hill")
    appoint(home=home, duty=Duty.LEAD, name="Tam Hill", since=TODAY, by=SYSTEM, at=AT)
    found = leads(home)
    assert found.state is FindingState.NOT_MET
    assert found.sentence.startswith("The data security lead changed on 23 November 2026")


def test_two_of_one_name_are_asked_about_and_a_choice_settles_it(world: World) -> None:
    home = world.thistlewick
    first, _ = hire(home, "Lena Reed"), hire(home, "lena reed")
    teach(first, course="lead", covers=[], for_role="lead")
    row = appoint(home=home, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
    assert leads(home).state is FindingState.COULD_NOT_TELL
    type(row).objects.filter(pk=row.pk).update(person=first)
    assert leads(home).state is FindingState.MET
