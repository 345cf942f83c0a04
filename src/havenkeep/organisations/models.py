"""Providers, the homes they run, and who belongs to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self, TypeAlias

from django.db import models
from django.db.models import Q

from havenkeep.audit.actions import INSTANCE
from havenkeep.identity.models import User, new_ref
from havenkeep.identity.roles import BY_CONSENT, ROLES, Permission, Reach, Role
from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.organisations.domain.until import last_day_before
from havenkeep.standards.domain.words import ServiceKind


class Provider(models.Model):
    """The legal body that runs one or more homes, and is their data controller."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=160)
    ods_code = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug

    @property
    def stream(self) -> str:
        return f"provider:{self.ref}"


class HomeQuerySet(models.QuerySet["Home"]):
    def visible_to(self, user: User, *, at: datetime, permission: Permission = Permission.HOME_VIEW) -> Self:
        """Homes a user may see by a membership in force that carries the permission."""
        mine = Membership.objects.in_force(at=at).filter(user=user, role__in=roles_with(permission))
        return self.filter(
            Q(pk__in=mine.filter(home__isnull=False).values("home"))
            | Q(provider__in=mine.filter(provider__isnull=False).values("provider"))
        )


class Home(models.Model):
    """Any adult social care service with its own registration."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    slug = models.SlugField(max_length=90, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="homes")
    name = models.CharField(max_length=160)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, title) for kind, title in KIND_TITLES.items()]
    )
    ods_code = models.CharField(max_length=12, blank=True)
    cqc_location_id = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField()

    objects = HomeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    @property
    def stream(self) -> str:
        return f"home:{self.ref}"

    @property
    def service_kind(self) -> ServiceKind:
        return ServiceKind(self.kind)


Homes: TypeAlias = HomeQuerySet


class Profile(models.Model):
    """What the set-up questions told us about one home: choices and counts."""

    home = models.OneToOneField(Home, on_delete=models.CASCADE, related_name="profile")
    publisher = models.CharField(max_length=20, blank=True)
    toolkit_sign_in = models.CharField(max_length=20, blank=True)
    last_standing = models.CharField(max_length=20, blank=True)
    last_published_on = models.DateField(null=True, blank=True)
    toolkit_mandatory = models.PositiveSmallIntegerField(null=True, blank=True)
    people_counts = models.JSONField(default=dict)
    already_has = models.JSONField(default=list)
    computing = models.JSONField(default=dict)
    pressing = models.JSONField(default=list)
    visit_on = models.DateField(null=True, blank=True)
    publishing_on = models.DateField(null=True, blank=True)
    cyber_essentials_plus_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"profile of {self.home_id}"


def _reaching(reach: Reach) -> list[str]:
    return [role.value for role, row in ROLES.items() if row.reach is reach]


def _over(place: Home | Provider | None) -> Q:
    """Return what rows over a home, a provider, or the installation when it is None, have in common."""
    return Q(
        home=place if isinstance(place, Home) else None,
        provider=place if isinstance(place, Provider) else None,
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, *, at: datetime) -> Self:
        """Those that let somebody in at that instant: not ended, and their last day not over."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), ended_at__isnull=True)

    def of_place(self, place: Home | Provider | None) -> Self:
        """Those over one home, one provider, or the installation when it is None."""
        return self.filter(_over(place))


class Membership(models.Model):
    """One user in one role over one home, one provider, or the installation.

    `ends_at` is the first instant after the last day, set in advance; `ended_at` is when somebody ended it.
    A consultant's membership is the consent of the service: who gave it, when, in which scope (the role),
    until when, and who took it back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, row.title) for role, row in ROLES.items()])
    home = models.ForeignKey(
        Home, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    since = models.DateTimeField()
    given_by_id = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_id = models.CharField(max_length=64, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_reaches_what_its_role_says",
                condition=Q(role__in=_reaching(Reach.HOME), home__isnull=False, provider__isnull=True)
                | Q(role__in=_reaching(Reach.PROVIDER), home__isnull=True, provider__isnull=False)
                | Q(role__in=_reaching(Reach.INSTALLATION), home__isnull=True, provider__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"

    @property
    def as_role(self) -> Role:
        return Role(self.role)

    @property
    def place(self) -> Home | Provider | None:
        return self.home or self.provider

    @property
    def place_name(self) -> str:
        return self.place.name if self.place is not None else "This installation"

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.ends_at) if self.ends_at else None

    def is_in_force(self, *, at: datetime) -> bool:
        return self.ended_at is None and (self.ends_at is None or self.ends_at > at)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self, *, at: datetime) -> Self:
        """Those whose link still works at that instant."""
        return self.open().filter(expires_at__gt=at)

    def open(self) -> Self:
        """Those that nobody accepted and nobody took back; their link may be too old."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def of_place(self, place: Home | Provider | None) -> Self:
        """Those into one home, one provider, or the installation when it is None."""
        return self.filter(_over(place))


class Invitation(models.Model):
    """A link by which one person may let themselves in once, in one role.

    Of the link only a digest is kept. A consultant may be invited by a provider, for all its services.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(
        Home, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(max_length=20, choices=[(role.value, row.title) for role, row in ROLES.items()])
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    last_day = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_id = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_reaches_what_its_role_says",
                condition=Q(role__in=_reaching(Reach.HOME), home__isnull=False, provider__isnull=True)
                | Q(
                    role__in=[*_reaching(Reach.PROVIDER), *sorted(role.value for role in BY_CONSENT)],
                    home__isnull=True,
                    provider__isnull=False,
                )
                | Q(role__in=_reaching(Reach.INSTALLATION), home__isnull=True, provider__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} as {self.role}"

    @property
    def as_role(self) -> Role:
        return Role(self.role)

    @property
    def place(self) -> Home | Provider | None:
        return self.home or self.provider

    @property
    def covers_itself(self) -> bool:
        """Whether it lets somebody in to its place itself, and not to each service of it."""
        return not (self.provider_id and self.as_role in BY_CONSENT)


def stream_of(place: Home | Provider | None) -> str:
    """Return the audit stream of a home, a provider, or the installation when it is None."""
    return place.stream if place is not None else INSTANCE


def roles_with(permission: Permission) -> list[str]:
    return [role.value for role, row in ROLES.items() if permission in row.permissions]
