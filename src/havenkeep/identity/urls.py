"""Addresses of signing in. Of the library's pages only those that are used."""

from __future__ import annotations

from allauth.account import views as library
from allauth.mfa.base import views as second_step
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, path

from havenkeep.identity import views
from havenkeep.identity.protection import views as protection
from havenkeep.identity.sessions import views as sessions
from havenkeep.identity.way_in import views as way_in

urlpatterns: list[URLPattern] = [
    path("", views.account, name="identity_account"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-out/", library.logout, name="account_logout"),
    path("sign-up/", library.signup, name="account_signup"),
    path("closed/", library.account_inactive, name="account_inactive"),
    path("again/", library.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("way-in/", way_in.way_in, name="identity_way_in"),
    path("protection/", protection.protection, name="mfa_index"),
    path("protection/later/", protection.later, name="identity_protection_later"),
    path("protection/app/", protection.new_app, name="mfa_activate_totp"),
    path("protection/passkey/", protection.new_passkey, name="mfa_add_webauthn"),
    path("protection/removal/", protection.remove, name="identity_step_removal"),
    path("protection/codes/", protection.codes, name="mfa_view_recovery_codes"),
    path("protection/codes/file/", protection.codes_file, name="mfa_download_recovery_codes"),
    path("protection/codes/new/", protection.new_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.sessions, name="identity_sessions"),
]
