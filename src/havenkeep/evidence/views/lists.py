"""All proof of a place, and adding to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.evidence import adding
from havenkeep.evidence.forms import FindForm, ProofForm
from havenkeep.evidence.pages import AskPage, ListPage, Place
from havenkeep.evidence.place import place_page
from havenkeep.evidence.queries import find
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import PlaceRequest, actor
from havenkeep.standards.queries import edition_in_force


@require_safe
@place_page(Permission.ASSESSMENT_VIEW)
def proofs(request: PlaceRequest) -> HttpResponse:
    form = FindForm(request.GET)
    wanted, on = form.wanted(), timezone.localdate()
    found = find(request.place, wanted=wanted, on=on, page=_number(request.GET.get("page", "")))
    page = ListPage.of(Place.of(request), found=found, form=form, wanted=wanted, on=on)
    return render(request, "evidence/proofs.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@place_page(Permission.ASSESSMENT_ANSWER)
def new(request: PlaceRequest) -> HttpResponse:
    posted = request.method == "POST"
    today = timezone.localdate()
    form = ProofForm(request.POST, request.FILES, today=today) if posted else ProofForm(today=today)
    form.offer_items([(item.ref, item.title) for item in edition_in_force(on=today).in_toolkit_order])
    if form.is_valid() and (
        kept := adding.add(form, owner=request.place, items=(), by=actor(request), at=timezone.now())
    ):
        messages.success(request, "Proof kept." if len(kept) == 1 else f"{len(kept)} proofs kept.")
        if len(kept) > 1:
            return redirect(f"{request.namespace}:proofs", ref=request.place_ref)
        return redirect(f"{request.namespace}:proof", ref=request.place_ref, proof=kept[0].ref)
    page = AskPage(place=Place.of(request))
    return render(request, "evidence/new.jinja", {"page": page, "form": form}, status=422 if posted else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
