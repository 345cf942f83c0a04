"""Who is responsible: reading it, giving a duty, correcting, signing, ending, and the letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.design.forms import Form
from havenkeep.governance import actions
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.forms import CorrectionForm, DutyForm, EndForm, SignatureForm, initial_correction
from havenkeep.governance.models import Appointment
from havenkeep.governance.pages.people import DutyCard, DutyPage, LetterPage, PeoplePage
from havenkeep.governance.queries import appointments_of, staff_of
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page


@require_safe
@home_page(Permission.HOME_VIEW)
def people(request: HomeRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    page = PeoplePage.of(request.home, on=timezone.localdate(), may_edit=may_edit)
    return render(request, "governance/people.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def duty(request: HomeRequest, duty: str) -> HttpResponse:
    """Give a duty to a person, or hand it over from whoever has it."""
    if duty not in set(Duty):
        raise Http404
    on, asked = timezone.localdate(), Duty(duty)
    holder = DutyCard.of(asked, appointments_of(request.home)[asked], on=on).holder
    staff = staff_of(request.home, on=on)
    form = DutyForm(request.POST if request.method == "POST" else None, holder=holder, staff=staff, on=on)
    if not form.is_valid():
        return _form(request, DutyPage.giving(request.home, asked, holder=holder), form)
    given = actions.appoint(
        home=request.home, duty=asked, by=actor(request), at=timezone.now(), **form.cleaned_data
    )
    messages.success(
        request, f"{given.name} is noted. Now print the letter, and let somebody senior sign it."
    )
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def appointment(request: HomeRequest, appointment: int) -> HttpResponse:
    """Put right how an appointment was noted."""
    row, on = _open(request, appointment), timezone.localdate()
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial=initial_correction(row),
        appointment=row,
        staff=staff_of(request.home, on=on),
        on=on,
    )
    if not form.is_valid():
        return _form(request, DutyPage.correcting(row), form)
    actions.correct_appointment(appointment=row, by=actor(request), at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved.")
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def signature(request: HomeRequest, appointment: int) -> HttpResponse:
    row = _open(request, appointment)
    form = SignatureForm(
        request.POST if request.method == "POST" else None,
        initial={"signed_by": row.signed_by, "signed_on": row.signed_on},
        appointment=row,
        on=timezone.localdate(),
    )
    if not form.is_valid():
        return _form(request, DutyPage.signing(row), form)
    said = {name: form.cleaned_data[name] for name in ("signed_by", "signed_on")}
    actions.sign_appointment(appointment=row, by=actor(request), at=timezone.now(), **said)
    messages.success(request, "The signature is noted. Keep the paper where you could show it.")
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def ending(request: HomeRequest, appointment: int) -> HttpResponse:
    row = _open(request, appointment)
    form = EndForm(
        request.POST if request.method == "POST" else None, appointment=row, on=timezone.localdate()
    )
    if not form.is_valid():
        return _form(request, DutyPage.ending(row), form)
    actions.end_appointment(
        appointment=row, ended_on=form.cleaned_data["ended_on"], by=actor(request), at=timezone.now()
    )
    messages.success(request, f"Noted: {row.name}’s last day.")
    return _back(request)


@require_safe
@home_page(Permission.HOME_VIEW)
def letter(request: HomeRequest, appointment: int) -> HttpResponse:
    page = LetterPage.of(_open(request, appointment))
    return render(request, "governance/letter.jinja", {"page": page})


def _open(request: HomeRequest, pk: int) -> Appointment:
    return get_object_or_404(request.home.appointments.select_related("home__provider", "person"), pk=pk)


def _form(request: HomeRequest, page: DutyPage, form: Form) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "governance/duty_form.jinja", {"page": page, "form": form}, status=status)


def _back(request: HomeRequest) -> HttpResponse:
    return redirect("governance:people", ref=request.home.ref)
