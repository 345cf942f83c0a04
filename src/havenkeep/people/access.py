"""The two doors to a person: the home's, for whoever keeps its staff list, and their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, UserRequest, View, home_page
from havenkeep.people.models import Person


class StaffRequest(HomeRequest):
    """A request for a page about somebody who works, or worked, in the home."""

    person: Person


class OwnRequest(UserRequest):
    """A request by somebody for their own page. They may have left: ask `person.posts.on(today)`."""

    person: Person


def staff_page(permission: Permission) -> Callable[[View], View]:
    """Decorate a view of `/homes/<ref>/staff/<person>/…`; 404 for somebody who never worked there."""

    def decorate(view: View) -> View:
        @home_page(permission)
        @wraps(view)
        def wrapped(request: HomeRequest, person: str, **kwargs: Any) -> HttpResponse:
            asked = cast(StaffRequest, request)
            posts = request.home.posts.values("person")
            found = Person.objects.filter(pk__in=posts, ref=person).first()
            if found is None:
                raise Http404
            asked.person = found
            return view(asked, **kwargs)

        return wrapped

    return decorate


def own_page(view: View) -> View:
    """Decorate a view of `/me/<person>/…`: it gets an `OwnRequest`; 404 unless the person is the user."""

    @wraps(view)
    def wrapped(request: HttpRequest, person: str, **kwargs: Any) -> HttpResponse:
        asked = cast(OwnRequest, request)
        found = asked.user.persons.select_related("provider").filter(ref=person).first()
        if found is None:
            raise Http404
        asked.person = found
        return view(asked, **kwargs)

    return wrapped
