"""One person's training: reading it, noting a course, what they show, taking back, and certificates."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.design.forms import Form
from havenkeep.design.wording import say_count
from havenkeep.identity.limits import take
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.training import actions, noting, queries
from havenkeep.training.forms.noting import NoteForm, ShownForm, TogetherForm
from havenkeep.training.pages.groups import groups
from havenkeep.training.pages.living import A_PAGE
from havenkeep.training.pages.person import NotePage, PersonPage, WithdrawalPage
from havenkeep.training.views.certificates import certificate_response


@require_safe
@staff_page(Permission.STAFF_VIEW)
def person(request: StaffRequest) -> HttpResponse:
    page = PersonPage.of(
        request.home,
        request.person,
        training=queries.training_of(request.person),
        on=timezone.localdate(),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "training/person.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def note(request: StaffRequest) -> HttpResponse:
    on = timezone.localdate()
    posted = (request.POST, request.FILES) if request.method == "POST" else (None,)
    form = NoteForm(*posted, on=on)
    if form.is_valid() and noting.note(
        form, home=request.home, person=request.person, by=actor(request), at=timezone.now(), on=on
    ):
        messages.success(request, f"Noted: {form.chosen().title}, {request.person.name}.")
        return _back(request)
    lead = "A course, talk or e-learning from elsewhere. Our own lessons note themselves."
    page = NotePage.of(request.home, request.person, title="Note training", lead=lead)
    return _form(request, "training/note.jinja", page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def together(request: HomeRequest) -> HttpResponse:
    """Note the same course for several people; a hundred at a time, whoever needs it most first."""
    on, asked = timezone.localdate(), request.GET.get("page", "1")
    learners = queries.trained(place=request.home, on=on)
    lines = [line for group in groups(learners, on=on) for line in group.lines]
    if not lines:
        return redirect("training:training", ref=request.home.ref)
    pages = max(1, -(-len(lines) // A_PAGE))
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 6 else 1), pages)
    here = lines[(number - 1) * A_PAGE : number * A_PAGE]
    offered = [(line.ref, line.who) for line in here]
    form = TogetherForm(request.POST if request.method == "POST" else None, on=on, people=offered)
    if form.is_valid():
        people = queries.staff(request.home, refs=form.cleaned_data["people"])
        noted = noting.note_together(form, people=people, by=actor(request), at=timezone.now())
        known = f" {noted.same} had been noted before." if noted.same else ""
        messages.success(request, f"Noted for {say_count(noted.made, 'person', 'people')}.{known}")
        return redirect("training:training", ref=request.home.ref)
    lead = "They all did the same course on the same day."
    title = "Note training for several people"
    page = NotePage.of(request.home, None, title=title, lead=lead, number=number, pages=pages)
    return _form(request, "training/together.jinja", page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def shown(request: StaffRequest) -> HttpResponse:
    """Note what the certificate or passport of another service says."""
    form = ShownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        used = take(request, "check")
        if used is None:
            return cast(HttpResponse, respond_429(request))
        try:
            noted = noting.note_shown(
                person=request.person,
                **form.cleaned_data,
                link=request.build_absolute_uri(reverse("training:check")),
                by=actor(request),
                at=timezone.now(),
                on=timezone.localdate(),
            )
        except actions.CannotNote as why:
            form.add_error("shown", str(why))
        else:
            used.rollback()  # only what was made up counts
            messages.success(request, f"Noted: {noted.made} new, {noted.same} known already.")
            return _back(request)
    title = "They showed a certificate or passport"
    lead = "Of a service that uses Havenkeep. Then you need no paper: we look it up."
    page = NotePage.of(request.home, request.person, title=title, lead=lead)
    return _form(request, "training/shown.jinja", page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def withdrawal(request: StaffRequest, completion: str) -> HttpResponse:
    row = get_object_or_404(request.person.completions.standing(), ref=completion)
    if request.method != "POST":
        page = WithdrawalPage.of(request.home, request.person, row, on=timezone.localdate())
        return render(request, "training/withdrawal.jinja", {"page": page})
    actions.withdraw_completion(completion=row, by=actor(request), at=timezone.now())
    messages.success(request, f"Taken back: {row.title}.")
    return _back(request)


@require_safe
@staff_page(Permission.STAFF_VIEW)
def certificate(request: StaffRequest, completion: str) -> HttpResponse:
    row = get_object_or_404(request.person.completions.certificates(), ref=completion)
    return certificate_response(request, row) or _back(request)


def _form(request: HomeRequest, template: str, page: NotePage, form: Form) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"page": page, "form": form}, status=status)


def _back(request: StaffRequest) -> HttpResponse:
    return redirect("training:person", ref=request.home.ref, person=request.person.ref)
