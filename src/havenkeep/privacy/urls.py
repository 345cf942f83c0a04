"""Addresses of this room, under `/homes/<ref>/registers/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.privacy import views

app_name = "privacy"
urlpatterns: list[URLPattern] = [path("ico/", views.registration, name="registration")]
