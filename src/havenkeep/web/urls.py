"""Addresses of the start page, a home's front page and what stands around the registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.web.front import views as front
from havenkeep.web.history import views as history
from havenkeep.web.mail import views as mail
from havenkeep.web.personal import views as personal
from havenkeep.web.profile import views as profile
from havenkeep.web.provider import views as provider
from havenkeep.web.registers import views as registers

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.start, name="start"),
    path("services/", front.services, name="services"),
    path("", include("havenkeep.web.setup.urls")),
    path("installation/mail/", mail.mail, name="mail"),
    path("installation/mail/forgetting/", mail.forget, name="mail_forget"),
    path("installation/mail/outbox/", mail.outbox_list, name="outbox"),
    path("installation/mail/outbox/<int:message>/again/", mail.again, name="outbox_again"),
    path("installation/mail/outbox/<int:message>/cancellation/", mail.cancel, name="outbox_cancel"),
    path("installation/mail/server/", mail.server, name="mail_server"),
    path("installation/mail/test/", mail.test, name="mail_test"),
    path("homes/<slug:ref>/", front.home, name="home"),
    path("homes/<slug:ref>/registers/", registers.registers, name="registers"),
    path("homes/<slug:ref>/service/", profile.profile, name="profile"),
    path("homes/<slug:ref>/service/details/", profile.details, name="profile_details"),
    path("homes/<slug:ref>/history/", history.of_home, name="history"),
    path("providers/<slug:ref>/", provider.provider, name="provider"),
    path("providers/<slug:ref>/cover/", provider.cover, name="provider_cover"),
    path("providers/<slug:ref>/history/", history.of_provider, name="provider_history"),
    path("me/data/", personal.me, name="me"),
    path("me/data.json", personal.my_data, name="my_data"),
    path("operators/leavers/", personal.left, name="leavers"),
    path("operators/leavers/<slug:account>/", personal.erasure_of_account, name="erasure_of_account"),
    path(
        "homes/<slug:ref>/people-with-access/<int:membership>/erasure/",
        personal.erasure,
        {"door": "home"},
        name="erasure",
    ),
    path(
        "providers/<slug:ref>/people-with-access/<int:membership>/erasure/",
        personal.erasure,
        {"door": "provider"},
        name="provider_erasure",
    ),
]
