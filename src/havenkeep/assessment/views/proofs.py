"""Saying where a proof is kept, and taking one off file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.assessment.forms import ProofForm
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.proofs import ProofPage
from havenkeep.assessment.scope import SubmissionRequest, submission_page
from havenkeep.evidence import actions
from havenkeep.evidence.models import Proof
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def add(request: SubmissionRequest, item: str) -> HttpResponse:
    asked = request.edition.by_ref.get(item)
    if asked is None:
        raise Http404
    form = ProofForm(request.POST) if request.method == "POST" else ProofForm()
    if form.is_valid():
        data = dict(form.cleaned_data)
        actions.keep_proof(
            owner=request.place,
            items=[asked.ref],
            kind=Proof.Kind(data.pop("kind")),
            by=actor(request),
            at=timezone.now(),
            **data,
        )
        messages.success(request, "Proof kept.")
        return redirect(f"{request.namespace}:item", ref=request.place_ref, item=asked.ref)
    page = ProofPage(place=Place.of(request), ref=asked.ref, title=asked.title)
    return render(
        request,
        "assessment/proof.jinja",
        {"page": page, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def withdraw(request: SubmissionRequest, item: str, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs.on_file(), ref=proof)
    actions.withdraw_proof(proof=kept, by=actor(request), at=timezone.now())
    messages.success(request, "Taken off file.")
    return redirect(f"{request.namespace}:item", ref=request.place_ref, item=item)
