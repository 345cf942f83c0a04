"""Asking again who is there before something that a passer-by must not do."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def fresh(view: View) -> View:
    """Decorate a view: it opens to who has shown within five minutes that it is them."""
    return cast(View, reauthentication_required(app="allauth.mfa")(view))
