"""What hangs on who is signed in is kept by no browser: a shared tablet has a next person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from havenkeep.lessons.access import keeps_offline

# After these the browser is for the next person.
EMPTIES = {"account_logout", "keycards:tablet_set_up"}
Answer = Callable[[HttpRequest], HttpResponse]


def never_kept(get_response: Answer) -> Answer:
    """Tell browsers and proxies not to keep an answer that the session was asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        if (
            request.method == "POST"
            and request.resolver_match
            and request.resolver_match.view_name in EMPTIES
            and keeps_offline(request)
        ):
            # What lessons/worker.js kept on purpose, and answers that never could be sent. Browsers do so
            # where they keep anything at all: over HTTPS, and on this computer.
            response["Clear-Site-Data"] = '"storage"'
        return response

    return middleware
