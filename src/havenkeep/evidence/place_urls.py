"""Addresses of proof, under a home or under a provider."""

from __future__ import annotations

from django.urls import path

from havenkeep.evidence.views import files, lists, one

urlpatterns = [
    path("", lists.proofs, name="proofs"),
    path("new/", lists.new, name="new"),
    path("<slug:proof>/", one.proof, name="proof"),
    path("<slug:proof>/details/", one.details, name="details"),
    path("<slug:proof>/erasure/", one.erasure, name="erasure"),
    path("<slug:proof>/items/", one.items, name="items"),
    path("<slug:proof>/sign-off/", one.sign_off, name="sign_off"),
    path("<slug:proof>/version/", one.version, name="version"),
    path("<slug:proof>/withdrawal/", one.withdrawal, name="withdrawal"),
    path("<slug:proof>/files/<slug:file>/", files.file, name="file"),
    path("<slug:proof>/files/<slug:file>/look/", files.look, name="look"),
    path("<slug:proof>/files/<slug:file>/picture/", files.picture, name="picture"),
]
