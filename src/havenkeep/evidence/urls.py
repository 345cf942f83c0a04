"""Addresses of proof: the same pages for a home and for a provider."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

_PLACE = "havenkeep.evidence.place_urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "homes/<slug:ref>/evidence/", include((_PLACE, "evidence"), namespace="evidence"), {"place": "home"}
    ),
    path(
        "providers/<slug:ref>/evidence/",
        include((_PLACE, "evidence"), namespace="provider_evidence"),
        {"place": "provider"},
    ),
]
