"""Inviting a person by a one-time link, taking it back, and accepting it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.actions import keep_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.mail.actions import BadMessage, leave_message
from havenkeep.mail.queries import is_set_up
from havenkeep.organisations.actions.letting_in import give_membership
from havenkeep.organisations.domain.letter import invitation_letter
from havenkeep.organisations.domain.tokens import GOOD_FOR, digest_of, new_token
from havenkeep.organisations.domain.until import BadLastDay, check_last_day, first_instant_after
from havenkeep.organisations.models import Home, Invitation, Provider, stream_of
from havenkeep.organisations.permissions import MayNotGive, check_may_give

Link = Callable[[str], str]


class CannotInvite(Exception):
    """Raised with the field that is wrong and one sentence a person may read."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class InvitationGone(Exception):
    """Raised when a link does not work: used, too old, taken back, or never made. It does not say which."""


class WrongAccount(Exception):
    """Raised when the invitation is for another e-mail address than the account's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An invitation and its link, which nobody can be told again. `mailed`: it is in the outbox, too."""

    invitation: Invitation
    link: str
    mailed: bool


@transaction.atomic
def invite(
    *,
    place: Home | Provider | None,
    role: Role,
    name: str,
    email: str,
    last_day: date | None,
    giver: Collection[Role],
    link: Link,
    by: Actor,
    at: datetime,
) -> Issued:
    """Invite a person into a home, a provider, or the installation when `place` is None.

    `giver` are the roles of whoever invites, there; `link` makes an address of a token. The same invitation
    a second time is the first one with a new link.

    Raises:
        CannotInvite: the role is not theirs to give or not one of this place, the last day cannot be, or no
            mail can be sent to the address.
    """
    try:
        check_may_give(role, place=place, giver=giver)
        check_last_day(role, last_day, on=timezone.localdate(at))
    except MayNotGive as may_not:
        raise CannotInvite("role", str(may_not)) from may_not
    except BadLastDay as bad:
        raise CannotInvite("last_day", str(bad)) from bad
    said = {"role": role.value, "name": name.strip(), "email": email.strip().casefold()}
    opened = Invitation.objects.open().of_place(place).select_for_update()
    same = opened.filter(**said, last_day=last_day).first()
    if same is not None:
        return _renewed(same, link=link, by=by, at=at)
    token = new_token()
    invitation = Invitation.objects.create(
        home=place if isinstance(place, Home) else None,
        provider=place if isinstance(place, Provider) else None,
        last_day=last_day,
        digest=digest_of(token),
        made_at=at,
        made_by_id=by.id,
        expires_at=_expires(last_day, at=at),
        **said,
    )
    _record(invitation, "organisations.invited", by=by, at=at)
    return _issued(invitation, link(token), by=by, at=at)


@transaction.atomic
def renew_invitation(*, invitation: Invitation, link: Link, by: Actor, at: datetime) -> Issued:
    """Make a new link that is good for another seven days; the one before stops working.

    Raises:
        InvitationGone: it was accepted or taken back, or its last day is over.
        CannotInvite: no mail can be sent to the address.
    """
    row = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if row is None or _expires(row.last_day, at=at) <= at:
        raise InvitationGone
    return _renewed(row, link=link, by=by, at=at)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Take an invitation back: its link stops working at once. Once it was accepted, nothing happens."""
    row = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if row is not None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        _record(row, "organisations.invitation_revoked", by=by, at=at)


@transaction.atomic
def accept_invitation(*, digest: str, user: User, by: Actor, at: datetime) -> Invitation:
    """Let a user in by the invitation whose link has this digest, once.

    A prepared account is kept together with it, or not at all.
    A consultant whom a provider invited is let in to each of its services, a membership for each.

    Raises:
        InvitationGone: the link does not work.
        WrongAccount: the invitation is for another e-mail address.
        CannotMakeAccount: the e-mail of the prepared account has an account already.
    """
    row = Invitation.objects.pending(at=at).select_for_update().filter(digest=digest).first()
    if row is None:
        raise InvitationGone
    if row.email and (user.email or "").casefold() != row.email:
        raise WrongAccount
    if user._state.adding:
        keep_user(user=user, by=by, at=at)
    row.accepted_at, row.accepted_by = at, user
    row.save(update_fields=["accepted_at", "accepted_by"])
    _record(row, "organisations.invitation_accepted", by=by, at=at)
    for home, provider in _places(row):
        give_membership(
            user=user,
            role=row.as_role,
            home=home,
            provider=provider,
            last_day=row.last_day,
            given_by_id=row.made_by_id,
            by=by,
            at=at,
        )
    return row


def _places(row: Invitation) -> list[tuple[Home | None, Provider | None]]:
    if row.provider is not None and not row.covers_itself:
        return [(home, None) for home in row.provider.homes.order_by("pk")]
    return [(row.home, row.provider)]


def _renewed(row: Invitation, *, link: Link, by: Actor, at: datetime) -> Issued:
    token = new_token()
    row.digest, row.expires_at, row.made_by_id = digest_of(token), _expires(row.last_day, at=at), by.id
    row.save(update_fields=["digest", "expires_at", "made_by_id"])
    _record(row, "organisations.invitation_renewed", by=by, at=at)
    return _issued(row, link(token), by=by, at=at)


def _issued(row: Invitation, link: str, *, by: Actor, at: datetime) -> Issued:
    """Leave the link in the outbox as well, where there is one. The outbox blanks it once it was sent."""
    mailed = bool(row.email) and is_set_up()
    if mailed:
        letter = invitation_letter(
            name=row.name,
            inviter=by.label,
            place=row.place.name if row.place else "",
            role=row.as_role,
            link=link,
            expires_at=row.expires_at,
        )
        key = f"invitation:{row.ref}:{row.digest[:16]}"
        try:
            leave_message(
                to=row.email,
                subject=letter.subject,
                body=letter.body,
                kind="invitation",
                by=by,
                at=at,
                key=key,
            )
        except BadMessage as bad:
            raise CannotInvite("email", str(bad)) from bad
    return Issued(invitation=row, link=link, mailed=mailed)


def _expires(last_day: date | None, *, at: datetime) -> datetime:
    return min(at + GOOD_FOR, first_instant_after(last_day)) if last_day else at + GOOD_FOR


def _record(row: Invitation, event: str, *, by: Actor, at: datetime) -> None:
    record(
        stream=stream_of(row.place), event=event, by=by, at=at, subject=f"organisations.invitation:{row.ref}"
    )
