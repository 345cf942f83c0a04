"""Adding proof to one item, and taking one off file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.proofs import ProofPage
from havenkeep.assessment.scope import SubmissionRequest, submission_page
from havenkeep.evidence import actions, adding
from havenkeep.evidence.forms import ProofForm
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def add(request: SubmissionRequest, item: str) -> HttpResponse:
    asked = request.edition.by_ref.get(item)
    if asked is None:
        raise Http404
    posted = request.method == "POST"
    today = timezone.localdate()
    form = ProofForm(request.POST, request.FILES, today=today) if posted else ProofForm(today=today)
    form.offer_items([(one.ref, one.title) for one in request.edition.in_toolkit_order if one is not asked])
    if form.is_valid() and (
        kept := adding.add(form, owner=request.place, items=[asked.ref], by=actor(request), at=timezone.now())
    ):
        messages.success(request, "Proof kept." if len(kept) == 1 else f"{len(kept)} proofs kept.")
        return redirect(f"{request.namespace}:item", ref=request.place_ref, item=asked.ref)
    page = ProofPage(place=Place.of(request), ref=asked.ref, title=asked.title)
    return render(
        request, "assessment/proof.jinja", {"page": page, "form": form}, status=422 if posted else 200
    )


@require_POST
@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def withdraw(request: SubmissionRequest, item: str, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs.on_file(), ref=proof)
    actions.withdraw_proof(proof=kept, by=actor(request), at=timezone.now())
    messages.success(request, "Taken off file.")
    return redirect(f"{request.namespace}:item", ref=request.place_ref, item=item)
