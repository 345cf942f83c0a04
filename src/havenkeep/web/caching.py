"""What hangs on who is signed in is kept by no browser: a shared tablet has a next person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]


def never_kept(get_response: Answer) -> Answer:
    """Tell browsers and proxies not to keep an answer that the session was asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
