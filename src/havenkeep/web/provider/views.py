"""A provider's services, and which of them head office answers for."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.assessment import actions
from havenkeep.assessment.queries import standings
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import ProviderRequest, actor, provider_page
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import edition_in_force
from havenkeep.web.provider.forms import CoverForm
from havenkeep.web.provider.pages import CoverPage, ProviderPage
from havenkeep.web.provider.queries import covering, homes_of, submission_of


@require_safe
@provider_page(Permission.PROVIDER_VIEW)
def provider(request: ProviderRequest) -> HttpResponse:
    on = timezone.localdate()
    edition = edition_in_force(on=on)
    homes = homes_of(request.provider)
    page = ProviderPage.of(
        request.provider,
        homes=homes,
        standings=standings(homes, edition_id=edition.id, on=on),
        edition=edition,
        head_office=submission_of(request.provider, edition_id=edition.id),
        may_choose=request.granted.may(Permission.ASSESSMENT_PUBLISH),
        may_see_history=request.granted.may(Permission.HISTORY_VIEW),
    )
    return render(request, "web/provider.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page(Permission.ASSESSMENT_PUBLISH)
def cover(request: ProviderRequest) -> HttpResponse:
    """Choose which services head office's answers cover."""
    edition = edition_in_force(on=timezone.localdate())
    now_covered = covering(request.provider, edition_id=edition.id)
    form = CoverForm(request.POST if request.method == "POST" else None, covering=now_covered)
    if form.is_valid():
        try:
            _cover(request, form, edition)
        except actions.CannotCover as cannot:
            form.add_error("homes", str(cannot))
        else:
            messages.success(request, "Saved.")
            return redirect("web:provider", ref=request.provider.ref)
    page = CoverPage.of(request.provider, covering=now_covered, edition=edition)
    status = 422 if form.is_bound else 200
    return render(request, "web/provider_cover.jinja", {"page": page, "form": form}, status=status)


@transaction.atomic
def _cover(request: ProviderRequest, form: CoverForm, edition: Edition) -> None:
    by, at = actor(request), timezone.now()
    submission = form.covering.submission
    chosen = form.chosen()
    if chosen:
        submission = actions.open_provider_submission(
            provider=request.provider, edition_id=edition.id, homes=chosen, by=by, at=at
        )
    for home in form.left_out():
        if submission is not None:
            actions.uncover_home(submission=submission, home=home, by=by, at=at)
