"""The door to a talk of a home."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpResponse

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, View, home_page
from havenkeep.talks.models import Talk
from havenkeep.talks.queries import talks_of


class TalkRequest(HomeRequest):
    """A request for a page about one talk of the home."""

    talk: Talk


def talk_page(permission: Permission) -> Callable[[View], View]:
    """Decorate a view of `/homes/<ref>/training/talks/<talk>/…`; 404 for another home's talk."""

    def decorate(view: View) -> View:
        @home_page(permission)
        @wraps(view)
        def wrapped(request: HomeRequest, talk: str, **kwargs: Any) -> HttpResponse:
            asked = cast(TalkRequest, request)
            found = talks_of(request.home).filter(ref=talk).first()
            if found is None:
                raise Http404
            found.home = request.home
            asked.talk = found
            return view(asked, **kwargs)

        return wrapped

    return decorate
