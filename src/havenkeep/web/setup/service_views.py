"""The first question: finding the service in the national list, or typing it in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.door import SetupRequest, journey
from havenkeep.web.setup.forms.service import ByHandForm, ChooseForm, SearchForm
from havenkeep.web.setup.listed import Listed
from havenkeep.web.setup.pages import QuestionPage, ServicePage
from havenkeep.web.setup.views import keep_and_go_on


@require_http_methods(["GET", "HEAD", "POST"])
@journey
def service(request: SetupRequest) -> HttpResponse:
    """Search the national list, and choose from what was found."""
    search = SearchForm(request.GET if "q" in request.GET else None)
    listed = Listed.of(search.cleaned_data["q"] if search.is_valid() else "")
    chosen = ChooseForm(request.POST if request.method == "POST" else None, found=listed.choices)
    if request.method == "POST" and chosen.is_valid():
        answer = listed.answer(**chosen.cleaned_data)
        return keep_and_go_on(request, asked=Asked.SERVICE, answer=answer)
    page = ServicePage.of(draft=request.draft, listed=listed, search=search, chosen=chosen)
    return render(request, "web/setup/service.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@journey
def by_hand(request: SetupRequest) -> HttpResponse:
    """Take the service as it is typed in."""
    typed = request.POST if request.method == "POST" else None
    kept = request.draft.answers.get(Asked.SERVICE.value, {})
    form = ByHandForm(typed, kept=kept, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return keep_and_go_on(request, asked=Asked.SERVICE, answer=form.to_keep())
    page = QuestionPage.of(Asked.SERVICE, draft=request.draft, form=form)
    return render(request, "web/setup/by_hand.jinja", {"page": page, "form": form})
