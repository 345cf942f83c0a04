"""A home that head office answers for says whether the answers are true there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment import actions
from havenkeep.assessment.forms import NotHereForm
from havenkeep.assessment.models import Response
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.plan import HerePage
from havenkeep.assessment.pages.proofs import ProofPage
from havenkeep.assessment.queries import unattested
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor, check
from havenkeep.organisations.models import Home


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_VIEW)
def here(request: SubmissionRequest) -> HttpResponse:
    home = _covered(request)
    page = HerePage.of(
        place=Place.of(request),
        assessed=laid(request).assessed,
        unattested=unattested(request.submission, home=home),
        may_speak=request.granted.may(Permission.ASSESSMENT_CONFIRM),
    )
    if request.method != "POST":
        return render(request, "assessment/here.jinja", {"page": page})
    check(request.granted, Permission.ASSESSMENT_CONFIRM)
    ticked = set(request.POST.getlist("answer"))
    read = {row.key.rpartition("@")[0]: row.revision for row in page.rows if row.key in ticked}
    actions.attest_rest(
        submission=request.submission, home=home, revisions=read, by=actor(request), at=timezone.now()
    )
    messages.success(request, f"{len(read)} said to be true here.")
    return redirect("assessment:here", ref=home.ref)


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_CONFIRM)
def not_here(request: SubmissionRequest, item: str) -> HttpResponse:
    home = _covered(request)
    asked = request.edition.by_ref.get(item)
    if asked is None:
        raise Http404
    form = NotHereForm(request.POST) if request.method == "POST" else NotHereForm()
    if form.is_valid():
        note = form.cleaned_data["note"]
        try:
            actions.attest(
                submission=request.submission,
                home=home,
                item=asked.ref,
                holds=False,
                note=note,
                by=actor(request),
                at=timezone.now(),
            )
        except Response.DoesNotExist:
            raise Http404 from None
        messages.success(request, "Head office sees this now.")
        return redirect("assessment:here", ref=home.ref)
    page = ProofPage(place=Place.of(request), ref=asked.ref, title=asked.title)
    status = 422 if form.errors else 200
    return render(request, "assessment/not_here.jinja", {"page": page, "form": form}, status=status)


def _covered(request: SubmissionRequest) -> Home:
    if request.home is None or request.submission.provider_id is None:
        raise Http404
    return request.home
