"""Providers, the homes they run, and who belongs to them."""

from __future__ import annotations

from typing import Self, TypeAlias

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import User, new_ref
from havenkeep.identity.roles import ROLES, Permission, Reach
from havenkeep.organisations.domain.kinds import KIND_TITLES
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
    def visible_to(self, user: User, *, permission: Permission = Permission.HOME_VIEW) -> Self:
        """Homes a user may see by a membership in force that carries the permission."""
        mine = Membership.objects.in_force().filter(user=user, role__in=roles_with(permission))
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
    cyber_essentials_plus_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"profile of {self.home_id}"


def _reaching(reach: Reach) -> list[str]:
    return [role.value for role, row in ROLES.items() if row.reach is reach]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """One user in one role over one home, one provider, or the installation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, row.title) for role, row in ROLES.items()])
    home = models.ForeignKey(
        Home, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

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


def roles_with(permission: Permission) -> list[str]:
    return [role.value for role, row in ROLES.items() if permission in row.permissions]
