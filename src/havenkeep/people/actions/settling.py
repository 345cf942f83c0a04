"""Settling where a sheet and the list did not agree: put right, or left as it is with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.people.actions.people import add_person
from havenkeep.people.actions.posts import end_post, start_post
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.list_check import DifferenceKind
from havenkeep.people.domain.said import row_of
from havenkeep.people.models import ListDifference, Person

ENDS = frozenset({DifferenceKind.MISSING, DifferenceKind.NO_LAST_DAY})


@transaction.atomic
def keep_as_it_is(*, difference: ListDifference, reason: str, by: Actor, at: datetime) -> None:
    """Leave the list as it is, for a reason: a volunteer on no rota, say. Settled before, nothing changes.

    Raises:
        CannotKeep: there is no reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise CannotKeep("Say why the list is right as it is.")
    kept = _open(difference)
    if kept is not None:
        kept.reason = reason
        _settle(kept, ListDifference.Outcome.KEPT, by=by, at=at)


@transaction.atomic
def settle_left(*, difference: ListDifference, ended_on: date, by: Actor, at: datetime) -> None:
    """Note the last day of somebody whom the sheet does not have any more.

    Raises:
        CannotKeep: the day is before they began, or the difference is of another kind.
    """
    kept = _open(difference)
    if kept is None:
        return
    if DifferenceKind(kept.kind) not in ENDS or kept.person is None:
        raise CannotKeep("Only somebody on the list can have left.")
    home = kept.check_made.home
    for post in home.posts.on(timezone.localdate(at)).filter(person=kept.person):
        end_post(post=post, ended_on=ended_on, by=by, at=at)
    _settle(kept, ListDifference.Outcome.APPLIED, by=by, at=at)


@transaction.atomic
def settle_back(*, difference: ListDifference, started_on: date, by: Actor, at: datetime) -> None:
    """Note that somebody who had left works here again: a new post, like the one before.

    Raises:
        CannotKeep: the day is not after the last one, or the difference is of another kind.
    """
    kept = _open(difference)
    if kept is None:
        return
    if kept.kind != DifferenceKind.BACK or kept.person is None:
        raise CannotKeep("Only somebody who had left can come back.")
    home = kept.check_made.home
    before = home.posts.filter(person=kept.person).order_by("-ended_on", "-pk").first()
    if before is None:
        raise CannotKeep("They never worked here. Add a post on their page.")
    if before.ended_on is None or before.ended_on >= started_on:
        raise CannotKeep("They must come back after the day they left. Check the date, or correct the post.")
    start_post(
        person=kept.person,
        home=home,
        engagement=before.as_engagement,
        role=before.as_role,
        job_title=before.job_title,
        agency=before.agency,
        sees_personal_data=before.sees_personal_data,
        started_on=started_on,
        by=by,
        at=at,
    )
    _settle(kept, ListDifference.Outcome.APPLIED, by=by, at=at)


@transaction.atomic
def settle_unclear(
    *, difference: ListDifference, person: Person | None, by: Actor, at: datetime
) -> Person | None:
    """Say who a row is: somebody of the provider, or, without `person`, somebody new.

    The answer is remembered for the next sheet. Returns who it is; None when it was settled before.

    Raises:
        CannotKeep: the person is another provider's, or the difference is of another kind.
    """
    kept = _open(difference)
    if kept is None:
        return None
    if kept.kind != DifferenceKind.UNCLEAR:
        raise CannotKeep("This row’s person is known already.")
    home, row, today = kept.check_made.home, row_of(kept.said, row=kept.sheet_row), timezone.localdate(at)
    found = person or add_person(
        provider=home.provider, name=row.name, payroll_number=row.payroll, email=row.email, by=by, at=at
    )
    if found.provider_id != home.provider_id:
        raise CannotKeep("This person is of another provider.")
    if person is not None:
        _fill(person, payroll=row.payroll, email=row.email)
    if not home.posts.filter(person=found).exclude(ended_on__lt=today).exists():
        start_post(
            person=found,
            home=home,
            engagement=row.as_engagement,
            role=row.role,
            job_title=row.job_title,
            agency=row.agency,
            started_on=row.started_on,
            ended_on=row.ended_on,
            by=by,
            at=at,
        )
    kept.person = found
    _settle(kept, ListDifference.Outcome.APPLIED, by=by, at=at)
    return found


def _fill(person: Person, *, payroll: str, email: str) -> None:
    """Write the sheet's number and e-mail where there are none and nobody else has the number."""
    numbered = person.provider.people.filter(payroll_number=payroll)
    if payroll and not person.payroll_number and not numbered.exists():
        person.payroll_number = payroll
    person.email = person.email or email
    person.save(update_fields=["payroll_number", "email"])


def _open(difference: ListDifference) -> ListDifference | None:
    rows = ListDifference.objects.open().select_for_update(of=("self",))
    return rows.select_related("check_made__home__provider", "person").filter(pk=difference.pk).first()


def _settle(kept: ListDifference, outcome: ListDifference.Outcome, *, by: Actor, at: datetime) -> None:
    kept.outcome, kept.settled_at, kept.settled_by, kept.said = outcome, at, by.label, {}
    kept.save()
    record(
        stream=kept.check_made.home.stream,
        event="people.difference_settled",
        by=by,
        at=at,
        subject=f"people.listdifference:{kept.ref}",
        fields=[outcome.value],
    )
