"""E-mail of the installation, for whoever looks after it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.mail import actions
from havenkeep.mail.domain.hours import IN_WORDS, Hours, may_go
from havenkeep.mail.domain.outcomes import Result
from havenkeep.mail.domain.server import BadServer, Server
from havenkeep.mail.domain.states import State
from havenkeep.mail.locking import PasswordLost
from havenkeep.mail.models import Message
from havenkeep.mail.queries import counts_by_state, current_server, is_set_up, kept_server, last_test, outbox
from havenkeep.mail.testing import try_out
from havenkeep.organisations.access import UserRequest, actor, operator_page
from havenkeep.web.mail.forms import ServerForm, initial_server
from havenkeep.web.mail.pages import MailPage, OutboxPage


@require_safe
@operator_page
def mail(request: UserRequest) -> HttpResponse:
    server, trouble = _server()
    page = MailPage.of(
        server=server,
        trouble=trouble,
        from_environment=bool(settings.SMTP_URL),
        test=last_test(),
        own_address=request.user.email or "",
        counts=counts_by_state(),
    )
    return render(request, "web/mail/mail.jinja", {"page": page})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@operator_page
def server(request: UserRequest) -> HttpResponse:
    if settings.SMTP_URL:
        messages.error(request, "The mail server is set where Havenkeep is started, so it is changed there.")
        return redirect("web:mail")
    form = ServerForm(
        request.POST if request.method == "POST" else None, initial=initial_server(kept_server())
    )
    if form.is_valid():
        try:
            actions.set_server(server=form.server, by=actor(request), at=timezone.now())
        except BadServer as wrong:
            form.add_error("password", str(wrong))
        else:
            messages.success(request, "Saved. Now send yourself a test.")
            return redirect("web:mail")
    return render(request, "web/mail/server.jinja", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@operator_page
def test(request: UserRequest) -> HttpResponse:
    server, trouble = _server()
    address = request.user.email
    if server is None or not address:
        messages.error(
            request, trouble or "Set up the mail server, and an e-mail address of your own, first."
        )
        return redirect("web:mail")
    at = timezone.now()
    outcome = try_out(server=server, to=address, at=at)
    actions.note_test(outcome=outcome, by=actor(request), at=at)
    if outcome.result is Result.SENT:
        messages.success(request, f"The server took the test. Look for it in the mailbox of {address}.")
    else:
        messages.error(request, f"The test did not go out. {outcome.sentence}")
    return redirect("web:mail")


@require_POST
@operator_page
def forget(request: UserRequest) -> HttpResponse:
    actions.forget_server(by=actor(request), at=timezone.now())
    messages.success(request, "Forgotten, with the password. Nothing is sent from now on.")
    return redirect("web:mail")


@require_safe
@operator_page
def outbox_list(request: UserRequest) -> HttpResponse:
    word, number = request.GET.get("state", ""), request.GET.get("page", "1")
    chosen = State(word) if word in set(State) else None
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    found = outbox(state=chosen, page=page)
    shown = OutboxPage.of(found, chosen=chosen, set_up=is_set_up(), now=timezone.now())
    return render(request, "web/mail/outbox.jinja", {"page": shown})


@require_POST
@operator_page
def again(request: UserRequest, *, message: int) -> HttpResponse:
    return _moved(request, actions.send_again, message=message, done=_soon)


@require_POST
@operator_page
def cancel(request: UserRequest, *, message: int) -> HttpResponse:
    return _moved(request, actions.cancel, message=message, done=lambda _: "Cancelled. It will not be sent.")


def _soon(message: Message) -> str:
    if may_go(Hours(message.hours), at=timezone.now()):
        return "It will be sent within a minute."
    return f"It will be sent in the morning: a reminder goes {IN_WORDS}."


def _moved(
    request: UserRequest, act: Callable[..., Message], *, message: int, done: Callable[[Message], str]
) -> HttpResponse:
    try:
        moved = act(message_id=message, by=actor(request), at=timezone.now())
    except Message.DoesNotExist as wrong:
        raise Http404 from wrong
    except actions.NotNow as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done(moved))
    return redirect("web:outbox")


def _server() -> tuple[Server | None, str]:
    try:
        return current_server(), ""
    except PasswordLost as lost:
        return None, str(lost)
