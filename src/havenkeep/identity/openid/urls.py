"""Addresses of signing in with an account from elsewhere; there only where an issuer is set."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from havenkeep.identity.openid import views

HERE: dict[str, Any] = {"provider_id": "work"}
urlpatterns: list[URLPattern] = [
    path("", views.go, HERE, name="openid_connect_login"),
    path("back/", views.back, HERE, name="openid_connect_callback"),
    path("failed/", views.failed, name="socialaccount_login_cancelled"),
    path("unlink/", views.unlink, name="identity_unlink"),
]
