"""The front page of joining, and who has agreed to keep things confidential."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.joining.pages.home import AgreementsPage, JoiningPage
from havenkeep.organisations.access import HomeRequest, home_page


@require_safe
@home_page(Permission.STAFF_VIEW)
def joining(request: HomeRequest) -> HttpResponse:
    page = JoiningPage.of(
        request.home,
        on=timezone.localdate(),
        number=_number(request.GET.get("page", "")),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "joining/joining.jinja", {"page": page})


@require_safe
@home_page(Permission.STAFF_VIEW)
def agreements(request: HomeRequest) -> HttpResponse:
    page = AgreementsPage.of(
        request.home,
        on=timezone.localdate(),
        number=_number(request.GET.get("page", "")),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "joining/agreements.jinja", {"page": page})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
