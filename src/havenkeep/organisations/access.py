"""The one door: a view of a home or provider starts here, with what it is and who may.

Another's thing is not found (404); a colleague without the right is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.identity.roles import READING, Permission, Role, allows
from havenkeep.identity.sessions.session import origin
from havenkeep.organisations.models import Home, Membership, Provider

View = Callable[..., HttpResponse]
Response = TypeVar("Response", bound=HttpResponseBase)


class UserRequest(HttpRequest):
    """A request by someone signed in."""

    user: User


@dataclass(frozen=True, slots=True)
class Granted:
    """What the signed-in user may do with the home or provider of the page.

    `last_day` is when all of it ends; None when some of it has no end.
    """

    roles: tuple[Role, ...]
    last_day: date | None = None

    @classmethod
    def by(cls, memberships: Sequence[Membership]) -> Granted:
        days = [row.last_day for row in memberships if row.as_role is not Role.OPERATOR]
        return cls(
            roles=tuple(row.as_role for row in memberships),
            last_day=None if None in days else max((day for day in days if day), default=None),
        )

    @property
    def may_only_read(self) -> bool:
        return set(self.roles) <= READING

    def may(self, permission: Permission) -> bool:
        return any(allows(role, permission) for role in self.roles)


class HomeRequest(UserRequest):
    home: Home
    granted: Granted


class ProviderRequest(UserRequest):
    provider: Provider
    granted: Granted


def home_page(permission: Permission) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Decorate a view of `/homes/<ref>/…`: it gets a `HomeRequest`."""

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, **kwargs: Any) -> Response:
            home_request = cast(HomeRequest, request)
            home, granted = open_home(user=home_request.user, ref=ref)
            check(granted, permission)
            home_request.home, home_request.granted = home, granted
            return view(home_request, **kwargs)

        return wrapped

    return decorate


def provider_page(permission: Permission) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Decorate a view of `/providers/<ref>/…`: it gets a `ProviderRequest`."""

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, **kwargs: Any) -> Response:
            provider_request = cast(ProviderRequest, request)
            provider, granted = open_provider(user=provider_request.user, ref=ref)
            check(granted, permission)
            provider_request.provider, provider_request.granted = provider, granted
            return view(provider_request, **kwargs)

        return wrapped

    return decorate


class PlaceRequest(UserRequest):
    """A request for a page of one home or one provider: exactly one of `home` and `provider` is set.

    `namespace` is of the room's addresses there: the room's own for a home, `provider_…` for a provider.
    """

    home: Home | None
    provider: Provider | None
    place: Home | Provider
    granted: Granted
    namespace: str
    place_ref: str


def open_place(
    request: HttpRequest, *, ref: str, place: str, room: str, permission: Permission
) -> PlaceRequest:
    """Return the request with its home (`place` is `home`) or provider, and what the user may do there.

    Raises:
        Http404: no such place, or not this user's.
        PermissionDenied: the user's role there does not carry the permission.
    """
    asked = cast(PlaceRequest, request)
    asked.home, asked.provider, asked.place_ref = None, None, ref
    if place == "home":
        asked.namespace = room
        asked.home, asked.granted = open_home(user=asked.user, ref=ref)
        asked.place = asked.home
    else:
        asked.namespace = f"provider_{room}"
        asked.provider, asked.granted = open_provider(user=asked.user, ref=ref)
        asked.place = asked.provider
    check(asked.granted, permission)
    return asked


def operator_page(view: Callable[..., HttpResponse]) -> View:
    """Decorate a view of the installation: only its operators find it."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = cast(UserRequest, request).user
        if not Membership.objects.in_force(at=timezone.now()).filter(user=user, role=Role.OPERATOR).exists():
            raise PermissionDenied("Only the person who looks after this installation can open this page.")
        return view(request, **kwargs)

    return wrapped


def open_home(*, user: User, ref: str) -> tuple[Home, Granted]:
    """Return the home and what the user may do there. One query for its own people, two for its provider's.

    Raises:
        Http404: no such home, or not this user's.
    """
    related = ("provider", "profile")
    memberships = list(
        Membership.objects.in_force(at=timezone.now())
        .filter(Q(home__ref=ref) | Q(provider__homes__ref=ref) | Q(role=Role.OPERATOR), user=user)
        .select_related(*(f"home__{name}" for name in related))
    )
    # Looking after the installation comes along, so that a page knows; by itself it opens no home.
    if all(membership.role == Role.OPERATOR for membership in memberships):
        raise Http404
    own = next((membership.home for membership in memberships if membership.home is not None), None)
    home = own or Home.objects.select_related(*related).get(ref=ref)
    return home, Granted.by(memberships)


def open_provider(*, user: User, ref: str) -> tuple[Provider, Granted]:
    """Return the provider and what the user may do there.

    Raises:
        Http404: no such provider, or not this user's.
    """
    provider = Provider.objects.filter(ref=ref).first()
    if provider is None:
        raise Http404
    mine = Membership.objects.in_force(at=timezone.now()).filter(user=user, provider=provider)
    memberships = list(mine)
    if not memberships:
        raise Http404
    return provider, Granted.by(memberships)


def check(granted: Granted, permission: Permission) -> None:
    """Raise the sentence a person reads when their role does not reach this page."""
    if not granted.may(permission):
        raise PermissionDenied(f"Your role here does not let you {permission.value}. Ask the manager.")


def actor(request: HttpRequest) -> Actor:
    """Return who is doing this, and from how near: this computer or the network."""
    return cast(UserRequest, request).user.as_actor(origin=origin(request))
