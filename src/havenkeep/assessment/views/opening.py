"""Beginning the edition in force, with last year's answers as drafts."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment.actions import CannotCover, begin_edition
from havenkeep.assessment.forms import OpeningForm
from havenkeep.assessment.pages.opening import OpeningPage, answered
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.queries import answers_of, coverable, covered_homes
from havenkeep.assessment.scope import YearRequest, answered_elsewhere, check_answers, year_page
from havenkeep.assessment.years import Earlier, earlier_of, head_office_before
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor
from havenkeep.organisations.models import Home


@require_http_methods(["GET", "HEAD", "POST"])
@year_page(Permission.ASSESSMENT_VIEW)
def opening(request: YearRequest) -> HttpResponse:
    """Show what comes over, and begin. A year that was begun has this page only while answers wait."""
    if request.method == "POST":
        check_answers(request)
    if answered_elsewhere(request):
        return redirect(f"{request.namespace}:overview", ref=request.place_ref)
    earlier = earlier_of(request.place, edition=request.edition)
    homes, own = _homes(request)
    form = _form(request, homes, earlier)
    if request.method == "POST" and (form is None or form.is_valid()):
        chosen = [home for home in homes if form is not None and home.ref in form.cleaned_data["homes"]]
        return _begin(request, earlier, chosen)
    existing = (
        answered(answers_of(request.submission, edition=request.edition)) if request.submission else None
    )
    page = OpeningPage.of(
        place=Place.of(request),
        edition=request.edition,
        earlier=earlier,
        existing=existing,
        own=own,
        head_office_before=head_office_before(request.home, edition=request.edition) if request.home else "",
    )
    if page.begun and not page.waiting:
        return redirect(f"{request.namespace}:overview", ref=request.place_ref)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "assessment/opening.jinja", {"page": page, "form": form}, status=status)


def _homes(request: YearRequest) -> tuple[Sequence[Home], Sequence[Home]]:
    """Return head office's services that it can answer for this year, and those that answer themselves."""
    if request.provider is None or request.submission is not None:
        return (), ()
    return coverable(request.provider, edition_id=request.edition.id)


def _form(request: YearRequest, homes: Sequence[Home], earlier: Earlier | None) -> OpeningForm | None:
    if request.provider is None or request.submission is not None:
        return None
    if request.method == "POST":
        return OpeningForm(request.POST, homes=homes)
    before = {home.pk for home in covered_homes(earlier.submission)} if earlier is not None else set()
    ticked = [home.ref for home in homes if not before or home.pk in before]
    return OpeningForm(homes=homes, initial={"homes": ticked})


def _begin(request: YearRequest, earlier: Earlier | None, homes: Sequence[Home]) -> HttpResponse:
    try:
        begun = begin_edition(
            publisher=request.place,
            edition=request.edition,
            earlier=earlier,
            homes=homes,
            by=actor(request),
            at=timezone.now(),
        )
    except CannotCover as cannot:
        messages.error(request, str(cannot))
        return redirect(f"{request.namespace}:opening", ref=request.place_ref)
    added = begun.carried.added
    if added:
        came = "1 answer came" if added == 1 else f"{added} answers came"
        messages.success(
            request, f"{came} over from last year. Read each one, and confirm what is still true."
        )
    else:
        messages.success(request, f"{request.edition.title} has begun.")
    may_confirm = added and request.granted.may(Permission.ASSESSMENT_CONFIRM)
    to = "confirmations" if may_confirm else "overview"
    return redirect(f"{request.namespace}:{to}", ref=request.place_ref)
