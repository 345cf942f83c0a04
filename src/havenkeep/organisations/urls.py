"""Addresses of people with access: the same pages three times, and the page behind an invitation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.organisations.views import accepting, inviting, people

ROOM = "organisations"
_EVERYWHERE: list[URLPattern] = [
    path("", people.people, name="people"),
    path("invite/", inviting.invite, name="invite"),
    path("invitations/<slug:invitation>/link/", inviting.new_link, name="new_link"),
    path("invitations/<slug:invitation>/revocation/", inviting.revocation, name="revocation"),
    path("<int:membership>/", people.member, name="member"),
    path("<int:membership>/ending/", people.ending, name="ending"),
    path("<int:membership>/way-in/", people.way_in, name="way_in"),
]
_PLACE: list[URLPattern] = [*_EVERYWHERE, path("leaving/<slug:person>/", people.leaving, name="leaving")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("invitation/", accepting.invitation, name="invitation"),
    path("homes/<slug:ref>/people-with-access/", include((_PLACE, ROOM)), {"door": "home"}),
    path(
        "providers/<slug:ref>/people-with-access/",
        include((_PLACE, ROOM), namespace="provider_organisations"),
        {"door": "provider"},
    ),
    path("operators/", include((_EVERYWHERE, ROOM), namespace="operators"), {"door": "installation"}),
]
