"""Posts and long absences of one person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor
from havenkeep.people import actions
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.people.forms.persons import AbsenceForm, EndingForm, PostForm
from havenkeep.people.models import Absence, Post
from havenkeep.people.pages.person import FormPage
from havenkeep.people.views.person import saved, to_person


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def new_post(request: StaffRequest) -> HttpResponse:
    """Note another post here: a second job, or somebody who came back."""
    form = PostForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    lead = "When somebody changes jobs, end the post before as well."
    page = FormPage.about(request.person, request.home, "Another post here", lead=lead)

    def save() -> None:
        actions.start_post(
            person=request.person,
            home=request.home,
            by=actor(request),
            at=timezone.now(),
            **form.cleaned_data,
        )

    return saved(request, page, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def post(request: StaffRequest, post: int) -> HttpResponse:
    """Put a post right."""
    kept = _post(request, post)
    form = PostForm(
        request.POST if request.method == "POST" else None,
        on=timezone.localdate(),
        initial=PostForm.initial_of(kept),
    )
    page = FormPage.about(request.person, request.home, "Correct this post")

    def save() -> None:
        actions.correct_post(post=kept, by=actor(request), at=timezone.now(), **form.cleaned_data)

    return saved(request, page, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def ending(request: StaffRequest, post: int) -> HttpResponse:
    """Note the last day."""
    kept = _post(request, post)
    form = EndingForm(request.POST if request.method == "POST" else None, post=kept, on=timezone.localdate())
    lead = "They stay in the records of the last year. Take their keys, codes and sign-ins back the same day."
    page = FormPage.about(request.person, request.home, "They leave", submit="Save the last day", lead=lead)

    def save() -> None:
        ended_on = form.cleaned_data["ended_on"]
        actions.end_post(post=kept, ended_on=ended_on, by=actor(request), at=timezone.now())

    return saved(request, page, form, save)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def removal(request: StaffRequest, post: int) -> HttpResponse:
    """Take off a post that was noted by mistake."""
    try:
        actions.remove_post(post=_post(request, post), by=actor(request), at=timezone.now())
    except actions.CannotKeep as cannot:
        messages.error(request, str(cannot))
    else:
        messages.success(request, "The post is off the list.")
    return to_person(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def new_absence(request: StaffRequest) -> HttpResponse:
    """Note a long absence. Why is not asked."""
    form = AbsenceForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    page = FormPage.about(request.person, request.home, "Long absence", lead=AWAY)

    def save() -> None:
        actions.note_absence(person=request.person, by=actor(request), at=timezone.now(), **form.cleaned_data)

    return saved(request, page, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def absence(request: StaffRequest, absence: int) -> HttpResponse:
    """Put an absence right, or note the day somebody is back."""
    kept = _absence(request, absence)
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, on=timezone.localdate(), absence=kept
    )
    page = FormPage.about(request.person, request.home, "Long absence", lead=AWAY)

    def save() -> None:
        actions.correct_absence(absence=kept, by=actor(request), at=timezone.now(), **form.cleaned_data)

    return saved(request, page, form, save)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def absence_removal(request: StaffRequest, absence: int) -> HttpResponse:
    actions.remove_absence(absence=_absence(request, absence), by=actor(request), at=timezone.now())
    messages.success(request, "The absence is taken off.")
    return to_person(request)


AWAY = (
    "Leave for a new child, a long illness, a sabbatical: we do not ask why. "
    "They still count among the 95%, because the 5% is the allowance for this."
)


def _post(request: StaffRequest, pk: int) -> Post:
    kept: Post = get_object_or_404(request.home.posts, person=request.person, pk=pk)
    return kept


def _absence(request: StaffRequest, pk: int) -> Absence:
    kept: Absence = get_object_or_404(request.person.absences.select_related("person__provider"), pk=pk)
    return kept
