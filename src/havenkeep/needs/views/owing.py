"""Who owes what: the list, asking somebody, taking it back, reminders, and the papers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.mail.queries import is_set_up
from havenkeep.needs import actions
from havenkeep.needs.forms import AssignForm, RemindersForm
from havenkeep.needs.pages.owing import AssignmentsPage, AssignPage, RemindersPage
from havenkeep.needs.papers import LISTS
from havenkeep.needs.queries import owed_in
from havenkeep.needs.queries.reminded import reminding
from havenkeep.needs.views.analysis import download
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.printing.pdf import CouldNotPrint


@require_safe
@home_page(Permission.STAFF_VIEW)
def assignments(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    page = AssignmentsPage.of(
        request.home,
        owed_in(request.home, on=on),
        on=on,
        asked_page=request.GET.get("page", ""),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "needs/assignments.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def assign(request: HomeRequest) -> HttpResponse:
    form = AssignForm(
        request.POST if request.method == "POST" else None, home=request.home, on=timezone.localdate()
    )
    if form.is_valid():
        try:
            actions.assign(home=request.home, by=actor(request), at=timezone.now(), **form.said())
        except actions.CannotPlan as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, "Asked. It stands on their list from now on.")
            return redirect("needs:assignments", ref=request.home.ref)
    status = 422 if form.is_bound else 200
    return render(
        request, "needs/assign.jinja", {"form": form, "page": AssignPage(ref=request.home.ref)}, status=status
    )


@require_POST
@home_page(Permission.REGISTERS_EDIT)
def end_assignment(request: HomeRequest, assignment: str) -> HttpResponse:
    row = get_object_or_404(request.home.training_assignments.select_related("home"), ref=assignment)
    actions.end_assignment(assignment=row, by=actor(request), at=timezone.now())
    messages.success(request, "Taken back.")
    return redirect("needs:assignments", ref=request.home.ref)


@require_safe
@home_page(Permission.STAFF_VIEW)
def paper(request: HomeRequest, printed: str) -> HttpResponse:
    """Give the list for the handover room, or the slips for the pocket, for those without e-mail."""
    if printed not in LISTS:
        raise Http404
    on = timezone.localdate()
    try:
        made = LISTS[printed](request.home, owed_in(request.home, on=on), on=on)
    except CouldNotPrint as wrong:
        messages.error(request, str(wrong))
        return redirect("needs:assignments", ref=request.home.ref)
    return download(made)


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, ref: str) -> HttpResponse:
    return (_set if request.method == "POST" else _read)(request, ref)


@home_page(Permission.STAFF_VIEW)
def _read(request: HomeRequest) -> HttpResponse:
    wanted, most = reminding(request.home)
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    form = RemindersForm(initial={"wanted": wanted, "most": most}) if may_edit else None
    return _reminders(request, form)


@home_page(Permission.REGISTERS_EDIT)
def _set(request: HomeRequest) -> HttpResponse:
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return _reminders(request, form, status=422)
    actions.set_reminders(home=request.home, by=actor(request), at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved.")
    return redirect("needs:reminders", ref=request.home.ref)


def _reminders(request: HomeRequest, form: RemindersForm | None, *, status: int = 200) -> HttpResponse:
    wanted, most = reminding(request.home)
    page = RemindersPage.of(
        request.home,
        wanted=wanted,
        most=most,
        mail_works=is_set_up(),
        asked_page=request.GET.get("page", ""),
    )
    return render(request, "needs/reminders.jinja", {"page": page, "form": form}, status=status)
