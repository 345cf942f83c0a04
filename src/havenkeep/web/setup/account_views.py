"""The last page of the journey: the account, and everything that is made with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from havenkeep.identity.actions import CannotMakeAccount
from havenkeep.identity.sign_in import sign_in, sign_in_by_password
from havenkeep.web.setup.actions import SetupClosed, finish
from havenkeep.web.setup.door import SetupRequest, journey, origin
from havenkeep.web.setup.forms.account import AccountForm
from havenkeep.web.setup.key import forget_key
from havenkeep.web.setup.pages import AccountPage, next_address
from havenkeep.web.setup.queries import setup_is_open


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@login_not_required
@never_cache
@csrf_exempt
def account(request: HttpRequest) -> HttpResponse:
    """Ask for the account, or, when it has just been made, take the same person home."""
    if setup_is_open():
        return _ask(request)
    if request.method == "POST" and not request.user.is_authenticated:
        return _again(request)
    return redirect("web:start")


@journey
def _ask(request: SetupRequest) -> HttpResponse:
    page = AccountPage.of(request.draft)
    if page is None:
        return redirect(next_address(request.draft))
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _finish(request, form)
        except CannotMakeAccount as refused:
            form.refuse(refused)
        except SetupClosed:
            return _again(request)
    return render(request, "web/setup/account.jinja", {"page": page, "form": form})


def _finish(request: SetupRequest, form: AccountForm) -> HttpResponse:
    user, home = finish(
        draft=request.draft, account=form.account(), at=timezone.now(), origin=origin(request)
    )
    forget_key(request)
    return sign_in(request, user=user, to=reverse("web:home", args=[home.ref]))


@csrf_protect
def _again(request: HttpRequest) -> HttpResponse:
    """The form was sent twice: whoever knows the password of the account just made goes home with it."""
    given = sign_in_by_password(
        request,
        email=request.POST.get("email", ""),
        password=request.POST.get("password", ""),
        to=reverse("web:start"),
    )
    return given or redirect("web:start")
