"""People who sign in. What they may do hangs on memberships, not on the user."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string

from havenkeep.audit.domain.actor import Actor, ActorKind

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
