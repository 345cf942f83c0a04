"""Which homes and providers a user belongs to, and who belongs to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from havenkeep.identity.models import User
from havenkeep.identity.roles import BY_CONSENT, Permission, Role
from havenkeep.organisations.models import Home, Invitation, Membership, Provider, roles_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a user may open. `operator` says whether they look after the installation."""

    homes: tuple[Home, ...]
    providers: tuple[Provider, ...]
    operator: bool

    @property
    def has_sample(self) -> bool:
        """Say whether a service of the made-up sample is among them."""
        return any(home.provider.is_sample for home in self.homes)


def places_of(user: User, *, at: datetime) -> Places:
    """Return a user's homes and providers by name. Three queries."""
    mine = Membership.objects.in_force(at=at).filter(user=user)
    seeing = mine.filter(role__in=roles_with(Permission.PROVIDER_VIEW))
    return Places(
        homes=tuple(Home.objects.visible_to(user, at=at).select_related("provider").order_by("name", "pk")),
        providers=tuple(Provider.objects.filter(memberships__in=seeing).distinct().order_by("name", "pk")),
        operator=looks_after_installation(user, at=at),
    )


def looks_after_installation(user: User, *, at: datetime) -> bool:
    """Return whether a user is an operator. One query."""
    mine = Membership.objects.in_force(at=at).filter(user=user)
    return mine.filter(role__in=roles_with(Permission.INSTALLATION)).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everyone let in to one place. `names` are those of accounts by their ref, for who let whom in.

    `through_provider` are those who may see a home because they lead its group.
    """

    now: tuple[Membership, ...]
    through_provider: tuple[Membership, ...]
    past: tuple[Membership, ...]
    invited: tuple[Invitation, ...]
    names: Mapping[str, str]


def people_of(place: Home | Provider | None, *, at: datetime) -> People:
    """Return who has access to a place, who had, and who is invited. Five queries at most."""
    all_of_it = Membership.objects.of_place(place).select_related("user")
    now: list[Membership] = []
    past: list[Membership] = []
    for row in all_of_it.order_by("user__name", "pk"):
        (now if row.is_in_force(at=at) else past).append(row)
    above: list[Membership] = []
    if isinstance(place, Home):
        leading = Membership.objects.in_force(at=at).filter(provider=place.provider)
        above = list(leading.select_related("user").order_by("user__name", "pk"))
    invited = list(Invitation.objects.open().of_place(place).order_by("-made_at", "-pk"))
    refs = {row.given_by_id for row in now} | {row.ended_by_id for row in past}
    refs |= {row.made_by_id for row in invited}
    return People(
        now=tuple(now),
        through_provider=tuple(above),
        past=tuple(sorted(past, key=_last_instant, reverse=True)),
        invited=tuple(invited),
        names=dict(User.objects.filter(ref__in=refs).values_list("ref", "name")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultantLine:
    """One consultant, and to how many of a provider's services they may go in one scope."""

    user: User
    role: Role
    services: int


def consultants_of(provider: Provider, *, at: datetime) -> list[ConsultantLine]:
    """Return the consultants of a provider's services, a line for each scope. Two queries."""
    rows = (
        Membership.objects.in_force(at=at)
        .filter(home__provider=provider, role__in=[role.value for role in BY_CONSENT])
        .values("user", "role")
        .annotate(services=Count("home", distinct=True))
        .order_by("user__name", "role")
    )
    users = User.objects.in_bulk([row["user"] for row in rows])
    return [
        ConsultantLine(user=users[row["user"]], role=Role(row["role"]), services=row["services"])
        for row in rows
    ]


def everywhere_in(provider: Provider, *, person: str, helper: User, at: datetime) -> list[Membership]:
    """Return what the user with this ref may open of a provider, as far as the helper may end it.

    Two queries.
    """
    homes = Home.objects.visible_to(helper, at=at, permission=Permission.PEOPLE_MANAGE)
    within = Q(home__in=homes.filter(provider=provider))
    leads = Membership.objects.in_force(at=at).filter(user=helper, provider=provider)
    if leads.filter(role__in=roles_with(Permission.PEOPLE_MANAGE)).exists():
        within |= Q(provider=provider)
    theirs = Membership.objects.in_force(at=at).filter(within, user__ref=person)
    return list(theirs.select_related("home", "provider", "user").order_by("home__name", "pk"))


def invitation_of(digest: str, *, at: datetime) -> Invitation | None:
    """Return the invitation whose link works now and has this digest. One query."""
    pending = Invitation.objects.pending(at=at).select_related("home__provider", "provider")
    return pending.filter(digest=digest).first()


def has_account(email: str) -> bool:
    """Return whether an e-mail has an account. One query."""
    return bool(email) and User.objects.filter(email=email.casefold()).exists()


def services_of(provider: Provider) -> int:
    """Return how many services a provider has. One query."""
    return provider.homes.count()


def name_of(ref: str) -> str:
    """Return the name of the account with this ref, or who it was when there is none. One query."""
    return User.objects.filter(ref=ref).values_list("name", flat=True).first() or "Havenkeep"


def _last_instant(row: Membership) -> datetime:
    return row.ended_at or row.ends_at or row.since


def leavers(*, at: datetime) -> list[User]:
    """Return the accounts with a name that open nothing any more, by name. One query."""
    belonging = Membership.objects.in_force(at=at).values("user")
    return list(User.objects.filter(is_active=True).exclude(pk__in=belonging).order_by("name", "pk"))


def account_of(ref: str) -> User | None:
    """Return the account with this ref, unless it was erased. One query."""
    return User.objects.filter(ref=ref, is_active=True).first()
