"""The page behind an invitation's link: looking at it uses nothing up, accepting does."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.actions import CannotMakeAccount, prepare_user
from havenkeep.identity.limits import take
from havenkeep.identity.models import User
from havenkeep.identity.sessions.session import origin
from havenkeep.identity.sign_in import sign_in
from havenkeep.organisations import actions
from havenkeep.organisations.access import UserRequest, actor
from havenkeep.organisations.domain.tokens import digest_of
from havenkeep.organisations.forms.inviting import NewAccountForm
from havenkeep.organisations.models import Home, Invitation, Provider
from havenkeep.organisations.pages.inviting import AcceptPage
from havenkeep.organisations.queries import has_account, invitation_of, name_of, services_of

HELD = "invitation"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@login_not_required
def invitation(request: HttpRequest) -> HttpResponse:
    """Take the token out of the address, then let the invited person in."""
    if "key" in request.GET:
        return _without_token(_take_key(request, request.GET["key"]))
    row = invitation_of(request.session.get(HELD, ""), at=timezone.now())
    if row is None:
        return _gone(request)
    try:
        return _signed_in(request, row) if request.user.is_authenticated else _new_person(request, row)
    except actions.InvitationGone:
        return _gone(request)


def _take_key(request: HttpRequest, key: str) -> HttpResponse:
    if take(request, "invitation") is None:
        return cast(HttpResponse, respond_429(request))
    digest = digest_of(key)
    if invitation_of(digest, at=timezone.now()) is None:
        return _gone(request)
    request.session[HELD] = digest
    return redirect("invitation")


def _signed_in(request: HttpRequest, row: Invitation) -> HttpResponse:
    """Let somebody join with the account that they are signed in with."""
    user = cast(UserRequest, request).user
    page = _page(row, user=user)
    if request.method != "POST" or page.wrong_account:
        return render(request, "organisations/accept_signed_in.jinja", {"page": page})
    actions.accept_invitation(digest=row.digest, user=user, by=actor(request), at=timezone.now())
    del request.session[HELD]
    messages.success(request, "You are in.")
    return redirect(_address(row))


def _new_person(request: HttpRequest, row: Invitation) -> HttpResponse:
    page = _page(row, user=None)
    form = NewAccountForm(
        request.POST if request.method == "POST" else None,
        asks_email=not row.email,
        initial={"name": row.name},
    )
    if form.is_valid() and not page.account_exists:
        try:
            return _make_account(request, row, form)
        except CannotMakeAccount as refused:
            form.refuse(refused)
    status = 422 if form.is_bound else 200
    return render(request, "organisations/accept.jinja", {"page": page, "form": form}, status=status)


def _make_account(request: HttpRequest, row: Invitation, form: NewAccountForm) -> HttpResponse:
    now, given = timezone.now(), form.cleaned_data
    user = prepare_user(
        name=given["name"],
        email=row.email or given["email"],
        password=given["password"],
        at=now,
        service_names=(row.place.name,) if row.place else (),
    )
    by: Actor = user.as_actor(origin=origin(request))
    actions.accept_invitation(digest=row.digest, user=user, by=by, at=now)
    del request.session[HELD]
    return sign_in(request, user=user, to=_address(row))


def _page(row: Invitation, *, user: User | None) -> AcceptPage:
    return AcceptPage.of(
        row,
        inviter=name_of(row.made_by_id),
        account_exists=user is None and has_account(row.email),
        user=user,
        covers=services_of(row.provider) if row.provider is not None else 0,
    )


def _address(row: Invitation) -> str:
    if isinstance(row.place, Home):
        return reverse("web:home", args=[row.place.ref])
    if isinstance(row.place, Provider) and row.covers_itself:
        return reverse("web:provider", args=[row.place.ref])
    return reverse("web:start")


def _gone(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that is used, too old, taken back or made up."""
    request.session.pop(HELD, None)
    return _without_token(render(request, "organisations/invitation_gone.jinja", status=410))


def _without_token(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
