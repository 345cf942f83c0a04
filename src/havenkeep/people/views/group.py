"""Bringing one list in for all services: choose it, say which service is which, look, apply."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply, settle_choices
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import ProviderRequest, actor, provider_page
from havenkeep.people import actions
from havenkeep.people.domain.group_places import MOST_PLACES, GroupPlaces
from havenkeep.people.domain.sheet_columns import GROUP, NO_SERVICES
from havenkeep.people.forms.group import PlacesForm
from havenkeep.people.imports import (
    Kept,
    bring_group_in,
    keep_group,
    look_group,
    needed_of_group,
    places_of,
)
from havenkeep.people.pages.group import A_ROUND, GroupPreviewPage, GroupResultPage, PlacesPage
from havenkeep.people.views.bringing import TOO_OLD
from havenkeep.people.views.choosing import Chosen, Door

TOO_MANY = (
    f"The column you chose names more than {MOST_PLACES} places, so it cannot be the one that says in which "
    "service somebody works. Choose the list again, and say which column is what."
)


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page(Permission.REGISTERS_EDIT)
def bring_in(request: ProviderRequest) -> HttpResponse:
    """Choose a file, or paste rows. Only what is needed of it is kept, and for a day."""
    return _keep(request, _door(request).choose(request))


@require_POST
@provider_page(Permission.REGISTERS_EDIT)
def columns(request: ProviderRequest) -> HttpResponse:
    """Read the sheet that travelled in the page by the columns that a person said."""
    return _keep(request, _door(request).read_columns(request))


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page(Permission.REGISTERS_EDIT)
def services(request: ProviderRequest, listing: str) -> HttpResponse:
    """Say which service a list means by a place that is the name of none; or say it otherwise."""
    row = _row(request, listing)
    if row is None or row.applied_at is not None:
        return _again(request)
    kept = Kept.from_json(row.rows)
    places = _places(request, row, kept)
    asked = places.asked or places.told
    if not asked:
        return _to(request, "bring_preview", row)
    form = PlacesForm(request.POST if request.method == "POST" else None, asked=asked[:A_ROUND])
    if form.is_valid():
        settle_choices(preview=row, choices={"places": row.choices.get("places", {}) | form.said()})
        return _to(request, "bring_preview", row)
    page = PlacesPage(
        ref=request.provider.ref, listing=row.ref, file=kept.file, left=max(0, len(places.asked) - A_ROUND)
    )
    status = 422 if form.is_bound else 200
    return render(request, "people/group_places.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page(Permission.REGISTERS_EDIT)
def preview(request: ProviderRequest, listing: str) -> HttpResponse:
    """Look at what a list would do, by service and person, and apply it."""
    row = _row(request, listing)
    if row is None:
        return _again(request)
    if row.applied_at is not None:
        page = GroupResultPage.of(request.provider, row)
        return render(request, "people/group_result.jinja", {"page": page})
    kept = Kept.from_json(row.rows)
    places = _places(request, row, kept)
    if places.asked:
        return _to(request, "bring_services", row)
    if request.method == "POST":
        return _apply(request, row, kept, places)
    parts = look_group(kept, places, provider=request.provider, on=timezone.localdate())
    shown = GroupPreviewPage.of(request.provider, preview=row, kept=kept, places=places, parts=parts)
    return render(request, "people/group_preview.jinja", {"page": shown})


def _door(request: ProviderRequest) -> Door:
    return Door(place=request.provider, kind=GROUP, namespace="provider_people", why_not=NO_SERVICES)


def _keep(request: ProviderRequest, chosen: Chosen | HttpResponse) -> HttpResponse:
    if isinstance(chosen, HttpResponse):
        return chosen
    kept = needed_of_group(chosen.upload, chosen.layout, said=chosen.said)
    if len({fields.get("location") for _, fields in kept.rows}) > MOST_PLACES:
        messages.error(request, TOO_MANY)
        return redirect("provider_people:bring", ref=request.provider.ref)
    row = keep_group(
        kept,
        provider=request.provider,
        by=actor(request),
        at=timezone.now(),
        said=(chosen.upload, chosen.layout) if chosen.by_hand else None,
    )
    return _to(request, "bring_preview", row)


def _apply(request: ProviderRequest, row: Preview, kept: Kept, places: GroupPlaces) -> HttpResponse:
    at = timezone.now()
    try:
        bring_group_in(kept, places, provider=request.provider, by=actor(request), at=at, preview=row)
    except AlreadyApplied:
        pass  # in another tab, or the button was pressed twice: the page says what came of it
    except (CannotApply, actions.CannotKeep) as cannot:
        messages.error(request, str(cannot))
        return redirect("provider_people:bring", ref=request.provider.ref)
    return _to(request, "bring_preview", row)


def _row(request: ProviderRequest, listing: str) -> Preview | None:
    return preview_of(request.provider, kind=GROUP.name, ref=listing, at=timezone.now())


def _places(request: ProviderRequest, row: Preview, kept: Kept) -> GroupPlaces:
    return places_of(kept, provider=request.provider, choices=row.choices)


def _again(request: ProviderRequest) -> HttpResponse:
    messages.error(request, TOO_OLD)
    return redirect("provider_people:bring", ref=request.provider.ref)


def _to(request: ProviderRequest, name: str, row: Preview) -> HttpResponse:
    return redirect(f"provider_people:{name}", ref=request.provider.ref, listing=row.ref)
