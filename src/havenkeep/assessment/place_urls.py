"""Addresses of an assessment, under a home or under a provider."""

from __future__ import annotations

from django.urls import path

from havenkeep.assessment.views import confirming, items, overview, proofs

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("topics/<slug:topic>/", overview.topic, name="topic"),
    path("numbers/<slug:number>/", overview.number, name="number"),
    path("left/", overview.left, name="left"),
    path("items/<str:item>/", items.item, name="item"),
    path("items/<str:item>/confirmation/", items.confirmation, name="confirmation"),
    path("items/<str:item>/proofs/", proofs.add, name="proofs"),
    path("items/<str:item>/proofs/<slug:proof>/withdrawal/", proofs.withdraw, name="proof_withdrawal"),
    path("confirmations/", confirming.several, name="confirmations"),
]
