"""The door to a learner's own pages: who has left gets a kind page, and nothing of theirs is changed."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from havenkeep.lessons.pages.own import LeftPage
from havenkeep.organisations.access import View
from havenkeep.people.access import OwnRequest, own_page

ON_THIS_COMPUTER = {"127.0.0.1", "localhost", "[::1]"}


def learner_page(view: View) -> View:
    """Decorate a view of `/me/<person>/…` that is for people who work here now; it gets an `OwnRequest`."""

    @own_page
    @wraps(view)
    def wrapped(request: OwnRequest, **kwargs: Any) -> HttpResponse:
        if request.person.posts.on(timezone.localdate()).exists():
            return view(request, **kwargs)
        return render(request, "lessons/left.jinja", {"page": LeftPage.of(request.person)})

    return wrapped


def keeps_offline(request: HttpRequest) -> bool:
    """Say whether a browser may keep pages for later: over HTTPS, or on the computer itself."""
    host = request.get_host()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return settings.SESSION_COOKIE_SECURE or request.is_secure() or name in ON_THIS_COMPUTER
