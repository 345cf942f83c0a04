"""A password may not be the service's own name, nor the person's."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from havenkeep.identity.models import User

PASSWORD_HINT = "At least 12 characters. Three random words are good, and easy to remember."  # noqa: S105
_NOT_LETTERS = re.compile(r"[^a-z]+")


def _folded(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


class OwnNamesValidator:
    """Refuse a password made of a name anybody could guess: the service's, the person's, the product's."""

    def validate(self, password: str, user: User | None = None, *, names: tuple[str, ...] = ()) -> None:
        """Check one password.

        Raises:
            ValidationError: little is left of the password when the names in it are taken away.
        """
        left = _folded(password)
        known = ["havenkeep", "password", *names]
        if user is not None:
            known += [user.name, (user.email or "").split("@")[0]]
        words = [word for name in known for word in _NOT_LETTERS.split(name.casefold())]
        for name in sorted({_folded(name) for name in [*known, *words]}, key=len, reverse=True):
            if len(name) >= 4:
                left = left.replace(name, "")
        rest = len(left) + sum(not character.isalpha() for character in password)
        if len(_folded(password)) != len(left) and rest < 8:
            raise ValidationError(
                "This password is too easy to guess: it is mostly a name. Use three random words instead.",
                code="password_own_name",
            )

    def get_help_text(self) -> str:
        return "Do not use your name or the service's name."


def check_new_password(password: str, *, user: User, names: tuple[str, ...] = ()) -> None:
    """Check a password that is being chosen; `names` are those of the service.

    Raises:
        ValidationError: with one sentence, the first thing to mend.
    """
    try:
        validate_password(password, user)
        OwnNamesValidator().validate(password, user, names=names)
    except ValidationError as wrong:
        raise ValidationError(wrong.messages[0]) from wrong
