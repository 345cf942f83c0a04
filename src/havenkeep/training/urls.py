"""Addresses of training: a home's, a person's, a provider's, one's own, and the public check pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.training.views import certificates, living, person

ROOM = "training"
_HOME = "homes/<slug:ref>/training/"
_PERSON = "homes/<slug:ref>/staff/<slug:person>/training/"
_OWN = "me/<slug:person>/certificates/"

_TRAINING: list[URLPattern] = [
    path(_HOME, living.training, name="training"),
    path(f"{_HOME}names/<slug:group>/", living.names, name="names"),
    path(f"{_HOME}publishing-day/", living.publishing_day, name="publishing_day"),
    path(f"{_HOME}leads/", living.leads, name="leads"),
    path(f"{_HOME}together/", person.together, name="together"),
    path(f"{_HOME}list.<slug:extension>", living.home_list, name="list_file"),
    path(_PERSON, person.person, name="person"),
    path(f"{_PERSON}note/", person.note, name="note"),
    path(f"{_PERSON}shown/", person.shown, name="shown"),
    path(f"{_PERSON}<slug:completion>/withdrawal/", person.withdrawal, name="withdrawal"),
    path(f"{_PERSON}<slug:completion>/certificate.pdf", person.certificate, name="certificate"),
    path(_OWN, certificates.own, name="own"),
    path(f"{_OWN}passport/", certificates.own_passport, name="own_passport"),
    path(f"{_OWN}passport/end/", certificates.own_passport_end, name="own_passport_end"),
    path(f"{_OWN}passport/passport.pdf", certificates.own_passport_file, name="own_passport_file"),
    path(f"{_OWN}<slug:completion>/certificate.pdf", certificates.own_certificate, name="own_certificate"),
    path("check/", certificates.check, name="check"),
    path("check/passport/<str:token>/", certificates.check_passport, name="check_passport"),
    path("check/<str:code>/", certificates.check_code, name="check_code"),
]
_PROVIDER: list[URLPattern] = [
    path("", living.provider, name="training"),
    path("list.<slug:extension>", living.provider_list, name="list_file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_TRAINING, ROOM))),
    path("providers/<slug:ref>/training/", include((_PROVIDER, ROOM), namespace="provider_training")),
]
