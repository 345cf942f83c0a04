"""Keeping answers, and turning them into a home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from havenkeep.assessment.actions import open_submission
from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.governance.actions import appoint, note_systems
from havenkeep.identity.actions import keep_user, prepare_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.jobs.actions import PlannedJob, plan_jobs
from havenkeep.organisations.actions import change_profile, give_membership, make_home, make_provider
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.queries import edition_in_force
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.domain.answers import SetupAnswers
from havenkeep.web.setup.domain.choices import CodeKind
from havenkeep.web.setup.domain.first_job import FirstJob, first_job
from havenkeep.web.setup.domain.opening import situation_of
from havenkeep.web.setup.domain.profile import profile_of
from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.domain.reading import read_whole
from havenkeep.web.setup.queries import real_accounts


class SetupClosed(Exception):
    """Raised when somebody else has finished set-up in the meantime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whom the manager's account is for. The password is as it was typed."""

    name: str
    email: str
    password: str


@transaction.atomic
def begin_draft(*, bound_to: str, by: Actor, at: datetime) -> SetupDraft:
    """Open the journey with today's key, or take over the draft that an earlier key opened."""
    draft = SetupDraft.objects.select_for_update().first()
    if draft is None:
        draft, made = SetupDraft.objects.get_or_create(
            bound_to=bound_to, defaults={"made_at": at, "updated_at": at}
        )
        if made:
            _record(draft, event="web.setup_begun", by=by, at=at)
    elif draft.bound_to != bound_to:
        draft.bound_to, draft.updated_at = bound_to, at
        draft.save(update_fields=["bound_to", "updated_at"])
        _record(draft, event="web.setup_taken_over", by=by, at=at)
    return draft


@transaction.atomic
def keep_answer(
    *, draft: SetupDraft, asked: Asked, answer: Mapping[str, Any], by: Actor, at: datetime
) -> SetupDraft:
    """Keep one answer; the other nine stay as they are, also when two tabs save at once.

    Raises:
        SetupClosed: the draft is gone, because set-up was finished.
    """
    fresh = _locked(draft)
    fresh.answers = {**fresh.answers, asked.value: dict(answer)}
    fresh.updated_at = at
    fresh.save(update_fields=["answers", "updated_at"])
    _record(fresh, event="web.setup_answered", by=by, at=at, fields=[asked.value])
    return fresh


def finish(*, draft: SetupDraft, account: Account, at: datetime, origin: str = "") -> tuple[User, Home]:
    """Make the account, its provider and home, and all that the answers say. All of it, or nothing.

    Raises:
        KeyError: a question has no answer.
        BadAnswer: an answer cannot be read.
        CannotMakeAccount: the password is weak, or the e-mail has an account.
        SetupClosed: set-up was finished in the meantime.
    """
    answers = read_whole(draft.answers)
    service = answers.service
    user = prepare_user(
        name=account.name,
        email=account.email,
        password=account.password,
        at=at,
        service_names=(service.name, service.provider_name),
    )
    with transaction.atomic():
        locked = _locked(draft)
        by = user.as_actor(origin=origin)
        keep_user(user=user, by=by, at=at)
        if real_accounts().exclude(pk=user.pk).exists():
            raise SetupClosed
        home = _make_places(answers, by=by, at=at)
        _let_in(user, home, by=by, at=at)
        _say_what_was_answered(home, answers, by=by, at=at)
        _record(locked, event="web.setup_finished", by=by, at=at)
        locked.delete()
    return user, home


def _make_places(answers: SetupAnswers, *, by: Actor, at: datetime) -> Home:
    service = answers.service
    of_head_office = service.code_kind is CodeKind.HEAD_OFFICE
    provider: Provider = make_provider(
        name=service.provider_name or service.name,
        ods_code=service.ods_code if of_head_office else "",
        by=by,
        at=at,
    )
    return make_home(
        provider=provider,
        name=service.name,
        kind=answers.people.kind,
        ods_code=service.ods_code,
        cqc_location_id=service.cqc_location_id,
        town=service.town,
        postcode=service.postcode,
        by=by,
        at=at,
    )


def _let_in(user: User, home: Home, *, by: Actor, at: datetime) -> None:
    give_membership(user=user, role=Role.MANAGER, home=home, by=by, at=at)
    give_membership(user=user, role=Role.OPERATOR, by=by, at=at)


def _say_what_was_answered(home: Home, answers: SetupAnswers, *, by: Actor, at: datetime) -> None:
    today = localdate(at)
    change_profile(home=home, changes=profile_of(answers), by=by, at=at)
    for duty, holder in answers.duties.holders.items():
        appoint(home=home, duty=duty, name=holder.name, job_title=holder.job_title, by=by, at=at)
    note_systems(home=home, uses=answers.nhs.uses, by=by, at=at)
    open_submission(home=home, edition_id=edition_in_force(on=today).id, by=by, at=at)
    job = first_job(situation_of(answers))
    if job.outside:
        plan_jobs(place=home, jobs=[_planned(job, owner_name=by.label, today=today)], by=by, at=at)


def _planned(job: FirstJob, *, owner_name: str, today: date) -> PlannedJob:
    due_on = today + timedelta(days=job.days)
    return PlannedJob(item="", what=job.title, owner_name=owner_name, due_on=due_on, minutes=job.minutes or 0)


def _locked(draft: SetupDraft) -> SetupDraft:
    fresh = SetupDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if fresh is None:
        raise SetupClosed
    return fresh


def _record(
    draft: SetupDraft, *, event: str, by: Actor, at: datetime, fields: list[str] | None = None
) -> None:
    record(
        stream=INSTANCE, event=event, by=by, at=at, subject=f"web.setup_draft:{draft.pk}", fields=fields or []
    )
