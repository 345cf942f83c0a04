"""Addresses of this room, under `/homes/<ref>/registers/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.governance.views import people, systems

app_name = "governance"
urlpatterns: list[URLPattern] = [
    path("people/", people.people, name="people"),
    path("people/duties/<slug:duty>/", people.duty, name="duty"),
    path("people/<int:appointment>/", people.appointment, name="appointment"),
    path("people/<int:appointment>/signature/", people.signature, name="signature"),
    path("people/<int:appointment>/ending/", people.ending, name="ending"),
    path("people/<int:appointment>/letter/", people.letter, name="letter"),
    path("nhs-systems/", systems.systems, name="systems"),
]
