from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from havenkeep.assessment.domain.standing import Assessed, Standing
from havenkeep.assessment.domain.status import ItemState
from havenkeep.assessment.kept import findings_of
from havenkeep.assessment.models import Attestation, Publication, Response, Submission
from havenkeep.assessment.queries import standings
from havenkeep.audit.models import Event
from havenkeep.audit.queries import verify
from havenkeep.evidence.models import Proof, ProofUse
from havenkeep.identity.models import User
from havenkeep.jobs.models import Job
from havenkeep.needs.domain.plan import changed_roles
from havenkeep.needs.queries import owed_in
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.organisations.models import Home, Provider
from havenkeep.sample.actions import make_sample
from havenkeep.sample.queries import sample_homes
from havenkeep.standards.queries import edition_in_force
from havenkeep.training.findings import holders
from tests.world import AT, TODAY

pytestmark = pytest.mark.django_db
ROOMS = frozenset({"people", "joining", "training", "needs"})
DRAMA = re.compile(r"07700 900\d{3}|01632 960\d{3}|0808 157 0\d{3}|03069 990\d{3}")
A_NUMBER = re.compile(r"\b0\d{3,4} \d{3} ?\d{3,4}\b")


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Provider]:
    """The sample, made once: nothing here changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_sample(at=AT)
        transaction.set_rollback(True)


def _standings(provider: Provider) -> dict[str, Assessed]:
    homes = list(provider.homes.select_related("provider", "profile"))
    laid = standings(homes, edition_id=edition_in_force(on=TODAY).id, on=TODAY)
    return {home.slug: laid[home.pk].assessed for home in homes}


def test_thistlewick_house_is_half_way_and_not_all_green(sample: Provider) -> None:
    half = _standings(sample)["thistlewick-house"]
    assert half.standing is Standing.NOT_YET
    assert 26 <= half.said <= 34
    assert 14 <= half.shown < half.said
    assert half.proven >= 1
    states = Counter(status.state for status in half.statuses)
    assert set(states) == set(ItemState)
    assert states[ItemState.CONTRADICTED] >= 2
    assert states[ItemState.CARRIED_FORWARD] >= 3
    assert states[ItemState.NOT_APPLICABLE] >= 2
    assert states[ItemState.TO_DO] >= 4


def test_something_rests_on_old_proof_and_something_ends_within_six_weeks(sample: Provider) -> None:
    statuses = _standings(sample)["thistlewick-house"].statuses
    assert any(s.said and s.state is ItemState.DRAFT and s.proofs for s in statuses)
    assert any(s.lapses_on and TODAY < s.lapses_on <= TODAY + timedelta(days=42) for s in statuses)


def test_its_answers_and_registers_disagree_about_a_number_and_about_what_is_needed(sample: Provider) -> None:
    statuses = _standings(sample)["thistlewick-house"].statuses
    against = [s for s in statuses if s.state is ItemState.CONTRADICTED]
    assert {s.findings[-1].check for s in against} == {"privacy.ico_registration", "assessment.publication"}


def test_the_answer_about_the_lead_followed_when_she_left(sample: Provider) -> None:
    home = sample_homes(sample)[0]
    lead = next(s for s in _standings(sample)[home.slug].statuses if s.proven and s.item.mandatory)
    assert lead.answer is not None
    assert "Tomasz Wren" in lead.answer.value
    kept = Response.objects.get(submission__home=home, item=lead.item.ref, value=lead.answer.value)
    assert all("Bronwen Pike" in version.value for version in kept.versions.all())


def test_its_staff_are_half_way_too_and_one_role_waits_to_be_looked_at_again(sample: Provider) -> None:
    home = sample_homes(sample)[0]
    found = {check: one.state.value for check, one in findings_of(home, on=TODAY).items()}
    assert {check: state for check, state in found.items() if check.split(".")[0] in ROOMS} == {
        "needs.training_needs": "met",
        "training.everyone": "not_met",
        "training.leads": "not_met",
        "people.staff_list": "met",
        "joining.induction": "lapsing",
        "joining.contracts": "not_met",
    }
    needs = todays_needs(home, on=TODAY)
    assert needs.newest is not None
    assert changed_roles(needs.content(on=TODAY), before=needs.newest.content) == ("kitchen",)
    leads = holders(homes=Home.objects.filter(pk=home.pk), on=TODAY)[home.pk]
    assert [one.suited(TODAY) for one in leads] == [False, True, True]
    late = [row for row in owed_in(home, on=TODAY) if row.overdue > 365]
    assert late == []
    kinds = home.agreements.filter(person__posts__engagement="agency").values_list("kind", flat=True)
    assert set(kinds) == {"agency_terms"}


def test_one_proof_shows_several_items(sample: Provider) -> None:
    uses = Counter(ProofUse.objects.values_list("proof", flat=True))
    assert max(uses.values()) >= 3


def test_last_year_was_published_and_brought_over(sample: Provider) -> None:
    last = Publication.objects.get()
    assert last.submission.home is not None
    assert last.submission.home.slug == "thistlewick-house"
    assert last.submission.edition != edition_in_force(on=TODAY).id
    assert last.snapshot["said"] > 25
    assert Response.objects.filter(origin="carried_forward").count() >= 3


def test_the_others_stand_under_head_office_and_speak_for_themselves(sample: Provider) -> None:
    shared = Submission.objects.get(provider=sample)
    assert {cover.home.slug for cover in shared.covers.all()} == {"sallowmere-court", "pennyhedge-at-home"}
    assert Attestation.objects.filter(submission=shared, holds=False).count() == 2
    assert Attestation.objects.filter(submission=shared, holds=True).count() > 10
    assert _standings(sample)["sallowmere-court"].contradicted == 2


def test_the_plan_has_owners_days_and_something_done(sample: Provider) -> None:
    jobs = list(Job.objects.all())
    assert len({job.owner_name for job in jobs}) >= 3
    assert any(job.done_at for job in jobs)
    assert any(job.due_on < TODAY and not job.done_at for job in jobs)
    assert any(job.due_on > TODAY + timedelta(days=60) for job in jobs)


def test_nobody_in_it_can_sign_in_with_a_password(sample: Provider) -> None:
    people = list(User.objects.all())
    assert len(people) == 8
    assert not any(person.has_usable_password() for person in people)
    assert all(person.email and person.email.endswith(".example") for person in people)


def test_its_history_is_whole_and_runs_forward(sample: Provider) -> None:
    assert all(report.broken_at is None for report in verify())
    for stream in set(Event.objects.values_list("stream", flat=True)):
        times = list(Event.objects.filter(stream=stream).order_by("number").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] <= AT
    home = Home.objects.get(slug="thistlewick-house")
    people = set(Event.objects.filter(stream=home.stream).exclude(by_id="").values_list("by_id", flat=True))
    assert len(people) == 5


def test_every_text_is_filled_in_and_names_no_real_telephone(sample: Provider) -> None:
    texts = [text for pair in Response.objects.values_list("value", "comment") for text in pair]
    texts += [text for pair in Proof.objects.values_list("title", "where") for text in pair]
    for text in texts:
        assert "{" not in text
        assert "[" not in text
        assert all(DRAMA.fullmatch(number) for number in A_NUMBER.findall(text))
    assert any(DRAMA.search(text) for text in texts)
