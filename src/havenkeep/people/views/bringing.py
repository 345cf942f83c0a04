"""Bringing a list of one service in: choose or paste it, say which column is what, look, apply."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people import actions
from havenkeep.people.domain.sheet_columns import NO_NAMES, PEOPLE
from havenkeep.people.imports import Kept, bring, keep, look, needed_of
from havenkeep.people.pages.bringing import PreviewPage, ResultPage
from havenkeep.people.views.choosing import Chosen, Door

TOO_OLD = "That list was read more than a day ago. Choose it again."


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def bring_in(request: HomeRequest) -> HttpResponse:
    """Choose a file, or paste rows. Only what is needed of it is kept, and for a day."""
    return _keep(request, _door(request).choose(request))


@require_POST
@home_page(Permission.REGISTERS_EDIT)
def columns(request: HomeRequest) -> HttpResponse:
    """Read the sheet that travelled in the page by the columns that a person said."""
    return _keep(request, _door(request).read_columns(request))


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def preview(request: HomeRequest, listing: str) -> HttpResponse:
    """Look at what a list would do, by person, and apply it."""
    row = preview_of(request.home, kind=PEOPLE.name, ref=listing, at=timezone.now())
    if row is None:
        messages.error(request, TOO_OLD)
        return redirect("people:bring", ref=request.home.ref)
    if row.applied_at is not None:
        page = ResultPage.of(request.home, row)
        return render(request, "people/bring_result.jinja", {"page": page})
    kept = Kept.from_json(row.rows)
    if request.method == "POST":
        return _apply(request, row, kept)
    bringing = look(kept, home=request.home, on=timezone.localdate())
    shown = PreviewPage.of(request.home, kept=kept, bringing=bringing)
    return render(request, "people/bring_preview.jinja", {"page": shown, "preview": row.ref})


def _door(request: HomeRequest) -> Door:
    return Door(place=request.home, kind=PEOPLE, namespace="people", why_not=NO_NAMES)


def _apply(request: HomeRequest, row: Preview, kept: Kept) -> HttpResponse:
    try:
        bring(kept, home=request.home, by=actor(request), at=timezone.now(), preview=row)
    except AlreadyApplied:
        pass  # in another tab, or the button was pressed twice: the page says what came of it
    except (CannotApply, actions.CannotKeep) as cannot:
        messages.error(request, str(cannot))
        return redirect("people:bring", ref=request.home.ref)
    return redirect("people:bring_preview", ref=request.home.ref, listing=row.ref)


def _keep(request: HomeRequest, chosen: Chosen | HttpResponse) -> HttpResponse:
    if isinstance(chosen, HttpResponse):
        return chosen
    row = keep(
        needed_of(chosen.upload, chosen.layout, home=request.home, said=chosen.said),
        home=request.home,
        by=actor(request),
        at=timezone.now(),
        said=(chosen.upload, chosen.layout) if chosen.by_hand else None,
    )
    return redirect("people:bring_preview", ref=request.home.ref, listing=row.ref)
