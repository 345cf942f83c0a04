"""The last match of the list, and settling its differences."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.design.fields import Choice
from havenkeep.design.forms import Form
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people import actions
from havenkeep.people.domain.list_check import DifferenceKind
from havenkeep.people.domain.said import row_of
from havenkeep.people.forms.bringing import BackForm, KeepManyForm, LeftForm, WhoForm
from havenkeep.people.models import ListDifference
from havenkeep.people.pages.checking import CheckPage, DifferencePage
from havenkeep.people.pages.person import FormPage
from havenkeep.people.queries.checks import candidates, differences_of, newest_check, open_difference
from havenkeep.people.queries.matching import facts_of


@require_safe
@home_page(Permission.STAFF_VIEW)
def check(request: HomeRequest) -> HttpResponse:
    on, newest = timezone.localdate(), newest_check(request.home)
    page = CheckPage.of(
        request.home,
        check=newest,
        differences=differences_of(newest) if newest else [],
        facts=facts_of(request.home, on=on),
        on=on,
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "people/check.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def difference(request: HomeRequest, difference: str) -> HttpResponse:
    """Settle one difference."""
    row = open_difference(request.home, difference)
    if row is None:
        raise Http404
    form = _form(request, row)
    if form.is_valid():
        try:
            _settle(request, row, form)
        except actions.CannotKeep as cannot:
            form.add_error("day" if "day" in form.fields else None, str(cannot))
        else:
            messages.success(request, "Settled.")
            return redirect("people:check", ref=request.home.ref)
    page = DifferencePage.of(request.home, row, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    return render(request, "people/difference.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def keep_many(request: HomeRequest) -> HttpResponse:
    """Say of several people at once why they are on the list and in no sheet."""
    newest = newest_check(request.home)
    rows = {
        row.ref: row
        for row in (differences_of(newest) if newest else [])
        if not row.outcome and row.kind == DifferenceKind.MISSING and row.person
    }
    people = [(ref, row.person.name, "") for ref, row in rows.items() if row.person]
    if not people:
        return redirect("people:check", ref=request.home.ref)
    form = KeepManyForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        chosen = [rows[ref] for ref in form.cleaned_data["kept"]]
        _keep_all(request, chosen, reason=form.cleaned_data["reason"])
        messages.success(request, f"{len(chosen)} settled.")
        return redirect("people:check", ref=request.home.ref)
    page = FormPage(
        ref=request.home.ref,
        caption=request.home.name,
        title="They still work here",
        submit="They stay on the list",
        lead="Tick those who still work here although the sheet does not name them, and say why.",
    )
    status = 422 if form.is_bound else 200
    return render(request, "people/form.jinja", {"page": page, "form": form}, status=status)


@transaction.atomic
def _keep_all(request: HomeRequest, rows: list[ListDifference], *, reason: str) -> None:
    for row in rows:
        actions.keep_as_it_is(difference=row, reason=reason, by=actor(request), at=timezone.now())


def _form(request: HomeRequest, row: ListDifference) -> Form:
    data, on = request.POST if request.method == "POST" else None, timezone.localdate()
    if row.kind == DifferenceKind.UNCLEAR:
        people = candidates(request.home, row_of(row.said, row=row.sheet_row))
        return WhoForm(
            data, choices=[Choice(person.ref, person.name, hint=words) for person, words in people]
        )
    return BackForm(data, on=on) if row.kind == DifferenceKind.BACK else LeftForm(data, on=on)


def _settle(request: HomeRequest, row: ListDifference, form: Form) -> None:
    by, at, said = actor(request), timezone.now(), form.cleaned_data
    if said["outcome"] == "keep":
        actions.keep_as_it_is(difference=row, reason=said["reason"], by=by, at=at)
    elif said["outcome"] == "left":
        actions.settle_left(difference=row, ended_on=said["day"], by=by, at=at)
    elif said["outcome"] == "back":
        actions.settle_back(difference=row, started_on=said["day"], by=by, at=at)
    else:
        chosen = request.home.provider.people.filter(ref=said["outcome"]).first()
        actions.settle_unclear(difference=row, person=chosen, by=by, at=at)
