"""The address of the sample."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.sample import views

app_name = "sample"
urlpatterns: list[URLPattern] = [path("", views.look, name="look")]
