"""Inviting, the link that is shown once, and what the invited person sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.design.square import square_uri
from havenkeep.identity.models import User
from havenkeep.identity.roles import ROLES
from havenkeep.organisations.actions import Issued
from havenkeep.organisations.domain.letter import what_to
from havenkeep.organisations.door import Door
from havenkeep.organisations.models import Invitation

LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]", "https://127.0.0.1", "https://localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    door: Door
    lead: str

    @classmethod
    def of(cls, door: Door, *, mail: bool) -> InvitePage:
        how = "We send them a link, and show it to you once." if mail else "You get a link to hand to them."
        return cls(door=door, lead=f"{how} It works once, for seven days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A sheet to hand over: a link with its picture. It can never be shown again."""

    door: Door
    title: str
    name: str
    about: str
    link: str
    qr: str
    until: datetime
    mailed_to: str
    only_here: bool

    @classmethod
    def invited(cls, door: Door, issued: Issued) -> LinkPage:
        row = issued.invitation
        return cls._of(
            door,
            link=issued.link,
            title=f"Invitation for {row.name}",
            name=row.name,
            about=f"{ROLES[row.as_role].title}, {what_to(door.name, row.as_role)}",
            until=row.expires_at,
            mailed_to=row.email if issued.mailed else "",
        )

    @classmethod
    def way_in(cls, door: Door, user: User, *, link: str, until: datetime) -> LinkPage:
        return cls._of(
            door,
            link=link,
            title=f"Way back in for {user.name}",
            name=user.name,
            about="Choose a new password with it. The old one stops working then.",
            until=until,
            mailed_to="",
        )

    @classmethod
    def _of(
        cls, door: Door, *, link: str, title: str, name: str, about: str, until: datetime, mailed_to: str
    ) -> LinkPage:
        return cls(
            door=door,
            title=title,
            name=name,
            about=about,
            link=link,
            qr=square_uri(link),
            until=until,
            mailed_to=mailed_to,
            only_here=link.startswith(LOCAL),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptPage:
    """What an invited person is asked. `account_exists` is of the e-mail that the invitation names."""

    inviter: str
    place: str
    caption: str
    name: str
    email: str
    role: str
    may: str
    last_day: date | None
    covers: int
    account_exists: bool
    signed_in_as: str
    wrong_account: bool

    @classmethod
    def of(
        cls, row: Invitation, *, inviter: str, account_exists: bool, user: User | None, covers: int
    ) -> AcceptPage:
        role = ROLES[row.as_role]
        email = (user.email or "").casefold() if user is not None else ""
        return cls(
            inviter=inviter,
            place=what_to(row.place.name if row.place else "", row.as_role),
            caption=row.home.provider.name if row.home is not None else "",
            name=row.name,
            email=row.email,
            role=role.title,
            may=role.description,
            last_day=row.last_day,
            covers=0 if row.covers_itself else covers,
            account_exists=account_exists,
            signed_in_as=user.name if user is not None else "",
            wrong_account=user is not None and bool(row.email) and email != row.email,
        )
