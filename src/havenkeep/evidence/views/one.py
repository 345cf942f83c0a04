"""One proof: read it, replace it, correct it, use it, sign it off, take it off file, delete it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.evidence import actions, adding
from havenkeep.evidence.forms import ON_A_DAY, WITHOUT_END, Dated, DetailsForm, ItemsForm, ReplacementForm
from havenkeep.evidence.models import Proof
from havenkeep.evidence.pages import AskPage, Place, ProofPage, told
from havenkeep.evidence.place import place_page
from havenkeep.evidence.queries import happened, whole
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import PlaceRequest, actor
from havenkeep.standards.queries import edition_in_force

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@place_page(Permission.ASSESSMENT_VIEW)
def proof(request: PlaceRequest, proof: str) -> HttpResponse:
    place, on = Place.of(request), timezone.localdate()
    found = whole(get_object_or_404(request.place.proofs, ref=proof))
    history = told(happened(found.proof, files=found.proof.files.all())) if place.may_see_history else []
    edition = edition_in_force(on=on)
    page = ProofPage.of(place, whole=found, edition=edition, history=history, reader=request.user.ref, on=on)
    return render(request, "evidence/proof.jinja", {"page": page})


@require_http_methods(GET_AND_POST)
@place_page(Permission.ASSESSMENT_ANSWER)
def version(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    today = timezone.localdate()
    if request.method != "POST":
        return _ask(request, kept, ReplacementForm(proof=kept, today=today), "evidence/version.jinja")
    form = ReplacementForm(request.POST, request.FILES, proof=kept, today=today)
    seen = request.POST.get("version", "")
    try:
        if form.is_valid() and adding.replace(
            form,
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            by=actor(request),
            at=timezone.now(),
        ):
            messages.success(request, "The newer version is on file.")
            return _back(request, kept)
    except actions.ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
    return _ask(request, kept, form, "evidence/version.jinja")


@require_http_methods(GET_AND_POST)
@place_page(Permission.ASSESSMENT_ANSWER)
def details(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    today = timezone.localdate()
    written = {
        "title": kept.title,
        "paper_kind": kept.paper,
        "dated_on": kept.dated_on,
        "ends": ON_A_DAY if kept.valid_until else WITHOUT_END,
        "valid_until": kept.valid_until,
    }
    posted = request.POST if request.method == "POST" else None
    form = DetailsForm(posted, initial=written, today=today)
    if not form.is_valid():
        return _ask(request, kept, form, "evidence/details.jinja")
    data = form.cleaned_data
    actions.correct_proof(
        proof=kept,
        title=data["title"],
        paper=form.paper(),
        dated_on=data["dated_on"],
        valid_until=data["valid_until"],
        by=actor(request),
        at=timezone.now(),
    )
    messages.success(request, "Saved.")
    return _back(request, kept)


@require_http_methods(GET_AND_POST)
@place_page(Permission.ASSESSMENT_ANSWER)
def items(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    listed = edition_in_force(on=timezone.localdate()).in_toolkit_order
    had = list(kept.uses.values_list("item", flat=True))
    known = {item.ref for item in listed}
    offered = [(item.ref, item.title) for item in listed]
    posted = request.POST if request.method == "POST" else None
    form = ItemsForm(posted, items=offered, initial={"items": had})
    if not form.is_valid():
        return _ask(request, kept, form, "evidence/items.jinja")
    # Items of other years' lists cannot be ticked here, so they are left as they are.
    chosen = [*form.cleaned_data["items"], *(item for item in had if item not in known)]
    actions.use_proof(proof=kept, items=chosen, by=actor(request), at=timezone.now())
    messages.success(request, "Saved.")
    return _back(request, kept)


@require_POST
@place_page(Permission.ASSESSMENT_CONFIRM)
def sign_off(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs.on_file(), ref=proof)
    if request.POST.get("version") == str(kept.version):
        actions.sign_off(
            owner=request.place,
            subject=kept.subject,
            version=str(kept.version),
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, "Signed off.")
    else:
        messages.error(request, "A newer version was added in the meantime. Look at it, then sign it off.")
    return _back(request, kept)


@require_POST
@place_page(Permission.ASSESSMENT_ANSWER)
def withdrawal(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    if "back" in request.POST:
        actions.put_back_proof(proof=kept, by=actor(request), at=timezone.now())
        messages.success(request, "Back on file.")
    else:
        actions.withdraw_proof(proof=kept, by=actor(request), at=timezone.now())
        messages.success(request, "Taken off file.")
    return _back(request, kept)


@require_http_methods(GET_AND_POST)
@place_page(Permission.ASSESSMENT_CONFIRM)
def erasure(request: PlaceRequest, proof: str) -> HttpResponse:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    if request.method != "POST":
        page = AskPage(place=Place.of(request), proof=kept)
        return render(request, "evidence/erasure.jinja", {"page": page})
    actions.erase_proof(proof=kept, by=actor(request), at=timezone.now())
    messages.success(request, "Deleted for good, with its files.")
    return redirect(f"{request.namespace}:proofs", ref=request.place_ref)


def _ask(request: PlaceRequest, kept: Proof, form: Dated | ItemsForm, template: str) -> HttpResponse:
    page = AskPage(place=Place.of(request), proof=kept)
    return render(request, template, {"page": page, "form": form}, status=422 if form.is_bound else 200)


def _back(request: PlaceRequest, kept: Proof) -> HttpResponse:
    return redirect(f"{request.namespace}:proof", ref=request.place_ref, proof=kept.ref)
