"""One person's joining papers: reading them, signing off, noting a sheet, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.joining.actions import inductions as actions
from havenkeep.joining.actions.refusal import CannotSign
from havenkeep.joining.forms import PaperInductionForm
from havenkeep.joining.models import Induction
from havenkeep.joining.pages.person import NotePage, PersonPage
from havenkeep.joining.permissions import MayNotSignOff, check_sign_off
from havenkeep.joining.receiving import receive_sheet
from havenkeep.organisations.access import actor
from havenkeep.people.access import StaffRequest, staff_page


@require_safe
@staff_page(Permission.STAFF_VIEW)
def person(request: StaffRequest) -> HttpResponse:
    page = PersonPage.of(
        request.person,
        home=request.home,
        granted=request.granted,
        account=request.user.ref,
        on=timezone.localdate(),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "joining/person.jinja", {"page": page})


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def sign_off(request: StaffRequest, induction: str) -> HttpResponse:
    """Put the manager's signature under what the starter signed on screen."""
    row = _induction(request, induction)
    try:
        check_sign_off(row, granted=request.granted, account=request.user.ref)
        actions.sign_off_induction(induction=row, by=actor(request), at=timezone.now())
        messages.success(request, f"{request.person.name} is signed off.")
    except MayNotSignOff as why:
        raise PermissionDenied(str(why)) from why
    except CannotSign as why:
        messages.error(request, str(why))
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Permission.REGISTERS_EDIT)
def paper(request: StaffRequest) -> HttpResponse:
    """Note a checklist that both signed on paper, with its photo."""
    versions = list(request.home.checklists.approved().order_by("-number"))
    posted = request.method == "POST"
    given: tuple[Any, ...] = (request.POST, request.FILES) if posted else ()
    form = PaperInductionForm(*given, on=timezone.localdate(), versions=versions)
    if form.is_valid() and receive_sheet(
        form,
        person=request.person,
        home=request.home,
        versions=versions,
        by=actor(request),
        at=timezone.now(),
    ):
        messages.success(request, "The sheet is noted.")
        return _back(request)
    page = NotePage.sheet(request.person, home=request.home)
    status = 422 if posted else 200
    return render(request, "joining/note.jinja", {"page": page, "form": form}, status=status)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def withdrawal(request: StaffRequest, induction: str) -> HttpResponse:
    actions.withdraw_induction(induction=_induction(request, induction), by=actor(request), at=timezone.now())
    messages.success(request, "Taken back. It does not count any more.")
    return _back(request)


def _induction(request: StaffRequest, ref: str) -> Induction:
    found = (
        request.person.inductions.filter(home=request.home, ref=ref)
        .select_related("checklist", "home")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _back(request: StaffRequest) -> HttpResponse:
    return redirect("joining:person", ref=request.home.ref, person=request.person.ref)
