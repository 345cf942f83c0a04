"""Who was at a talk: the code, the sheet, names nobody knew, and closing it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from havenkeep.evidence.receiving import NotReceived
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import UserRequest, actor
from havenkeep.talks import actions
from havenkeep.talks.access import TalkRequest, talk_page
from havenkeep.talks.actions import CannotAttend
from havenkeep.talks.domain.who import Staff
from havenkeep.talks.forms.talks import ELSE, NOBODY, CloseForm, SheetForm, WrittenNameForm
from havenkeep.talks.models import WrittenName
from havenkeep.talks.pages.talks import (
    A_PAGE,
    FormPage,
    HerePage,
    SheetPage,
    page_count,
    page_number,
)
from havenkeep.talks.queries import seats_of, staff_of, talk_of_code
from havenkeep.talks.recording import record_closing, record_sheet
from havenkeep.training.domain.titles import own_title

NO_SUCH_CODE = "This code does not work any more. Ask whoever leads the talk for the new one."
NOT_FOR_YOU = "You are signed in, but not as somebody on the staff list of the service that holds this talk."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, token: str) -> HttpResponse:
    """Say “I am here”, from a talk's code."""
    asked = cast(UserRequest, request)
    talk = talk_of_code(token)
    if talk is None:
        return _here(request, HerePage(title="This code does not work", sentence=NO_SUCH_CODE), status=404)
    person = asked.user.persons.filter(provider=talk.home.provider_id).first()
    if person is None:
        status = 422 if request.method == "POST" else 200
        return _here(request, HerePage(title="Not on this staff list", sentence=NOT_FOR_YOU), status=status)
    told: dict[str, Any] = {
        "title": talk.title,
        "place": talk.home.name,
        "talk": talk,
        "own_title": own_title(talk.title, language=person.language),
        "lang": person.language,
    }
    try:
        if request.method == "POST":
            actions.note_here(talk=talk, person=person, by=actor(request), at=timezone.now())
        elif not talk.attendances.filter(person=person).exists():
            return _here(request, HerePage(**told, sentence="", can_say=True))
    except CannotAttend as why:
        return _here(request, HerePage(**told, sentence=str(why)), status=422)
    return _here(request, HerePage(**told, sentence=f"You are down as here, {person.name}.", done=True))


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page(Permission.REGISTERS_EDIT)
def attendance(request: TalkRequest) -> HttpResponse:
    """Tick who was there, a hundred names at a time."""
    asked = request.POST.get("page") or request.GET.get("page", "")
    number = page_number(asked, pages=10_000)
    seats, found = seats_of(request.talk, page=number, size=A_PAGE)
    pages = page_count(found, size=A_PAGE)
    if number > pages:
        raise Http404
    form = SheetForm(request.POST if request.method == "POST" else None, request.FILES or None, seats=seats)
    if form.is_valid():
        try:
            record_sheet(request.talk, form, by=actor(request), at=timezone.now())
        except NotReceived as why:
            form.add_error("photo", " ".join(why.sentences))
        except CannotAttend as why:
            form.add_error(None, str(why))
        else:
            return _saved(request, number=number, pages=pages)
    page = SheetPage(
        ref=request.home.ref,
        talk=request.talk,
        shown=len(seats),
        found=found,
        number=number,
        pages=pages,
        closed=hasattr(request.talk, "closure"),
    )
    status = 422 if form.is_bound else 200
    return render(request, "talks/attendance.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page(Permission.REGISTERS_EDIT)
def written_name(request: TalkRequest, written: int) -> HttpResponse:
    """Say whose a name on the sheet is."""
    row = get_object_or_404(request.talk.written_names, pk=written)
    staff = staff_of(request.home, on=timezone.localdate())
    form = WrittenNameForm(request.POST if request.method == "POST" else None, near=staff.near(row.name))
    if form.is_valid() and _settle(request, row, form, staff):
        return _back(request)
    page = FormPage(
        ref=request.home.ref,
        title=f"Who is “{row.name}”?",
        caption=request.talk.title,
        lead="This name is on the sheet, and nobody on the staff list is written so.",
        submit="Save",
        back=_talk(request),
        back_text="The talk",
    )
    status = 422 if form.is_bound else 200
    return render(request, "talks/form.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page(Permission.REGISTERS_EDIT)
def closing(request: TalkRequest) -> HttpResponse:
    """Close the talk: everyone who was there has the training noted."""
    talk = request.talk
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"led_by": talk.led_by, "minutes": talk.minutes},
    )
    if form.is_valid():
        try:
            noted = record_closing(talk, form, by=actor(request), at=timezone.now())
        except NotReceived as why:
            form.add_error("paper", " ".join(why.sentences))
        except CannotAttend as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"The talk is closed. Training is noted for {_people(noted)}.")
            return _back(request)
    page = FormPage(
        ref=request.home.ref,
        title="Close the talk",
        caption=talk.title,
        lead=f"{_people(getattr(talk, 'here', 0))} down as there. Closing notes the training for each.",
        submit="Close it and note the training",
        back=_talk(request),
        back_text="The talk",
        talk=talk,
    )
    status = 422 if form.is_bound else 200
    return render(request, "talks/form.jinja", {"page": page, "form": form}, status=status)


def _settle(request: TalkRequest, row: WrittenName, form: WrittenNameForm, staff: Staff) -> bool:
    who = form.cleaned_data["who"]
    person = None
    if who != NOBODY:
        found = staff.called(form.cleaned_data["typed"] if who == ELSE else who)
        person = request.home.provider.people.filter(pk=found.pk).first() if found else None
        if person is None:
            form.add_error(
                "typed",
                "Nobody here, or more than one, goes by this. Write it as on the staff list",
            )
            return False
    try:
        actions.settle_written_name(written=row, person=person, by=actor(request), at=timezone.now())
    except CannotAttend as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, "Saved.")
    return True


def _saved(request: TalkRequest, *, number: int, pages: int) -> HttpResponse:
    if number < pages:
        messages.success(request, "Saved. Here are the next names.")
        address = reverse("talks:attendance", kwargs={"ref": request.home.ref, "talk": request.talk.ref})
        return redirect(f"{address}?page={number + 1}")
    messages.success(request, "Saved who was there.")
    return _back(request)


def _talk(request: TalkRequest) -> str:
    return reverse("talks:talk", kwargs={"ref": request.home.ref, "talk": request.talk.ref})


def _back(request: TalkRequest) -> HttpResponse:
    return redirect(_talk(request))


def _here(request: HttpRequest, page: HerePage, *, status: int = 200) -> HttpResponse:
    return render(request, "talks/here.jinja", {"page": page}, status=status)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
