"""One item: read it, answer it, confirm it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.assessment import actions
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.forms import AnswerForm, initial_answer
from havenkeep.assessment.models import Response
from havenkeep.assessment.pages.item import ItemPage, past
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor
from havenkeep.standards.domain.edition import Item
from havenkeep.standards.domain.loading import frameworks


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return (_answer if request.method == "POST" else _read)(request, **kwargs)


@submission_page(Permission.ASSESSMENT_VIEW)
def _read(request: SubmissionRequest, item: str) -> HttpResponse:
    asked = _item(request, item)
    assessed = laid(request).assessed
    form = AnswerForm(item=asked, initial=initial_answer(_status(assessed, asked)))
    return _page(request, asked, assessed, form)


@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def _answer(request: SubmissionRequest, item: str) -> HttpResponse:
    asked = _item(request, item)
    form = AnswerForm(request.POST, item=asked)
    if not form.is_valid():
        return _page(request, asked, laid(request).assessed, form, status=422)
    confirm = "confirm" in request.POST and request.granted.may(Permission.ASSESSMENT_CONFIRM)
    try:
        actions.save_answer(
            submission=request.submission,
            answer=form.answer(kept_as=_kept_as(request, asked)),
            seen_revision=_number(request.POST.get("revision")),
            by=actor(request),
            at=timezone.now(),
            confirm=confirm,
        )
    except actions.Conflict as conflict:
        return _page(request, asked, laid(request).assessed, form, status=409, conflict=str(conflict))
    messages.success(request, "Saved and confirmed." if confirm else "Saved as a draft.")
    return redirect(f"{request.namespace}:item", ref=request.place_ref, item=asked.ref)


@require_POST
@submission_page(Permission.ASSESSMENT_CONFIRM, writes=True)
def confirmation(request: SubmissionRequest, item: str) -> HttpResponse:
    """Confirm the answer as it was read, or what the records suggest in its place."""
    asked = _item(request, item)
    status = _status(laid(request).assessed, asked)
    seen, by, at = _number(request.POST.get("revision")), actor(request), timezone.now()
    try:
        if status.draft and (seen == 0 or "records" in request.POST):
            drafted = actions.NewAnswer(
                item=_kept_as(request, asked), value=status.draft, origin=Origin.DRAFTED
            )
            actions.save_answer(
                submission=request.submission, answer=drafted, seen_revision=seen, by=by, at=at, confirm=True
            )
        else:
            actions.confirm_answer(
                submission=request.submission, item=_kept_as(request, asked), revision=seen, by=by, at=at
            )
    except Response.DoesNotExist:
        messages.error(request, "There is no answer to confirm yet. Answer it first.")
    except actions.Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, "Confirmed.")
    return redirect(f"{request.namespace}:item", ref=request.place_ref, item=asked.ref)


def _item(request: SubmissionRequest, ref: str) -> Item:
    item = request.edition.by_ref.get(ref)
    if item is None:
        raise Http404
    return item


def _kept_as(request: SubmissionRequest, item: Item) -> str:
    """Return the reference that the answer is kept under: the item's own or an older alias."""
    refs = (item.ref, *item.aliases)
    kept = set(request.submission.responses.filter(item__in=refs).values_list("item", flat=True))
    return next((ref for ref in refs if ref in kept), item.ref)


def _status(assessed: Assessed, item: Item) -> ItemStatus:
    return next(status for status in assessed.statuses if status.item.ref == item.ref)


def _page(
    request: SubmissionRequest,
    item: Item,
    assessed: Assessed,
    form: AnswerForm,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    page = ItemPage.of(
        place=Place.of(request),
        assessed=assessed,
        item=item,
        history=past(_status(assessed, item).answer, submission=request.submission),
        maps_to=_maps_to(item),
        form=form,
        may_confirm=request.granted.may(Permission.ASSESSMENT_CONFIRM),
        conflict=conflict,
    )
    return render(request, "assessment/item.jinja", {"page": page}, status=status)


def _maps_to(item: Item) -> list[tuple[str, str]]:
    known = frameworks()
    return [
        (known[framework].title, point.title)
        for framework, ids in item.maps_to.items()
        for point in known[framework].points
        if point.id in ids
    ]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
