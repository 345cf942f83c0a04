"""Addresses of the answer book, under a home or under a provider."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.reports import views

_PLACE = [
    path("", views.book, name="book"),
    path("book.<slug:extension>", views.book_file, name="book_file"),
    path("plan.<slug:extension>", views.plan_file, name="plan_file"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("homes/<slug:ref>/book/", include((_PLACE, "reports"), namespace="reports"), {"place": "home"}),
    path(
        "providers/<slug:ref>/book/",
        include((_PLACE, "reports"), namespace="provider_reports"),
        {"place": "provider"},
    ),
]
