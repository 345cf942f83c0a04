"""Error pages. None of them needs the database."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

_HIDDEN = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "pin", "again", "code"}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    status: int
    title: str
    sentence: str
    typed: tuple[tuple[str, str], ...] = ()
    back: str = ""


SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        "That did not arrive in one piece",
        "Go back and try again. If it happens twice, reload the page first.",
    ),
    403: ("You cannot open this page", "Your role here does not reach it. Ask the manager."),
    404: ("There is nothing here", "Check the address, or go back to the start page."),
    413: ("That is too big", "Send a smaller file, or fewer at once."),
    429: ("Too many tries", "Wait five minutes, then try again."),
    500: ("Something went wrong on our side", "Nothing you had saved is lost. Try again in a minute."),
    503: ("The database is busy", "This was not saved. Wait a moment, then send it again."),
    507: (
        "The disk is full",
        "This was not saved. Make room on the computer that runs Havenkeep, then try again.",
    ),
}


def respond(
    *, status: int, sentence: str = "", typed: tuple[tuple[str, str], ...] = (), back: str = ""
) -> HttpResponse:
    """Return an error page. `typed` is what a person had typed, given back so that it is not lost."""
    title, usual = SENTENCES[status]
    page = ErrorPage(status=status, title=title, sentence=sentence or usual, typed=typed, back=back)
    return HttpResponse(get_template("design/error.jinja").render({"page": page}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return respond(status=413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return respond(status=403, sentence=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return respond(status=404)


def too_many(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer somebody who tried too often; the sign-in library finds this as `handler429`."""
    return respond(status=429)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return respond(status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that expired: give back what was typed, so that it can be copied."""
    return respond(
        status=403,
        sentence="This page was open for too long. Open it again; what you typed is below, ready to copy.",
        typed=_typed(request),
        back=request.path,
    )


class Faults:
    """Turn a full disk or a busy database into a sentence, with what was typed given back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        status = _fault(exception)
        if status is None:
            return None
        log.warning("fault", status=status, error=type(exception).__name__)
        return respond(status=status, typed=_typed(request), back=request.path)


def _fault(exception: Exception) -> int | None:
    words = str(exception)
    if isinstance(exception, OperationalError):
        if "disk is full" in words or "No space left" in words:
            return 507
        return 503 if "locked" in words else None
    return 507 if isinstance(exception, OSError) and exception.errno == errno.ENOSPC else None


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return what was typed, without passwords and tokens."""
    return tuple(
        (name.replace("_", " "), str(value))
        for name, value in request.POST.items()
        if name not in _HIDDEN and value
    )
