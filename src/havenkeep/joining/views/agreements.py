"""Noting who agreed on paper: one person's, or many contracts that somebody looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.design.fields import Choice
from havenkeep.design.wording import say_count
from havenkeep.identity.roles import Permission
from havenkeep.joining.actions import agreements as actions
from havenkeep.joining.forms import ContractsForm, PaperAgreementForm
from havenkeep.joining.pages.home import A_PAGE
from havenkeep.joining.pages.person import NotePage, kinds_for
from havenkeep.joining.pages.versions import WritePage
from havenkeep.joining.queries import clause_in_force, contract_candidates
from havenkeep.joining.receiving import receive_agreement
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people.access import StaffRequest, staff_page

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@staff_page(Permission.REGISTERS_EDIT)
def agreement(request: StaffRequest) -> HttpResponse:
    """Note a contract, addendum or agency's terms that somebody looked at."""
    posted, on, clause = request.method == "POST", timezone.localdate(), clause_in_force(request.home)
    given: tuple[Any, ...] = (request.POST, request.FILES) if posted else ()
    kinds = kinds_for(request.person, home=request.home, clause=clause, on=on)
    form = PaperAgreementForm(*given, on=on, kinds=kinds)
    if form.is_valid() and receive_agreement(
        form,
        person=request.person,
        home=request.home,
        clause=clause,
        by=actor(request),
        at=timezone.now(),
    ):
        messages.success(request, "Noted.")
        return redirect("joining:person", ref=request.home.ref, person=request.person.ref)
    page = NotePage.agreement(request.person, home=request.home)
    status = 422 if posted else 200
    return render(request, "joining/note.jinja", {"page": page, "form": form}, status=status)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def withdrawal(request: StaffRequest, agreement: str) -> HttpResponse:
    found = request.person.agreements.filter(ref=agreement).select_related("person__provider").first()
    if found is None:
        raise Http404
    actions.withdraw_agreement(agreement=found, by=actor(request), at=timezone.now())
    messages.success(request, "Taken back. It does not count any more.")
    return redirect("joining:person", ref=request.home.ref, person=request.person.ref)


@require_http_methods(GET_AND_POST)
@home_page(Permission.REGISTERS_EDIT)
def contracts(request: HomeRequest) -> HttpResponse:
    """Note many contracts at once: a list of those that should hold the clause, to untick."""
    clause = clause_in_force(request.home)
    if clause is None:
        return redirect("joining:clause", ref=request.home.ref)
    able = contract_candidates(request.home, clause=clause, on=timezone.localdate())[:A_PAGE]
    people = [Choice(line.ref, line.name, line.since_words) for line in able]
    form = ContractsForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        noted = actions.note_contracts(
            home=request.home,
            people=form.cleaned_data["people"],
            clause=clause,
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, f"Noted for {say_count(noted, 'person', 'people')}.")
        return redirect("joining:agreements", ref=request.home.ref)
    title = f"Contracts with version {clause.number}"
    page = WritePage.writing(request.home, title=title, back="agreements", submit="Note them")
    status = 422 if form.is_bound else 200
    return render(request, "joining/contracts.jinja", {"page": page, "form": form}, status=status)
