"""Addresses of an assessment, under a home or under a provider."""

from __future__ import annotations

from django.urls import path

from havenkeep.assessment.views import confirming, here, items, overview, plan, proofs, publication

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
    path("here/", here.here, name="here"),
    path("here/<str:item>/", here.not_here, name="not_here"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<slug:job>/", plan.job, name="job"),
    path("plan/<slug:job>/completion/", plan.job_done, name="job_done"),
    path("publication/", publication.publication, name="publication"),
    path("publication/<int:number>/", publication.snapshot, name="snapshot"),
]
