"""Certificates: as files, a person's own, and the public pages that check them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.limits import take
from havenkeep.organisations.access import actor
from havenkeep.people.access import OwnRequest, own_page
from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.training import actions, queries
from havenkeep.training.forms.noting import CodeForm
from havenkeep.training.models import Completion, Passport
from havenkeep.training.pages.own import CheckedPage, OwnPage, OwnPassport, PassportPage
from havenkeep.training.papers import certificate_pdf, passport_pdf

View = Callable[..., HttpResponse]


@require_safe
@own_page
def own(request: OwnRequest) -> HttpResponse:
    on, now = timezone.localdate(), timezone.now()
    passport = queries.open_passport(request.person, at=now)
    page = OwnPage.of(
        request.person,
        training=queries.training_of(request.person),
        passport=OwnPassport.of(passport, link=passport_address(request, passport)) if passport else None,
        has_left=not request.person.posts.on(on).exists(),
        on=on,
    )
    return render(request, "training/own.jinja", {"page": page})


@require_safe
@own_page
def own_certificate(request: OwnRequest, completion: str) -> HttpResponse:
    row = get_object_or_404(request.person.completions.certificates(), ref=completion)
    return certificate_response(request, row) or _own(request)


@require_POST
@own_page
def own_passport(request: OwnRequest) -> HttpResponse:
    actions.make_passport(person=request.person, by=actor(request), at=timezone.now())
    messages.success(request, "Your passport is ready. Show the square to whoever asks.")
    return _own(request)


@require_POST
@own_page
def own_passport_end(request: OwnRequest) -> HttpResponse:
    passport = queries.open_passport(request.person, at=timezone.now())
    if passport is not None:
        actions.revoke_passport(passport=passport, by=actor(request), at=timezone.now())
    messages.success(request, "Your passport is closed. Its square shows nothing any more.")
    return _own(request)


@require_safe
@own_page
def own_passport_file(request: OwnRequest) -> HttpResponse:
    passport = queries.open_passport(request.person, at=timezone.now())
    if passport is None:
        messages.error(request, "You have no open passport. Make one first.")
        return _own(request)
    link = passport_address(request, passport)
    try:
        content = passport_pdf(_passport_page(passport), link=link, on=timezone.localdate())
    except CouldNotPrint as wrong:
        messages.error(request, wrong.sentence)
        return _own(request)
    return _pdf(content, f"training-passport-{timezone.localdate().isoformat()}.pdf")


def public_page(view: View) -> View:
    """Decorate a page that anyone may open: few tries, kept nowhere, in no search engine."""

    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asks = bool(kwargs) or request.method == "POST"
        if asks and take(request, "check") is None:
            return cast(HttpResponse, respond_429(request))
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and say what it certifies."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = queries.certificate_of(form.cleaned_data["code"])
        if row is not None:
            return _checked(request, row)
        form.add_error("code", "No certificate from here has this code. Compare each letter and number")
    status = 422 if form.is_bound else 200
    return render(request, "training/check.jinja", {"form": form}, status=status)


@require_safe
@public_page
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    row = queries.certificate_of(code)
    if row is None:
        return render(request, "training/unknown.jinja", {"page": {"what": "certificate"}}, status=410)
    return _checked(request, row)


@require_safe
@public_page
def check_passport(request: HttpRequest, token: str) -> HttpResponse:
    passport = queries.passport_of(token, at=timezone.now())
    if passport is None:
        return render(request, "training/unknown.jinja", {"page": {"what": "passport"}}, status=410)
    page = _passport_page(passport)
    return render(request, "training/passport.jinja", {"page": page})


def _checked(request: HttpRequest, row: Completion) -> HttpResponse:
    return render(request, "training/checked.jinja", {"page": CheckedPage.of(row)})


def _passport_page(passport: Passport) -> PassportPage:
    on = timezone.localdate()
    return PassportPage.of(
        passport,
        training=queries.training_of(passport.person),
        works_at=queries.works_at(passport.person, on=on),
        on=on,
    )


def passport_address(request: HttpRequest, passport: Passport) -> str:
    path = reverse("training:check_passport", args=[queries.passport_token(passport)])
    return request.build_absolute_uri(path)


def certificate_response(request: HttpRequest, row: Completion) -> HttpResponse | None:
    """Return the certificate as a file; None, and a message says why, when it could not be printed."""
    link = request.build_absolute_uri(reverse("training:check_code", args=[row.code]))
    shown_link = request.build_absolute_uri(reverse("training:check"))
    try:
        content = certificate_pdf(row, link=link, shown_link=shown_link)
    except CouldNotPrint as wrong:
        messages.error(request, wrong.sentence)
        return None
    return _pdf(content, f"certificate-{row.completed_on.isoformat()}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _own(request: OwnRequest) -> HttpResponse:
    return redirect("training:own", person=request.person.ref)
