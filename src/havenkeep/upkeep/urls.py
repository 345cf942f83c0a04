"""The address of the installation itself, and the one where a service is taken along."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.upkeep import views

app_name = "upkeep"
urlpatterns: list[URLPattern] = [
    path("installation/", views.installation, name="installation"),
    path("homes/<slug:ref>/everything/", views.everything, name="everything"),
]
