"""A page of the assessment belongs to a home or to a provider; the view gets the submission either way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import Laid, covered_homes, lay, submission_for
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import PlaceRequest, View, check, open_place
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import edition_in_force

HEAD_OFFICE_ANSWERS = "Head office answers for this service. Say there whether it is true here."


class YearRequest(PlaceRequest):
    """A request about the edition in force; `submission` is None when it has not been begun."""

    submission: Submission | None
    edition: Edition


class SubmissionRequest(PlaceRequest):
    submission: Submission
    edition: Edition


def place_page(permission: Permission) -> Callable[[Callable[..., HttpResponse]], View]:
    """Decorate a view that serves homes and providers alike."""

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, place: str, **kwargs: Any) -> HttpResponse:
            return view(
                open_place(request, ref=ref, place=place, room="assessment", permission=permission), **kwargs
            )

        return wrapped

    return decorate


def year_page(permission: Permission) -> Callable[[Callable[..., HttpResponse]], View]:
    """Decorate a view of the edition in force, whether it has been begun or not."""

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, place: str, **kwargs: Any) -> HttpResponse:
            asked = cast(
                YearRequest,
                open_place(request, ref=ref, place=place, room="assessment", permission=permission),
            )
            asked.edition = edition_in_force(on=timezone.localdate())
            asked.submission = submission_in_force(asked, edition=asked.edition)
            return view(asked, **kwargs)

        return wrapped

    return decorate


def submission_page(
    permission: Permission, *, writes: bool = False
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Decorate a view of the submission in force. Without one, the reader is sent to where it is opened.

    With `writes`, a home that head office answers for is refused.
    """

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, ref: str, place: str, **kwargs: Any) -> HttpResponse:
            asked = cast(
                SubmissionRequest,
                open_place(request, ref=ref, place=place, room="assessment", permission=permission),
            )
            edition = edition_in_force(on=timezone.localdate())
            submission = submission_in_force(asked, edition=edition)
            if submission is None:
                return redirect(f"{asked.namespace}:opening", ref=ref)
            if writes and asked.home is not None and submission.provider_id is not None:
                raise PermissionDenied(HEAD_OFFICE_ANSWERS)
            asked.submission, asked.edition = submission, edition
            return view(asked, **kwargs)

        return wrapped

    return decorate


def submission_in_force(request: PlaceRequest, *, edition: Edition) -> Submission | None:
    """Return the submission of the place for an edition, or None. One query."""
    if request.home is not None:
        return submission_for(request.home, edition_id=edition.id)
    submissions = Submission.objects.select_related("provider")
    return submissions.filter(edition=edition.id, provider=request.provider).first()


def laid(request: SubmissionRequest) -> Laid:
    """Return the submission as it stands today: for a home, beside what that home's own records find."""
    homes = [request.home] if request.home is not None else covered_homes(request.submission)
    return lay(request.submission, on=timezone.localdate(), homes=homes, edition=request.edition)


def read_only(request: SubmissionRequest | YearRequest) -> bool:
    """Whether the place may only read: head office answers, or the role may not."""
    return answered_elsewhere(request) or not request.granted.may(Permission.ASSESSMENT_ANSWER)


def answered_elsewhere(request: SubmissionRequest | YearRequest) -> bool:
    """Whether head office answers for the home of this page."""
    submission = request.submission
    return request.home is not None and submission is not None and submission.provider_id is not None


def check_answers(request: SubmissionRequest | YearRequest) -> None:
    """Raise the sentence a person reads when answers cannot be written from this page."""
    check(request.granted, Permission.ASSESSMENT_ANSWER)
    if answered_elsewhere(request):
        raise PermissionDenied(HEAD_OFFICE_ANSWERS)
