"""Addresses of an assessment, under a home or under a provider."""

from __future__ import annotations

from django.urls import path

from havenkeep.assessment.views import (
    bringing,
    confirming,
    here,
    items,
    opening,
    overview,
    plan,
    proofs,
    publication,
    toolkit,
)

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
    path("opening/", opening.opening, name="opening"),
    path("bring/", bringing.choose, name="bring"),
    path("bring/<slug:preview>/", bringing.preview, name="bring_preview"),
    path("bring/<slug:preview>/columns/", bringing.columns, name="bring_columns"),
    path("toolkit/", toolkit.toolkit, name="toolkit"),
    path("toolkit/<slug:preview>/", toolkit.result, name="toolkit_result"),
    path("here/", here.here, name="here"),
    path("here/<str:item>/", here.not_here, name="not_here"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<slug:job>/", plan.job, name="job"),
    path("plan/<slug:job>/completion/", plan.job_done, name="job_done"),
    path("publication/", publication.publication, name="publication"),
    path("publication/<int:number>/", publication.snapshot, name="snapshot"),
    path("publication/<slug:edition>/<int:number>/", publication.earlier_snapshot, name="earlier_snapshot"),
]
