"""Addresses of the set-up journey and of first aid."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.web.first_aid.views import first_aid
from havenkeep.web.setup import account_views, home_views, service_views, views

urlpatterns: list[URLPattern] = [
    path("welcome/", views.welcome, name="welcome"),
    path("setup/", views.go_on, name="setup_next"),
    path("setup/service/", service_views.service, name="setup_service"),
    path("setup/service/by-hand/", service_views.by_hand, name="setup_by_hand"),
    path("setup/answers/", views.answers, name="setup_answers"),
    path("setup/account/", account_views.account, name="setup_account"),
    path("setup/<slug:slug>/", views.question, name="setup_question"),
    path("homes/<slug:ref>/first-job/", home_views.first_job, name="first_job"),
    path("first-aid/", first_aid, name="first_aid"),
]
