"""Planning talks: the list, one talk, its papers, its code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.talks import actions
from havenkeep.talks.access import TalkRequest, talk_page
from havenkeep.talks.actions import CannotSchedule
from havenkeep.talks.domain.calendar import Entry, calendar_file
from havenkeep.talks.domain.guide import guide as the_guide
from havenkeep.talks.forms.talks import TalkForm
from havenkeep.talks.pages.talks import FormPage, PosterPage, TalkPage, TalksPage
from havenkeep.talks.printed import covers_words, guide_pdf, sheet_pdf
from havenkeep.talks.queries import invited_to
from havenkeep.training.domain.outcomes import OUTCOME_TITLES

PDF, CALENDAR = "application/pdf", "text/calendar; charset=utf-8"


@require_safe
@home_page(Permission.STAFF_VIEW)
def talks(request: HomeRequest) -> HttpResponse:
    page = TalksPage.of(
        request.home,
        at=timezone.now(),
        page=request.GET.get("page", ""),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "talks/talks.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def new(request: HomeRequest) -> HttpResponse:
    """Plan a talk."""
    initial = {"led_by": request.user.name}
    form = TalkForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        made = actions.schedule_talk(
            home=request.home, details=form.details(), by=actor(request), at=timezone.now()
        )
        messages.success(
            request, "The talk is planned. Now put it in people’s calendars and print the sheet."
        )
        return redirect("talks:talk", ref=request.home.ref, talk=made.ref)
    page = FormPage(
        ref=request.home.ref,
        title="Plan a talk",
        caption=request.home.name,
        lead="It counts as training when it covers the four subjects and you know who was there.",
        submit="Plan it",
        back=reverse("talks:talks", kwargs={"ref": request.home.ref}),
        back_text="Talks",
    )
    return _form(request, page, form)


@require_safe
@talk_page(Permission.STAFF_VIEW)
def talk(request: TalkRequest) -> HttpResponse:
    page = TalkPage.of(
        request.talk,
        at=timezone.now(),
        page=request.GET.get("page", ""),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "talks/talk.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page(Permission.REGISTERS_EDIT)
def details(request: TalkRequest) -> HttpResponse:
    """Change what was planned."""
    form = TalkForm(
        request.POST if request.method == "POST" else None, initial=TalkForm.initial_of(request.talk)
    )
    if form.is_valid():
        try:
            actions.change_talk(
                talk=request.talk, details=form.details(), by=actor(request), at=timezone.now()
            )
        except CannotSchedule as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "Saved. Send the calendar file again if the time or place changed.")
        return _back(request)
    page = FormPage(
        ref=request.home.ref,
        title="Change the talk",
        caption=request.talk.title,
        lead="",
        submit="Save",
        back=reverse("talks:talk", kwargs={"ref": request.home.ref, "talk": request.talk.ref}),
        back_text="The talk",
        talk=request.talk,
    )
    return _form(request, page, form)


@require_POST
@talk_page(Permission.REGISTERS_EDIT)
def calling_off(request: TalkRequest) -> HttpResponse:
    try:
        actions.call_off_talk(talk=request.talk, by=actor(request), at=timezone.now())
        messages.success(request, "Called off. The calendar file now takes it out of calendars.")
    except CannotSchedule as why:
        messages.error(request, str(why))
    return _back(request)


@require_safe
@talk_page(Permission.STAFF_VIEW)
def calendar(request: TalkRequest) -> HttpResponse:
    """Give the talk as a calendar file."""
    row = request.talk
    entry = Entry(
        ref=row.ref,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        stamped_at=timezone.now(),
        about=f"Led by {row.led_by}. Covers {covers_words(row.covers)}.",
        where=row.where,
        link=row.link,
        edition=row.edition,
        called_off=row.called_off_at is not None,
    )
    return _download(calendar_file(entry), CALENDAR, f"talk-{row.ref}.ics")


@require_safe
@talk_page(Permission.STAFF_VIEW)
def sheet(request: TalkRequest) -> HttpResponse:
    """Give the sheet to sign."""
    try:
        content = sheet_pdf(request.talk, people=invited_to(request.talk))
    except CouldNotPrint as why:
        messages.error(request, str(why))
        return _back(request)
    return _download(content, PDF, f"sign-in-sheet-{request.talk.ref}.pdf")


@never_cache
@require_safe
@talk_page(Permission.REGISTERS_EDIT)
def poster(request: TalkRequest) -> HttpResponse:
    """Show the talk's code, to project or to print."""
    token = request.talk.token
    link = request.build_absolute_uri(reverse("talks:here", kwargs={"token": token})) if token else ""
    page = PosterPage.of(request.talk, link=link)
    return render(request, "talks/poster.jinja", {"page": page})


@require_POST
@talk_page(Permission.REGISTERS_EDIT)
def code(request: TalkRequest) -> HttpResponse:
    """Give the talk a new code, or take it away."""
    by, at = actor(request), timezone.now()
    try:
        if request.POST.get("away"):
            actions.take_code_away(talk=request.talk, by=by, at=at)
            messages.success(request, "The code is gone. Only the sheet counts now.")
        else:
            actions.renew_code(talk=request.talk, by=by, at=at)
            messages.success(request, "This is the new code. The one before does not work any more.")
    except CannotSchedule as why:
        messages.error(request, str(why))
    return redirect("talks:poster", ref=request.home.ref, talk=request.talk.ref)


@require_safe
@home_page(Permission.STAFF_VIEW)
def guide(request: HomeRequest) -> HttpResponse:
    told = {"ref": request.home.ref, "guide": the_guide(), "titles": OUTCOME_TITLES}
    return render(request, "talks/guide.jinja", {"page": told})


@require_safe
@home_page(Permission.STAFF_VIEW)
def guide_file(request: HomeRequest) -> HttpResponse:
    """Give the guide on paper."""
    try:
        return _download(guide_pdf(), PDF, "talk-guide.pdf")
    except CouldNotPrint as why:
        messages.error(request, str(why))
        return redirect("talks:guide", ref=request.home.ref)


def _form(request: HomeRequest, page: FormPage, form: TalkForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "talks/form.jinja", {"page": page, "form": form}, status=status)


def _back(request: TalkRequest) -> HttpResponse:
    return redirect("talks:talk", ref=request.home.ref, talk=request.talk.ref)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
