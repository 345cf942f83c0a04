"""Addresses of training needs, under `/homes/<ref>/training/needs/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.needs.views import analysis, owing

pages: list[URLPattern] = [
    path("", analysis.analysis, name="analysis"),
    path("roles/<slug:role>/", analysis.role, name="role"),
    path("approval/", analysis.approval, name="approval"),
    path("versions/<slug:analysis>/", analysis.version, name="version"),
    path("versions/<slug:analysis>/file.<slug:extension>", analysis.version_file, name="version_file"),
    path("assignments/", owing.assignments, name="assignments"),
    path("assignments/new/", owing.assign, name="assign"),
    path("assignments/<slug:assignment>/ending/", owing.end_assignment, name="end_assignment"),
    path("papers/<slug:printed>.pdf", owing.paper, name="paper"),
    path("reminders/", owing.reminders, name="reminders"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("homes/<slug:ref>/training/needs/", include((pages, "needs"))),
]
