"""A page of proof belongs to a home or to a provider."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import open_place

PageView = Callable[..., HttpResponseBase]
ROOM = "evidence"


def place_page(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], PageView]:
    """Decorate a view that serves homes and providers alike: it gets a `PlaceRequest`."""

    def decorate(view: Callable[..., HttpResponseBase]) -> PageView:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, place: str, **kwargs: Any) -> HttpResponseBase:
            asked = open_place(request, ref=ref, place=place, room=ROOM, permission=permission)
            return view(asked, **kwargs)

        return wrapped

    return decorate
