"""Addresses of the start page, a home's front page and what stands around the registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.web.front import views as front

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.start, name="start"),
    path("", include("havenkeep.web.setup.urls")),
    path("homes/<slug:ref>/", front.home, name="home"),
]
