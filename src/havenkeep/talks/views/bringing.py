"""Bringing a platform's list in: choose it, look at what it would do, settle what is unclear, apply it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.evidence.receiving import NotReceived
from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply, keep_preview, settle_choices
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import ColumnsForm, asked_sheet
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.talks.actions import spare_preview
from havenkeep.talks.domain.platform_columns import COMPLETIONS, spared
from havenkeep.talks.forms.bringing import ListForm, NamesForm, ReportForm, TitlesForm
from havenkeep.talks.imports import Reading, bring, keepable, look, understand
from havenkeep.talks.pages.bringing import (
    A_ROUND,
    ColumnsPage,
    DecidePage,
    ImportPage,
    PreviewPage,
    ResultPage,
    asked_titles,
    near_names,
)
from havenkeep.talks.recording import record_report

TOO_OLD = "That list was read more than a day ago. Choose it again."


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def choose(request: HomeRequest) -> HttpResponse:
    """Choose or paste a list. The rows that can be used are kept for a look; nothing else is."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid() and form.upload is not None:
        choices = {"by_hand": True} if form.cleaned_data["by_hand"] else {}
        preview = keep_preview(
            place=request.home,
            kind=COMPLETIONS.name,
            rows=keepable(form.upload, home=request.home, choices=choices).as_json(),
            choices=choices,
            by=actor(request),
            at=timezone.now(),
        )
        return _to(request, "import_preview", preview)
    status = 422 if form.is_bound else 200
    context = {"page": ImportPage.of(request.home), "form": form}
    return render(request, "talks/import.jinja", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def preview(request: HomeRequest, listed: str) -> HttpResponse:
    """Look at what a list would do, and apply it."""
    kept = _kept(request, listed)
    if kept is None:
        return _again(request)
    if kept.applied_at is not None:
        page = ResultPage.of(request.home, preview=kept)
        return render(request, "talks/import_result.jinja", {"page": page})
    reading = _reading(request, kept)
    if reading.layout is None:
        return _to(request, "import_columns", kept)
    if request.method == "POST":
        return _apply(request, kept, reading)
    bringing, _ = look(reading, home=request.home, on=timezone.localdate())
    shown = PreviewPage.of(request.home, preview=kept, reading=reading, bringing=bringing)
    return render(request, "talks/import_preview.jinja", {"page": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def columns(request: HomeRequest, listed: str) -> HttpResponse:
    """Say by hand which column holds what."""
    kept = _kept(request, listed)
    if kept is None or kept.applied_at is not None:
        return _again(request)
    reading = _reading(request, kept)
    offer = _offer(request, reading, kept)
    form = ColumnsForm.asked(request, kind=COMPLETIONS, offer=offer)
    if form.is_valid():
        said: dict[str, Any] = {"order": form.order}
        if form.layout != reading.layout:
            said |= form.layout.as_said(reading.upload.sheets)
        settle_choices(preview=kept, choices=said)
        spare_preview(preview=kept, rows=spared(reading.upload, layout=form.layout).as_json())
        return _to(request, "import_preview", kept)
    page = ColumnsPage(ref=request.home.ref, file=reading.upload.file, why_not=reading.why_not, offer=offer)
    status = 422 if form.is_bound else 200
    return render(request, "talks/import_columns.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def courses(request: HomeRequest, listed: str) -> HttpResponse:
    """Say what the titles on a list mean."""
    kept = _kept(request, listed)
    if kept is None or kept.applied_at is not None:
        return _again(request)
    bringing, _ = look(_reading(request, kept), home=request.home, on=timezone.localdate())
    again = kept.choices.get("again", [])
    asked, others = asked_titles(bringing, again=again)
    if not asked and not others:
        return _to(request, "import_preview", kept)
    form = TitlesForm(request.POST if request.method == "POST" else None, asked=asked, others=others)
    if form.is_valid():
        said = {**kept.choices.get("titles", {}), **form.said()}
        settle_choices(preview=kept, choices={"titles": said, "again": [*again, *form.look_again()]})
        return _to(request, "import_courses" if form.look_again() else "import_preview", kept)
    page = DecidePage(
        ref=request.home.ref,
        preview=kept.ref,
        title="Which courses are these?",
        lead="We remember it for this service’s next list.",
        left=len(bringing.titles) - len(asked) - len(others),
    )
    return _decide(request, page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def names(request: HomeRequest, listed: str) -> HttpResponse:
    """Say whose the names on a list are."""
    kept = _kept(request, listed)
    if kept is None or kept.applied_at is not None:
        return _again(request)
    bringing, staff = look(_reading(request, kept), home=request.home, on=timezone.localdate())
    asked = [one for one in bringing.names.values() if one.written.question not in _later(kept)][:A_ROUND]
    if not asked:
        return _to(request, "import_preview", kept)
    form = NamesForm(
        request.POST if request.method == "POST" else None,
        asked=asked,
        near=near_names(asked, staff),
        staff=staff,
    )
    if form.is_valid():
        settle_choices(preview=kept, choices={"people": {**kept.choices.get("people", {}), **form.said()}})
        return _to(request, "import_preview", kept)
    page = DecidePage(
        ref=request.home.ref,
        preview=kept.ref,
        title="Who are these?",
        lead="We never guess. Where names are alike, we show who it may be.",
        left=len(bringing.names) - len(asked) - len(_later(kept)),
    )
    return _decide(request, page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def report(request: HomeRequest, listed: str) -> HttpResponse:
    """Keep the platform's own report as proof."""
    kept = _kept(request, listed)
    if kept is None or kept.applied_at is None:
        return _again(request)
    form = ReportForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid():
        try:
            record_report(request.home, form, by=actor(request), at=timezone.now())
        except NotReceived as why:
            form.add_error("report", " ".join(why.sentences))
        else:
            messages.success(request, "The report is on file as proof.")
            return _to(request, "import_preview", kept)
    page = DecidePage(
        ref=request.home.ref,
        preview=kept.ref,
        title="Keep the platform’s report",
        lead="It shows an inspector where the days came from.",
        left=0,
    )
    return _decide(request, page, form)


def _kept(request: HomeRequest, ref: str) -> Preview | None:
    return preview_of(request.home, kind=COMPLETIONS.name, ref=ref, at=timezone.now())


def _later(kept: Preview) -> set[str]:
    """Return the questions that were put off. They can be opened again by choosing the list once more."""
    return {question for question, answer in kept.choices.get("people", {}).items() if answer == "?"}


def _again(request: HomeRequest) -> HttpResponse:
    messages.error(request, TOO_OLD)
    return redirect("talks:import", ref=request.home.ref)


def _to(request: HomeRequest, name: str, kept: Preview) -> HttpResponse:
    return redirect(f"talks:{name}", ref=request.home.ref, listed=kept.ref)


def _reading(request: HomeRequest, kept: Preview) -> Reading:
    return understand(Upload.from_json(kept.rows), home=request.home, choices=kept.choices)


def _apply(request: HomeRequest, kept: Preview, reading: Reading) -> HttpResponse:
    try:
        bring(reading, home=request.home, by=actor(request), at=timezone.now(), preview=kept)
    except AlreadyApplied:
        pass  # in another tab, or the button was pressed twice: the page says what came of it
    except CannotApply as cannot:
        messages.error(request, str(cannot))
        return redirect("talks:import", ref=request.home.ref)
    return _to(request, "import_preview", kept)


def _decide(request: HomeRequest, page: DecidePage, form: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "talks/import_decide.jinja", {"page": page, "form": form}, status=status)


def _offer(request: HomeRequest, reading: Reading, kept: Preview) -> Offer:
    order = kept.choices.get("order", "")
    return Offer.of(reading.upload, layout=reading.layout, asked=asked_sheet(request), order=order)
