"""People who sign in. What they may do hangs on memberships, not on the user."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Subquery
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string

from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.identity.domain.guard import LONGEST

REF_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_ref() -> str:
    """Return a short random reference: 8 characters without look-alikes."""
    return get_random_string(8, REF_ALPHABET)


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in. `email` is null for those who sign in with a key card."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    email = models.EmailField(max_length=254, null=True, blank=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.ref

    def as_actor(self, *, origin: str = "") -> Actor:
        return Actor(kind=ActorKind.USER, id=self.ref, label=self.name, origin=origin)


class WayInQuerySet(models.QuerySet["WayIn"]):
    def good(self, *, at: datetime) -> WayInQuerySet:
        """Return those that still open the door: not used, not run out, of an account that is not closed."""
        return self.filter(used_at=None, expires_at__gt=at, user__is_active=True)


class WayIn(models.Model):
    """A one-time link with which one person chooses a new password. Its token is not kept, only a digest."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="ways_in")
    digest = models.CharField(max_length=64, unique=True)
    clears_second_factor = models.BooleanField()
    by = models.CharField(max_length=120)
    by_id = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = WayInQuerySet.as_manager()

    def __str__(self) -> str:
        return f"for {self.user_id}"


class SittingQuerySet(models.QuerySet["Sitting"]):
    def alive(self, *, at: datetime) -> SittingQuerySet:
        """Return those whose session has not ended."""
        sessions = Session.objects.filter(expire_date__gt=at)
        return self.filter(
            began_at__gt=at - LONGEST, session_key__in=Subquery(sessions.values("session_key"))
        )


class Sitting(models.Model):
    """One browser in which somebody is signed in. Where it is stands in words; no address is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sittings")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    near = models.BooleanField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SittingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.device
