"""The door to a learner's own pages: who has left gets a kind page, and nothing of theirs is changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from havenkeep.keycards.queries import is_shared_tablet
from havenkeep.lessons.pages.own import LeftPage
from havenkeep.organisations.access import View
from havenkeep.people.access import OwnRequest, own_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What the page may keep on the phone or computer in hand; nothing on a tablet that is `shared`."""

    keeps: bool
    shared: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Device:
        shared = is_shared_tablet(request)
        return cls(keeps=keeps_offline(request) and not shared, shared=shared)

    @property
    def needs_connection(self) -> bool:
        return not self.keeps and not self.shared


class LearnerRequest(OwnRequest):
    """A request by somebody who works here now, for their own page."""

    device: Device


ON_THIS_COMPUTER = {"127.0.0.1", "localhost", "[::1]"}


def learner_page(view: View) -> View:
    """Decorate a view of `/me/<person>/…` for people who work here now; it gets a `LearnerRequest`."""

    @own_page
    @wraps(view)
    def wrapped(request: OwnRequest, **kwargs: Any) -> HttpResponse:
        if request.person.posts.on(timezone.localdate()).exists():
            asked = cast(LearnerRequest, request)
            asked.device = Device.of(request)
            return view(asked, **kwargs)
        return render(request, "lessons/left.jinja", {"page": LeftPage.of(request.person)})

    return wrapped


def keeps_offline(request: HttpRequest) -> bool:
    """Say whether a browser may keep pages for later: over HTTPS, or on the computer itself."""
    host = request.get_host()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return settings.SESSION_COOKIE_SECURE or request.is_secure() or name in ON_THIS_COMPUTER
