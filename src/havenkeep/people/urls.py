"""Addresses of the staff list, of a home and of a provider."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.people.views import agencies, bringing, checking, group, person, posts, staff

_OF_PERSON: list[URLPattern | URLResolver] = [
    path("", person.person, name="person"),
    path("details/", person.details, name="details"),
    path("this-is-me/", staff.this_is_me, name="this_is_me"),
    path("account/", person.account, name="account"),
    path("account/removal/", person.account_removal, name="account_removal"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<int:post>/", posts.post, name="post"),
    path("posts/<int:post>/ending/", posts.ending, name="ending"),
    path("posts/<int:post>/removal/", posts.removal, name="post_removal"),
    path("absences/new/", posts.new_absence, name="new_absence"),
    path("absences/<int:absence>/", posts.absence, name="absence"),
    path("absences/<int:absence>/removal/", posts.absence_removal, name="absence_removal"),
    path("same-person/", person.merge, name="merge"),
    path("same-person/<slug:other>/", person.merge_with, name="merge_with"),
    path("forgetting/", person.forgetting, name="forgetting"),
]
_OF_HOME: list[URLPattern | URLResolver] = [
    path("", staff.staff, name="staff"),
    path("list.<slug:extension>", staff.staff_file, name="staff_file"),
    path("new/", staff.add, name="add"),
    path("changes/", staff.changes, name="changes"),
    path("bring/", bringing.bring_in, name="bring"),
    path("bring/columns/", bringing.columns, name="bring_columns"),
    path("bring/<slug:listing>/", bringing.preview, name="bring_preview"),
    path("check/", checking.check, name="check"),
    path("check/still-here/", checking.keep_many, name="keep_many"),
    path("check/<slug:difference>/", checking.difference, name="difference"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.new_letter, name="new_letter"),
    path("agencies/<slug:letter>/removal/", agencies.letter_removal, name="letter_removal"),
    path("agencies/first-shift-card-<slug:language>.pdf", agencies.card, name="card"),
    path("<slug:person>/", include(_OF_PERSON)),
]
_OF_PROVIDER: list[URLPattern | URLResolver] = [
    path("", staff.provider, name="staff"),
    path("bring/", group.bring_in, name="bring"),
    path("bring/columns/", group.columns, name="bring_columns"),
    path("bring/<slug:listing>/", group.preview, name="bring_preview"),
    path("bring/<slug:listing>/services/", group.services, name="bring_services"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("homes/<slug:ref>/staff/", include((_OF_HOME, "people"))),
    path("providers/<slug:ref>/staff/", include((_OF_PROVIDER, "provider_people"))),
]
