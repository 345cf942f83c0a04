"""Making accounts."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.identity.passwords import check_new_password


class CannotMakeAccount(Exception):
    """Raised with the sentences a person may read, one for each thing wrong."""

    def __init__(self, field: str, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.field = field
        self.sentences = sentences


def make_user(
    *,
    name: str,
    email: str | None,
    password: str | None,
    by: Actor,
    at: datetime,
    service_names: tuple[str, ...] = (),
) -> User:
    """Make one account. With no password, the account cannot sign in with one.

    Raises:
        CannotMakeAccount: the password is weak, or the e-mail has an account.
    """
    user = prepare_user(name=name, email=email, password=password, at=at, service_names=service_names)
    keep_user(user=user, by=by, at=at)
    return user


def prepare_user(
    *, name: str, email: str | None, password: str | None, at: datetime, service_names: tuple[str, ...] = ()
) -> User:
    """Return an account that is not kept yet, so that it can be kept together with other things.

    Call it outside a transaction: Argon2 takes a tenth of a second on purpose, and nobody should wait for it.

    Raises:
        CannotMakeAccount: the password is weak.
    """
    user = User(name=name.strip(), email=email.strip().casefold() if email else None, joined_at=at)
    if password is not None:
        _check_password(password, user=user, service_names=service_names)
    user.password = make_password(password)
    return user


@transaction.atomic
def keep_user(*, user: User, by: Actor, at: datetime) -> None:
    """Keep a prepared account.

    Raises:
        CannotMakeAccount: the e-mail has an account.
    """
    if user.email and User.objects.filter(email=user.email).exists():
        raise CannotMakeAccount(
            "email", ["There is already an account with this e-mail. Sign in with it instead."]
        )
    user.save(force_insert=True)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(stream=INSTANCE, event="identity.user_made", by=by, at=at, subject=f"identity.user:{user.ref}")


def _check_password(password: str, *, user: User, service_names: tuple[str, ...]) -> None:
    try:
        check_new_password(password, user=user, names=service_names)
    except ValidationError as wrong:
        raise CannotMakeAccount("password", list(wrong.messages)) from wrong
