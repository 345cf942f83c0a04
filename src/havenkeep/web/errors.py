"""Error pages. None of them needs the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template


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
    hidden = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}
    typed = tuple(
        (name.replace("_", " "), str(value))
        for name, value in request.POST.items()
        if name not in hidden and value
    )
    return respond(
        status=403,
        sentence="This page was open for too long. Open it again; what you typed is below, ready to copy.",
        typed=typed,
        back=request.path,
    )
