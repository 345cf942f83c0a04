"""One person: their page, details, account, making two rows one, and forgetting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.design.fields import Choice
from havenkeep.design.forms import Form
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor
from havenkeep.people import actions
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.people.forms.persons import ChooseForm, ConfirmForm, DetailsForm
from havenkeep.people.models import Person
from havenkeep.people.pages.person import FormPage, MergePage, PersonPage, Side
from havenkeep.people.queries.persons import accounts_here, namesakes, proofs_of, recorded_about

NOBODY_ALIKE: Final = (
    "Nobody else of this provider has this name or one much like it. "
    "Correct the spelling here, then look again."
)


@require_safe
@staff_page(Permission.STAFF_VIEW)
def person(request: StaffRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    page = PersonPage.of(request.person, request.home, on=timezone.localdate(), may_edit=may_edit)
    return render(request, "people/person.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def details(request: StaffRequest) -> HttpResponse:
    """Put right who somebody is, and how to reach them."""
    initial = DetailsForm.initial_of(request.person)
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    page = FormPage.about(request.person, request.home, "Correct the details")

    def save() -> None:
        actions.correct_person(
            person=request.person, by=actor(request), at=timezone.now(), **form.cleaned_data
        )

    return saved(request, page, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def forgetting(request: StaffRequest) -> HttpResponse:
    """Drop the name and contact of somebody who left over a year ago."""
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        label=f"Forget {request.person.name}. This cannot be undone",
    )
    lead = (
        "Their name, number, contact, key card, long absences and answers in lessons go for good, and so "
        "does their name on what they signed. That somebody worked here, when, and what they were "
        "trained in, stays without a name."
    )
    page = FormPage.about(
        request.person,
        request.home,
        "Forget this person",
        submit="Forget",
        lead=lead,
        harm=True,
        proofs=proofs_of(request.person),
    )

    def save() -> None:
        actions.forget_person(person=request.person, by=actor(request), at=timezone.now())

    return saved(request, page, form, save, done="Forgotten.")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def account(request: StaffRequest) -> HttpResponse:
    """Say which account here is this person's."""
    free = {user.ref: user for user in accounts_here(request.home, at=timezone.now())}
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        label="Which account is theirs?",
        choices=[Choice(ref, user.name, hint=user.email or "") for ref, user in free.items()],
    )
    lead = (
        "Then they find their own lessons and certificates when they sign in."
        if free
        else "There is no account here that is not somebody’s already. Let them in first."
    )
    page = FormPage.about(request.person, request.home, "Their account", lead=lead)

    def save() -> None:
        chosen = free[form.cleaned_data["chosen"]]
        actions.link_account(person=request.person, user=chosen, by=actor(request), at=timezone.now())

    return saved(request, page, form, save)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def account_removal(request: StaffRequest) -> HttpResponse:
    actions.unlink_account(person=request.person, by=actor(request), at=timezone.now())
    messages.success(request, "Their account is no longer linked. They can still sign in with it.")
    return to_person(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def merge(request: StaffRequest) -> HttpResponse:
    """Choose the other row of the same human being."""
    alike = namesakes(request.home, request.person)
    if not alike:
        messages.info(request, NOBODY_ALIKE)
        return redirect("people:details", ref=request.home.ref, person=request.person.ref)
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        label="Which row is the same person?",
        choices=[Choice(other.ref, other.name, hint=words) for other, words in alike],
    )
    if form.is_valid():
        other = form.cleaned_data["chosen"]
        return redirect("people:merge_with", ref=request.home.ref, person=request.person.ref, other=other)
    page = FormPage.about(
        request.person,
        request.home,
        "Twice on the list?",
        submit="Look at both",
        lead="You see both before anything changes.",
    )
    return form_response(request, page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def merge_with(request: StaffRequest, other: str) -> HttpResponse:
    """Look at both rows, and make them one."""
    found: Person | None = next(
        (one for one, _ in namesakes(request.home, request.person) if one.ref == other), None
    )
    if found is None:
        raise Http404
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, label="I know that this is one person"
    )
    if form.is_valid():
        try:
            actions.merge_people(kept=request.person, gone=found, by=actor(request), at=timezone.now())
        except actions.CannotKeep as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, f"{request.person.name} is one row now.")
            return to_person(request)
    page = MergePage(
        ref=request.home.ref,
        kept=Side.of(request.person, recorded=recorded_about(request.person)),
        gone=Side.of(found, recorded=recorded_about(found)),
    )
    status = 422 if form.is_bound else 200
    return render(request, "people/merge.jinja", {"page": page, "form": form}, status=status)


def saved(
    request: StaffRequest,
    page: FormPage,
    form: Form,
    save: Callable[[], None],
    *,
    done: str = "Saved.",
) -> HttpResponse:
    """Save a valid form and go to the person's page; else show it with what is wrong."""
    if form.is_valid():
        try:
            save()
        except actions.CannotKeep as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, done)
            return to_person(request)
    return form_response(request, page, form)


def form_response(request: StaffRequest, page: FormPage, form: Form) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "people/form.jinja", {"page": page, "form": form}, status=status)


def to_person(request: StaffRequest) -> HttpResponse:
    """Go to the person's page; to the list when they are on it no more."""
    if not request.home.posts.filter(person__ref=request.person.ref).exists():
        return redirect("people:staff", ref=request.home.ref)
    return redirect("people:person", ref=request.home.ref, person=request.person.ref)
