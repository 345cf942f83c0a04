"""The history of a home, and of a provider."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, ProviderRequest, home_page, provider_page
from havenkeep.organisations.models import Home, Provider
from havenkeep.web.history.forms import FilterForm
from havenkeep.web.history.pages import HistoryPage


@require_safe
@home_page(Permission.HISTORY_VIEW)
def of_home(request: HomeRequest) -> HttpResponse:
    return _show(request, request.home)


@require_safe
@provider_page(Permission.HISTORY_VIEW)
def of_provider(request: ProviderRequest) -> HttpResponse:
    return _show(request, request.provider)


def _show(request: HttpRequest, place: Home | Provider) -> HttpResponse:
    form = FilterForm({"room": request.GET.get("room", "")})
    page = HistoryPage.of(place, form=form, page=_number(request.GET.get("page", "")))
    return render(request, "web/history.jinja", {"page": page})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
