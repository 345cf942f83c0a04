"""A publisher's year of the sample: opening, carrying forward, answering, proof, the plan, publishing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.utils.timezone import localdate

from havenkeep.assessment.actions import (
    NewAnswer,
    attest,
    attest_rest,
    carry_forward,
    confirm_many,
    make_plan,
    open_provider_submission,
    open_submission,
    record_publication,
    save_answer,
)
from havenkeep.assessment.domain.answer import NO, YES
from havenkeep.assessment.domain.standing import Assessed, Standing
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import covered_homes, lay
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import Proof
from havenkeep.jobs.actions import finish_job, reassign_job
from havenkeep.sample.cast import Cast, Step
from havenkeep.sample.domain.story import KeptProof, Said, Sitting, Spoken, Year
from havenkeep.standards.domain.edition import AnswerKind, Edition
from havenkeep.standards.domain.loading import mapping

BEFORE, NOW = "before", "now"


def year_steps(year: Year, cast: Cast) -> Iterator[Step]:
    """Return what happens in the year. Nothing, when the edition it was for is not known."""
    if year.edition not in cast.editions:
        return
    yield Step(when=year.opened.when, do=partial(_open, year, cast))
    if year.carried is not None:
        yield Step(when=year.carried.when, do=partial(_carry, year, cast))
    for sitting in year.sittings:
        yield Step(when=sitting.when, do=partial(_answer, year, cast, sitting))
    for proof in year.proofs:
        yield Step(when=proof.when, do=partial(_keep, year, cast, proof))
    for spoken in year.spoken:
        yield Step(when=spoken.when, do=partial(_speak, year, cast, spoken))
    yield from _plan_steps(year, cast)
    if year.published is not None:
        yield Step(when=year.published.when, do=partial(_publish, year, cast))


def _plan_steps(year: Year, cast: Cast) -> Iterator[Step]:
    if year.plan is None:
        return
    yield Step(when=year.plan.when, do=partial(_plan, year, cast))
    for done in year.plan.done:
        yield Step(when=done.when, do=partial(_finish, year, cast, done.item, done.who))


def _open(year: Year, cast: Cast, at: datetime) -> None:
    edition, by = cast.editions[year.edition], cast.actor(year.opened.who)
    if year.covers:
        homes = [cast.homes[key] for key in year.covers]
        submission = open_provider_submission(
            provider=cast.provider, edition_id=edition.id, homes=homes, by=by, at=at
        )
    else:
        home = cast.homes[year.publisher]
        submission = open_submission(home=home, edition_id=edition.id, by=by, at=at)
    cast.submissions[year.publisher, year.edition] = submission


def _carry(year: Year, cast: Cast, at: datetime) -> None:
    old = cast.submissions.get((year.publisher, BEFORE))
    if old is None or year.carried is None:
        return
    statuses = _assessed(old, at).statuses
    carry_forward(
        submission=cast.submissions[year.publisher, year.edition],
        answers={status.item.ref: status.answer for status in statuses if status.answer is not None},
        mapping=mapping(old=old.edition, new=cast.editions[NOW].id),
        edition=cast.editions[NOW],
        by=cast.actor(year.carried.who),
        at=at,
    )


def _answer(year: Year, cast: Cast, sitting: Sitting, at: datetime) -> None:
    submission, edition = cast.submissions[year.publisher, year.edition], cast.editions[year.edition]
    by, seen = cast.actor(sitting.who), _revisions(submission)
    for said in sitting.answers:
        answer = _as_answer(said, edition, cast.calendar.fill)
        if answer is not None:
            save_answer(
                submission=submission,
                answer=answer,
                seen_revision=seen.get(answer.item, 0),
                confirm=sitting.confirm,
                by=by,
                at=at,
            )
    read = {item: seen[item] for item in sitting.confirm_also if item in seen}
    confirm_many(submission=submission, revisions=read, by=by, at=at)


def _as_answer(said: Said, edition: Edition, fill: Callable[[str], str]) -> NewAnswer | None:
    """Return what is saved, or None when the list in force does not ask it, or not in that way."""
    item = edition.by_ref.get(said.item)
    if item is None or (said.aside and item.not_applicable is None):
        return None
    words, note = fill(said.say), fill(said.note)
    if said.aside:
        return NewAnswer(item=item.ref, value="", not_applicable=True, comment=words)
    if item.kind is AnswerKind.YES_NO:
        return NewAnswer(item=item.ref, value=NO if said.not_yet else YES, comment=words)
    return None if item.kind is AnswerKind.DATE else NewAnswer(item=item.ref, value=words, comment=note)


def _keep(year: Year, cast: Cast, proof: KeptProof, at: datetime) -> None:
    known = cast.editions[year.edition].by_ref
    keep_proof(
        owner=cast.place(year.publisher),
        items=[known[item].ref for item in proof.items if item in known],
        kind=Proof.Kind(proof.kind),
        title=proof.title,
        where=proof.where,
        dated_on=cast.calendar.day(proof.dated),
        valid_until=cast.calendar.day(proof.until) if proof.until else None,
        by=cast.actor(proof.who),
        at=at,
    )


def _speak(year: Year, cast: Cast, spoken: Spoken, at: datetime) -> None:
    submission, home = cast.submissions[year.publisher, year.edition], cast.homes[spoken.at]
    by, now = cast.actor(spoken.who), _revisions(submission)
    said = [item for item in spoken.items if item in now]
    if not spoken.note:
        read = {item: now[item] for item in said}
        attest_rest(submission=submission, home=home, revisions=read, by=by, at=at)
        return
    for item in said:
        attest(submission=submission, home=home, item=item, holds=False, note=spoken.note, by=by, at=at)


def _plan(year: Year, cast: Cast, at: datetime) -> None:
    if year.plan is None:
        return
    place, by = cast.place(year.publisher), cast.actor(year.plan.who)
    made = make_plan(
        place=place,
        assessed=_assessed(cast.submissions[year.publisher, year.edition], at),
        owner_name=cast.people[year.plan.owner].name,
        start=localdate(at),
        by=by,
        at=at,
    )
    refs = {job.item: job.ref for job in made}
    for job in year.plan.jobs:
        if job.item in refs:
            owner, due = cast.people[job.owner].name, cast.calendar.day(job.due)
            reassign_job(place=place, ref=refs[job.item], owner_name=owner, due_on=due, by=by, at=at)


def _finish(year: Year, cast: Cast, item: str, who: str, at: datetime) -> None:
    place = cast.place(year.publisher)
    ref = place.jobs.open().filter(item=item).values_list("ref", flat=True).first()
    if ref is not None:
        finish_job(place=place, ref=ref, by=cast.actor(who), at=at)


def _publish(year: Year, cast: Cast, at: datetime) -> None:
    if year.published is None:
        return
    submission = cast.submissions[year.publisher, year.edition]
    record_publication(
        submission=submission,
        assessed=_assessed(submission, at),
        standing=Standing(year.published.standing),
        published_on=cast.calendar.published_on,
        by=cast.actor(year.published.who),
        at=at,
    )


def _assessed(submission: Submission, at: datetime) -> Assessed:
    homes = [submission.home] if submission.home is not None else covered_homes(submission)
    return lay(submission, on=localdate(at), homes=homes).assessed


def _revisions(submission: Submission) -> dict[str, int]:
    return dict(submission.responses.values_list("item", "revision"))
