"""From a valid form with pictures to what is kept: files are judged and locked first, then all or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import received
from havenkeep.organisations.models import Home
from havenkeep.talks.actions import close_talk, file_paper, tick_attendance, write_names_down
from havenkeep.talks.forms.bringing import ReportForm
from havenkeep.talks.forms.talks import CloseForm, SheetForm
from havenkeep.talks.models import Talk
from havenkeep.talks.queries import items_shown


def record_sheet(talk: Talk, form: SheetForm, *, by: Actor, at: datetime) -> None:
    """Keep one page of ticks, the names nobody knew, and the picture of the sheet.

    Raises:
        CannotAttend: the talk was called off, or has not begun.
        NotReceived: a picture may not be kept, so nothing is.
    """
    data = form.cleaned_data
    items = items_shown(on=timezone.localdate(at)) if data["photo"] else []
    with received(data["photo"]) as files, transaction.atomic():
        tick_attendance(talk=talk, shown=form.shown, there=form.ticked, by=by, at=at)
        write_names_down(talk=talk, names=data["names"], by=by, at=at)
        if files:
            title = f"Signed sheet: {talk.title}"
            file_paper(talk=talk, items=items, title=title, files=files, by=by, at=at)


def record_closing(talk: Talk, form: CloseForm, *, by: Actor, at: datetime) -> int:
    """Close a talk, keep the notes on paper, and return for how many people training was noted.

    Raises:
        CannotAttend: as `actions.close_talk`.
        NotReceived: a file may not be kept, so nothing is.
    """
    data = form.cleaned_data
    items = items_shown(on=timezone.localdate(at)) if data["paper"] else []
    with received(data["paper"]) as files, transaction.atomic():
        noted = close_talk(
            talk=talk,
            led_by=data["led_by"],
            minutes=data["minutes"],
            notes=data["notes"],
            questions_answered=data["questions_answered"],
            by=by,
            at=at,
        )
        if files:
            title = f"Notes of the talk: {talk.title}"
            file_paper(talk=talk, items=items, title=title, files=files, by=by, at=at)
    return noted


def record_report(home: Home, form: ReportForm, *, by: Actor, at: datetime) -> None:
    """Keep a platform's own report as proof.

    Raises:
        NotReceived: a file may not be kept, so nothing is.
    """
    today = timezone.localdate(at)
    with received(form.cleaned_data["report"]) as files:
        keep_proof(
            owner=home,
            items=items_shown(on=today),
            kind=Proof.Kind.FILE,
            title="The learning platform’s report",
            where="",
            dated_on=today,
            files=files,
            by=by,
            at=at,
        )
