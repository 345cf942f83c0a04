"""Addresses of signing in. Of the library's pages only those that are used."""

from __future__ import annotations

from allauth.account import views as library
from django.urls import URLPattern, path

from havenkeep.identity import views
from havenkeep.identity.way_in import views as way_in

urlpatterns: list[URLPattern] = [
    path("sign-in/", library.login, name="account_login"),
    path("sign-out/", library.logout, name="account_logout"),
    path("sign-up/", library.signup, name="account_signup"),
    path("closed/", library.account_inactive, name="account_inactive"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("way-in/", way_in.way_in, name="identity_way_in"),
]
