"""Sessions as people know them: where they are signed in. Beginning, being seen, ending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.domain.device import in_words
from havenkeep.identity.domain.guard import guard_at_sign_in
from havenkeep.identity.models import Sitting, User
from havenkeep.identity.protection.queries import has_second_step
from havenkeep.identity.sessions.session import Mark, is_near

JUST_MADE = timedelta(minutes=10)


def begin_sitting(request: HttpRequest, *, user: User, first: bool) -> None:
    """Note a sign-in in its session and in the person's list; it counts as fresh for five minutes.

    `first` is their first sign-in ever. One right after the account was made counts as the same one: a
    double click, or a page reloaded.
    """
    now, near = timezone.now(), is_near(request)
    if request.session.session_key is None:
        request.session.create()
    Sitting.objects.filter(user=user).exclude(pk__in=Sitting.objects.alive(at=now).values("pk")).delete()
    # Signing in again in the same browser keeps the session, and so its row.
    row, _ = Sitting.objects.update_or_create(
        session_key=request.session.session_key or "",
        defaults={
            "user": user,
            "device": in_words(request.headers.get("User-Agent", "")),
            "near": near,
            "began_at": now,
            "seen_at": now,
        },
    )
    guard = guard_at_sign_in(
        has_second_step=has_second_step(user),
        first=first or now - user.joined_at < JUST_MADE,
        near=near,
    )
    Mark(guard=guard, since=now, seen=now, row=row.pk).keep(request.session)
    record_authentication(request, user, "sign_in", reauthenticated=True)


def see(session: SessionBase, mark: Mark, *, at: datetime) -> None:
    """Note that a session was used. Call it once a minute at most."""
    Sitting.objects.filter(pk=mark.row).update(seen_at=at, session_key=session.session_key or "")
    replace(mark, seen=at).keep(session)


def keep_only_this(*, user: User, session: SessionBase) -> None:
    """Follow a new password, which ended every session but this one and gave this one a new key."""
    mark = Mark.of(session)
    here = mark.row if mark is not None else 0
    user.sittings.exclude(pk=here).delete()
    user.sittings.filter(pk=here).update(session_key=session.session_key or "")


def forget_sittings(user: User) -> None:
    """Take away every listed session of a person whose sessions have just ended."""
    Session.objects.filter(session_key__in=user.sittings.values("session_key")).delete()
    user.sittings.all().delete()


@transaction.atomic
def end_sittings(*, user: User, sittings: Iterable[Sitting], by: Actor, at: datetime) -> int:
    """End some of a person's sessions, and return how many there were."""
    ended = list(sittings)
    Session.objects.filter(session_key__in=[one.session_key for one in ended]).delete()
    user.sittings.filter(pk__in=[one.pk for one in ended]).delete()
    if ended:
        subject = f"identity.user:{user.ref}"
        record(stream=INSTANCE, event="identity.sessions_ended", by=by, at=at, subject=subject)
    return len(ended)
