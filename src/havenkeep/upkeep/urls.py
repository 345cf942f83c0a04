"""The address where a service is taken along."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.upkeep import views

app_name = "upkeep"
urlpatterns: list[URLPattern] = [path("homes/<slug:ref>/everything/", views.everything, name="everything")]
