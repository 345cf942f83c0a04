"""Full addresses, as they are printed on cards and sent by mail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse


def card_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("keycards:card", args=[token]))


def tablet_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("keycards:tablet_link", args=[token]))


def link_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("keycards:link", args=[token]))


def only_here(request: HttpRequest) -> bool:
    """Say whether addresses made now work on this computer only, so that no phone gets anywhere with them."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    return host == "localhost" or host.endswith(".localhost") or host.startswith("127.") or host == "::1"
