"""What the records find, for one home or many, and that a yes against 88% is a contradiction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from havenkeep.assessment.actions import (
    NewAnswer,
    confirm_answer,
    open_provider_submission,
    open_submission,
    save_answer,
)
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.kept import findings_of
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.organisations.actions import change_profile
from havenkeep.organisations.models import Home
from havenkeep.people.actions import note_absence, note_letter, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.standards.queries import edition_in_force
from havenkeep.training import findings
from havenkeep.training.actions import NewCompletion, note_completions, withdraw_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES, Outcome
from havenkeep.training.domain.sources import Source
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
        "41 of 43 people trained in the last 12 months (95.3%); drops to 93.0% on 17 February "
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
    found = everyone(world.thistlewick)
    assert "On 19 September, the planned day of publication, it would be 0.0%." in found.sentence
    assert found.state is FindingState.LAPSING
    for day in (TODAY + timedelta(days=100), TODAY - timedelta(days=1), None):
        change_profile(home=world.thistlewick, changes={"publishing_on": day}, by=SYSTEM, at=AT)
        assert "planned day" not in everyone(world.thistlewick).sentence
        assert everyone(world.thistlewick).state is FindingState.MET


def test_what_takes_one_off_agency_workers_out_of_the_count_is_a_letter_that_is_good_today(
    world: World,
) -> None:
    home = world.thistlewick
    staff(home, 3, trained=3)
    hire(home, "Vic Once", engagement=Engagement.ONE_OFF, agency="Fernbrook Staffing")
    hire(home, "Sees None", engagement=Engagement.ONE_OFF, sees_personal_data=False)
    found = everyone(home)
    assert (found.state, found.fix) == (FindingState.COULD_NOT_TELL, "people:agencies")
    assert found.sentence == (
        "3 of 3 people trained in the last 12 months (100%). 1 agency worker who comes now and then is not "
        "counted, and no letter of their agency about training is good today."
    )
    letter = {
        "home": home,
        "agency": "fernbrook staffing",
        "checked_by": "Alice Fenn",
        "by": SYSTEM,
        "at": AT,
    }
    yesterday = TODAY - timedelta(days=1)
    note_letter(**letter, dated_on=TODAY - timedelta(days=366), good_until=yesterday)
    assert everyone(home).state is FindingState.COULD_NOT_TELL
    note_letter(**letter, dated_on=yesterday, good_until=TODAY)
    assert everyone(home).state is FindingState.MET


@pytest.mark.parametrize(
    ("total", "trained", "state"),
    [(19, 19, "met"), (20, 19, "met"), (20, 18, "not_met"), (40, 38, "met"), (139, 132, "not_met")],
)
def test_95_exactly_is_met_and_a_shade_less_is_neither_met_nor_shown_as_95(
    world: World, total: int, trained: int, state: str
) -> None:
    staff(world.thistlewick, total, trained=trained)
    found = everyone(world.thistlewick)
    assert found.state == state
    assert ("(95.0%)" in found.sentence) is (trained * 100 == total * 95)


def test_the_same_day_of_last_year_still_counts_and_the_day_before_does_not(world: World) -> None:
    ann = hire(world.thistlewick, "Ann Low", started_on=TODAY - timedelta(days=30))
    teach(ann, TODAY.replace(year=TODAY.year - 1) - timedelta(days=1))
    assert everyone(world.thistlewick).state is FindingState.NOT_MET
    teach(ann, TODAY.replace(year=TODAY.year - 1))
    found = everyone(world.thistlewick)
    assert found.sentence == (
        "1 of 1 person trained in the last 12 months (100%); drops to 0.0% on 24 November "
        "when 1 certificate lapses."
    )
    assert found.lapses_on == TODAY + timedelta(days=1)


def test_somebody_counts_once_by_whatever_posts_they_hold_that_day(world: World) -> None:
    home, day = world.thistlewick, timedelta(days=1)
    ann = hire(home, "Ann Low", ended_on=TODAY)
    for engagement, post in (
        (Engagement.BANK, {"started_on": TODAY - 9 * day}),
        (Engagement.VOLUNTEER, {"sees_personal_data": False}),
        (Engagement.EMPLOYED, {"started_on": TODAY + day}),
    ):
        start_post(
            person=ann, home=home, engagement=engagement, role=JobRole.OFFICE, by=SYSTEM, at=AT, **post
        )
    start_post(
        person=ann,
        home=world.oak_lodge,
        engagement=Engagement.DIRECTOR,
        role=JobRole.DIRECTOR,
        by=SYSTEM,
        at=AT,
    )
    teach(ann)
    hire(home, "Not Yet", started_on=TODAY + day)
    note_absence(person=hire(home, "Long Away"), away_from=TODAY - 99 * day, back_on=None, by=SYSTEM, at=AT)
    for place in (home, world.oak_lodge):
        found = everyone(place)
        assert (found.numerator, found.denominator) == (1, 2 if place == home else 1)


def test_who_comes_back_brings_what_they_learned_before(world: World) -> None:
    ann = hire(world.thistlewick, "Ann Low", ended_on=TODAY - timedelta(days=90))
    teach(ann, TODAY - timedelta(days=120))
    assert findings.everyone(homes=Home.objects.all(), on=TODAY) == {}
    again = {"home": world.thistlewick, "engagement": Engagement.BANK, "role": JobRole.CARER}
    start_post(person=ann, started_on=TODAY, by=SYSTEM, at=AT, **again)
    assert everyone(world.thistlewick).numerator == 1


def test_what_is_noted_of_somebody_about_to_start_moves_the_home_that_waits_for_them(world: World) -> None:
    home, by = world.thistlewick, world.alice.as_actor()
    staff(home, 19, trained=19)
    ann = hire(home, "Ann Low", started_on=TODAY + timedelta(days=3), ended_on=TODAY + timedelta(days=30))
    hire(home, "Bo Lind", started_on=TODAY + timedelta(days=3), ended_on=TODAY + timedelta(days=30))
    kept = Home.objects.select_related("provider").get(pk=home.pk)
    assert "drops to 90.4% on 26 November when 2 people start" in (
        findings_of(kept, on=TODAY)["training.everyone"].sentence
    )
    row = {"course": "everyone", "title": "Everyone", "source": Source.LESSONS, "covers": ALL_OUTCOMES}
    note_completions(rows=[NewCompletion(person=ann, completed_on=TODAY, **row)], by=by, at=AT)
    assert "26 November" not in findings_of(kept, on=TODAY)["training.everyone"].sentence


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
    assert "22 of 25 people trained in the last 12 months (88.0%)" in now.findings[0].finding.sentence


def test_a_yes_of_head_office_is_contradicted_by_the_one_home_where_it_is_not_so(world: World) -> None:
    homes = [world.oak_lodge, world.thistlewick]
    staff(world.oak_lodge, 20, trained=20)
    staff(world.thistlewick, 25, trained=22)
    edition = edition_in_force(on=TODAY)
    submission = open_provider_submission(
        provider=world.larkfield, edition_id=edition.id, homes=homes, by=SYSTEM, at=AT
    )
    item = next(one for one in edition.items if "training.everyone" in one.checks)
    save_answer(
        submission=submission, answer=NewAnswer(item=item.ref, value="yes"), seen_revision=0, by=SYSTEM, at=AT
    )
    confirm_answer(submission=submission, item=item.ref, revision=1, by=world.gina.as_actor(), at=AT)
    asked = list(Home.objects.select_related("provider", "profile").filter(provider=world.larkfield))
    statuses = lay(submission, on=TODAY, homes=asked).assessed.statuses
    now = next(one for one in statuses if one.item.ref == item.ref)
    assert now.words == "Contradicted"
    assert now.findings[0].finding.sentence.startswith("Thistlewick House: 22 of 25 people trained")


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
    assert leads(home).sentence == (
        "The data security lead (deputy manager) is not on the staff list, so their training cannot be told."
    )
    assert leads(home).fix == "governance:people"
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
    assert leads(home).fix == "governance:people"
    type(row).objects.filter(pk=row.pk).update(person=first)
    assert leads(home).state is FindingState.MET
