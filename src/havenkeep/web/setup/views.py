"""The set-up journey: the first page, the ten questions, the answers, the account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.standards.queries import edition_in_force
from havenkeep.web.setup.actions import keep_answer
from havenkeep.web.setup.domain.choices import Pressing
from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.door import SetupRequest, begin, journey, key_holder
from havenkeep.web.setup.forms import form_for
from havenkeep.web.setup.key import has_key, key_digest, opens, remember_key
from havenkeep.web.setup.pages import AnswersPage, QuestionPage, WelcomePage, next_address
from havenkeep.web.setup.queries import draft_of, setup_is_open


@require_safe
@never_cache
@login_not_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Offer set-up and the sample to whoever has the key; tell others where the key is."""
    if not setup_is_open():
        return redirect("web:start" if request.user.is_authenticated else "account_login")
    known = has_key(request)
    page = WelcomePage.of(has_key=known, draft=draft_of(key_digest()) if known else None)
    return render(request, "web/setup/welcome.jinja", {"page": page})


@require_safe
@never_cache
@login_not_required
def go_on(request: HttpRequest) -> HttpResponse:
    """Take the key out of the address, or lead to where the journey goes on."""
    if not setup_is_open():
        return redirect("web:start")
    key = request.GET.get("key")
    if key is None:
        return redirect(next_address(begin(request))) if has_key(request) else redirect("web:welcome")
    if opens(key):
        remember_key(request)
        begin(request)
        return redirect("web:welcome")
    page = WelcomePage.of(has_key=False, draft=None, wrong_key=True)
    return render(request, "web/setup/welcome.jinja", {"page": page}, status=403)


@require_http_methods(["GET", "HEAD", "POST"])
@journey
def question(request: SetupRequest, *, slug: str) -> HttpResponse:
    """Ask one of the questions two to ten."""
    asked = _asked(slug)
    form = form_for(
        asked,
        typed=request.POST if request.method == "POST" else None,
        kept=request.draft.answers.get(asked.value),
        on=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        return keep_and_go_on(request, asked=asked, answer=form.to_keep())
    page = QuestionPage.of(asked, draft=request.draft, form=form)
    return render(request, "web/setup/question.jinja", {"page": page, "form": form})


@require_safe
@journey
def answers(request: SetupRequest) -> HttpResponse:
    """Show what was answered, and what it adds up to."""
    today = timezone.localdate()
    page = AnswersPage.of(request.draft, edition=edition_in_force(on=today), on=today)
    return render(request, "web/setup/answers.jinja", {"page": page})


def keep_and_go_on(request: SetupRequest, *, asked: Asked, answer: Mapping[str, Any]) -> HttpResponse:
    """Keep a valid answer, and lead to the next page; something wrong right now goes before everything."""
    draft = keep_answer(
        draft=request.draft, asked=asked, answer=answer, by=key_holder(request), at=timezone.now()
    )
    if Pressing.INCIDENT in answer.get("pressing", ()):
        return redirect("web:first_aid")
    return redirect(next_address(draft))


def _asked(slug: str) -> Asked:
    if slug not in set(Asked):
        raise Http404
    return Asked(slug)
