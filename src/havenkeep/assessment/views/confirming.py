"""Reading several answers that are filled in already, and confirming them together."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment import actions
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.pages.confirming import ConfirmingPage
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_CONFIRM, writes=True)
def several(request: SubmissionRequest) -> HttpResponse:
    page = ConfirmingPage.of(place=Place.of(request), assessed=laid(request).assessed)
    if request.method != "POST":
        return render(request, "assessment/confirming.jinja", {"page": page})
    read = page.chosen(request.POST.getlist("answer"))
    by, at = actor(request), timezone.now()
    with transaction.atomic():
        drafts = [row for row in read if row.revision == 0]
        actions.save_many(
            submission=request.submission,
            answers=[
                actions.NewAnswer(item=row.ref, value=row.value, origin=Origin.DRAFTED) for row in drafts
            ],
            only_empty=True,
            by=by,
            at=at,
        )
        revisions = {row.kept_ref: row.revision or 1 for row in read}
        done = actions.confirm_many(submission=request.submission, revisions=revisions, by=by, at=at)
    if len(done) < len(read):
        messages.error(request, "Some answers had changed, or were confirmed already. Read the rest again.")
    if done:
        messages.success(request, f"{len(done)} confirmed.")
    elif not read:
        messages.error(request, "Tick the answers you have read and know to be true.")
    return redirect(f"{request.namespace}:confirmations", ref=request.place_ref)
