"""Addresses of the assessment: the same pages for a home and for a provider."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

_PLACE = "havenkeep.assessment.place_urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "homes/<slug:ref>/assessment/",
        include((_PLACE, "assessment"), namespace="assessment"),
        {"place": "home"},
    ),
    path(
        "providers/<slug:ref>/assessment/",
        include((_PLACE, "assessment"), namespace="provider_assessment"),
        {"place": "provider"},
    ),
]
