"""One's own joining papers: reading each point in plain words, ticking, and signing with one's name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.design.forms import Form
from havenkeep.joining.actions.agreements import sign_agreement
from havenkeep.joining.actions.inductions import sign_induction
from havenkeep.joining.actions.refusal import CannotSign, ChangedMeanwhile
from havenkeep.joining.forms import AgreementSignForm, InductionSignForm
from havenkeep.joining.pages.person import OwnPage, SignPage
from havenkeep.joining.queries import checklist_in_force, clause_in_force
from havenkeep.organisations.access import actor
from havenkeep.organisations.models import Home
from havenkeep.people.access import OwnRequest, own_page

GET_AND_POST = ["GET", "HEAD", "POST"]
LONGEST_NAME = 120


@require_safe
@own_page
def own(request: OwnRequest) -> HttpResponse:
    page = OwnPage.of(request.person, on=timezone.localdate())
    return render(request, "joining/own.jinja", {"page": page})


@require_http_methods(GET_AND_POST)
@own_page
def induction(request: OwnRequest, ref: str) -> HttpResponse:
    home = _home(request, ref)
    checklist = checklist_in_force(home)
    if checklist is None:
        raise Http404
    form, changed = InductionSignForm(points=checklist.points, signer=request.person.name), ""
    if request.method == "POST":
        form = InductionSignForm(request.POST, points=checklist.points, signer=request.person.name)
        try:
            if request.POST.get("seen") != checklist.digest or form.is_valid():
                sign_induction(person=request.person, home=home, by=actor(request), **_sent(request))
                messages.success(request, "Thank you. Your manager signs next.")
                return _back(request)
        except ChangedMeanwhile as newer:
            form, changed = InductionSignForm(points=checklist.points, signer=request.person.name), str(newer)
        except CannotSign as why:
            form.add_error("name", str(why))
    page = SignPage.of(request.person, home=home, version=checklist, changed=changed)
    return _read(request, page, form, template="joining/own_induction.jinja")


@require_http_methods(GET_AND_POST)
@own_page
def agreement(request: OwnRequest, ref: str) -> HttpResponse:
    home = _home(request, ref)
    clause = clause_in_force(home)
    if clause is None:
        raise Http404
    form, changed = AgreementSignForm(signer=request.person.name), ""
    if request.method == "POST":
        form = AgreementSignForm(request.POST, signer=request.person.name)
        try:
            if request.POST.get("seen") != clause.digest or form.is_valid():
                sign_agreement(person=request.person, home=home, by=actor(request), **_sent(request))
                messages.success(request, "Thank you. It is signed.")
                return _back(request)
        except ChangedMeanwhile as newer:
            form, changed = AgreementSignForm(signer=request.person.name), str(newer)
        except CannotSign as why:
            form.add_error("name", str(why))
    page = SignPage.of(request.person, home=home, version=clause, changed=changed)
    return _read(request, page, form, template="joining/own_agreement.jinja")


def _home(request: OwnRequest, ref: str) -> Home:
    """Return a home in which they work today, or are about to."""
    posts = request.person.posts.exclude(ended_on__lt=timezone.localdate()).filter(home__ref=ref)
    post = posts.select_related("home__provider").first()
    if post is None:
        raise Http404
    return post.home


def _sent(request: OwnRequest) -> dict[str, Any]:
    return {
        "seen_digest": request.POST.get("seen", ""),
        "typed_name": request.POST.get("name", "")[:LONGEST_NAME],
        "at": timezone.now(),
    }


def _read(request: OwnRequest, page: SignPage, form: Form, *, template: str) -> HttpResponse:
    status = 409 if page.changed else 422 if form.is_bound else 200
    return render(request, template, {"page": page, "form": form}, status=status)


def _back(request: OwnRequest) -> HttpResponse:
    return redirect("joining:own", person=request.person.ref)
