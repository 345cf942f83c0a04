"""Who has access to a home, a provider or the installation, and one person's access."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from havenkeep.identity.models import User
from havenkeep.identity.roles import BY_CONSENT, ROLES, Role
from havenkeep.organisations.door import Door
from havenkeep.organisations.forms.people import WayInForm
from havenkeep.organisations.models import Home, Invitation, Membership, Provider
from havenkeep.organisations.queries import ConsultantLine, People

NOBODY = "Havenkeep"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One person's access. `href` leads to where it can be changed, and is empty for who may only look."""

    name: str
    is_you: bool
    role: str
    may: str
    since: datetime
    let_in_by: str
    last_day: date | None
    ended_at: datetime | None
    ended_by: str
    last_seen: datetime | None
    href: str

    @classmethod
    def of(cls, row: Membership, *, people: People, you: User, href: str = "") -> MemberLine:
        role = ROLES[row.as_role]
        return cls(
            name=row.user.name,
            is_you=row.user_id == you.pk,
            role=role.title,
            may=role.description,
            since=row.since,
            let_in_by=people.names.get(row.given_by_id, NOBODY),
            last_day=row.last_day,
            ended_at=row.ended_at,
            ended_by=people.names.get(row.ended_by_id, NOBODY) if row.ended_at else "",
            last_seen=row.user.last_login,
            href=href,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedLine:
    ref: str
    name: str
    email: str
    role: str
    by: str
    expires_at: datetime
    works: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """`by_consent` are the consultants, apart from those who belong to the place."""

    door: Door
    title: str
    lead: str
    members: tuple[MemberLine, ...]
    by_consent: tuple[MemberLine, ...]
    through_provider: tuple[MemberLine, ...]
    consultants: tuple[ConsultantLine, ...]
    invited: tuple[InvitedLine, ...]
    past: tuple[MemberLine, ...]
    roles: tuple[tuple[str, str], ...]
    may_manage: bool

    @classmethod
    def of(
        cls,
        door: Door,
        *,
        people: People,
        consultants: Sequence[ConsultantLine],
        you: User,
        may_manage: bool,
        at: datetime,
    ) -> PeoplePage:
        def line(row: Membership) -> MemberLine:
            href = door.to("member", membership=row.pk) if may_manage else ""
            return MemberLine.of(row, people=people, you=you, href=href)

        invited = [row for row in people.invited if may_manage or row.expires_at > at]
        used = [row.as_role for row in (*people.now, *people.through_provider)]
        return cls(
            door=door,
            title=_TITLES[type(door.place)],
            lead=_LEADS[type(door.place)],
            members=tuple(line(row) for row in people.now if row.as_role not in BY_CONSENT),
            by_consent=tuple(line(row) for row in people.now if row.as_role in BY_CONSENT),
            through_provider=tuple(
                MemberLine.of(row, people=people, you=you) for row in people.through_provider
            ),
            consultants=tuple(consultants),
            invited=tuple(_invited(row, people=people, at=at) for row in invited),
            past=tuple(line(row) for row in people.past),
            roles=tuple((ROLES[role].title, ROLES[role].description) for role in Role if role in used),
            may_manage=may_manage,
        )


_TITLES: dict[type, str] = {
    Home: "People with access",
    Provider: "People with access",
    type(None): "Operators",
}
_LEADS: dict[type, str] = {
    Home: "Whoever has left or no longer needs it should not stand here.",
    Provider: "Group leads see and manage every service. Each service lets its own people in.",
    type(None): "They look after this installation. They see no service by it.",
}


def _invited(row: Invitation, *, people: People, at: datetime) -> InvitedLine:
    return InvitedLine(
        ref=row.ref,
        name=row.name,
        email=row.email,
        role=ROLES[row.as_role].title,
        by=people.names.get(row.made_by_id, NOBODY),
        expires_at=row.expires_at,
        works=row.expires_at > at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """One person's access to one place. `help_refused` says why one cannot help them back in, if so.

    `erasure_href` is empty where whoever asks may not erase them.
    """

    door: Door
    line: MemberLine
    pk: int
    person: str
    email: str
    permissions: tuple[str, ...]
    in_force: bool
    way_in: WayInForm
    help_refused: str
    leaving_href: str
    erasure_href: str

    @classmethod
    def of(
        cls,
        door: Door,
        row: Membership,
        *,
        people: People,
        you: User,
        way_in: WayInForm,
        help_refused: str,
        may_erase: bool,
        at: datetime,
    ) -> MemberPage:
        may = ROLES[row.as_role].permissions
        return cls(
            door=door,
            line=MemberLine.of(row, people=people, you=you),
            pk=row.pk,
            person=row.user.ref,
            email=row.user.email or "",
            permissions=tuple(permission.value for permission in type(next(iter(may))) if permission in may),
            in_force=row.is_in_force(at=at),
            way_in=way_in,
            help_refused=help_refused,
            leaving_href=door.to("leaving", person=row.user.ref) if door.place is not None else "",
            erasure_href=_erasure(door, row) if may_erase else "",
        )


def _erasure(door: Door, row: Membership) -> str:
    """Return where the person can be erased; operators are erased from the list of who left."""
    if door.place is None or not row.user.is_active:
        return ""
    name = "web:erasure" if isinstance(door.place, Home) else "web:provider_erasure"
    return reverse(name, kwargs={"ref": door.place.ref, "membership": row.pk})


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPage:
    """Ending one access, or with `places` all of them at once. `own` warns who ends their own."""

    door: Door
    name: str
    title: str
    lead: str
    places: tuple[str, ...]
    own: bool
    submit: str

    @classmethod
    def of(cls, door: Door, row: Membership, *, you: User) -> EndingPage:
        own = row.user_id == you.pk
        return cls(
            door=door,
            name=row.user.name,
            title="End your own access" if own else f"End {row.user.name}’s access",
            lead=f"{ROLES[row.as_role].title}. It ends at once, also where they are signed in now.",
            places=(),
            own=own,
            submit="End my access" if own else "End the access",
        )

    @classmethod
    def leaving(cls, door: Door, user: User, rows: Collection[Membership], *, you: User) -> EndingPage:
        own = user.pk == you.pk
        return cls(
            door=door,
            name=user.name,
            title="Leave everywhere" if own else f"{user.name} leaves",
            lead="All of this ends at once, also where they are signed in now.",
            places=tuple(f"{row.place_name}: {ROLES[row.as_role].title}" for row in rows),
            own=own,
            submit="End all of it",
        )
