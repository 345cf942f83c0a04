"""The pages of people with access are the same for a home, a provider and the installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from havenkeep.identity.roles import Permission, Role
from havenkeep.organisations.access import (
    Granted,
    HomeRequest,
    UserRequest,
    View,
    check,
    open_home,
    open_provider,
)
from havenkeep.organisations.models import (
    Home,
    Invitation,
    InvitationQuerySet,
    Membership,
    MembershipQuerySet,
    Provider,
)
from havenkeep.organisations.queries import looks_after_installation

NAMESPACES = {"home": "organisations", "provider": "provider_organisations", "installation": "operators"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What people are let in to: a home, a provider, or the installation when `place` is None."""

    place: Home | Provider | None
    namespace: str

    @property
    def name(self) -> str:
        return self.place.name if self.place is not None else "This installation"

    @property
    def memberships(self) -> MembershipQuerySet:
        """Return everyone's access to this place itself, ended or not."""
        return Membership.objects.of_place(self.place)

    @property
    def invitations(self) -> InvitationQuerySet:
        return Invitation.objects.of_place(self.place)

    def to(self, page: str, **kwargs: Any) -> str:
        """Return the address of one of this place's pages."""
        ref = {"ref": self.place.ref} if self.place is not None else {}
        return reverse(f"{self.namespace}:{page}", kwargs=ref | kwargs)

    @property
    def back(self) -> tuple[str, str]:
        """Return the address and name of the page above."""
        if isinstance(self.place, Home):
            return reverse("web:home", args=[self.place.ref]), self.place.name
        if isinstance(self.place, Provider):
            return reverse("web:provider", args=[self.place.ref]), self.place.name
        return reverse("upkeep:installation"), "This installation"


class DoorRequest(UserRequest):
    """A request for a page of people with access. `home` or `provider` is set for what stands around it."""

    door: Door
    granted: Granted


def door_page(permission: Permission) -> Callable[[Callable[..., HttpResponse]], View]:
    """Decorate a view that serves homes, providers and the installation alike: it gets a `DoorRequest`.

    The permission is asked for in a home and a provider; the installation is its operators'.
    """

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, door: str, ref: str = "", **kwargs: Any) -> HttpResponse:
            asked = cast(DoorRequest, request)
            asked.door, asked.granted = _open(asked, door, ref)
            if asked.door.place is not None:
                check(asked.granted, permission)
            return view(asked, **kwargs)

        return wrapped

    return decorate


def _open(request: DoorRequest, door: str, ref: str) -> tuple[Door, Granted]:
    namespace = NAMESPACES[door]
    if door == "home":
        home, granted = open_home(user=request.user, ref=ref)
        cast(HomeRequest, request).home = home
        return Door(place=home, namespace=namespace), granted
    if door == "provider":
        provider, granted = open_provider(user=request.user, ref=ref)
        request.provider = provider  # type: ignore[attr-defined]  # read by what stands around the page
        return Door(place=provider, namespace=namespace), granted
    if not looks_after_installation(request.user, at=timezone.now()):
        raise PermissionDenied("Only the person who looks after this installation can open this page.")
    return Door(place=None, namespace=namespace), Granted((Role.OPERATOR,))
