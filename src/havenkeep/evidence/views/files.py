"""A kept file: downloaded, never run; pictures and texts may be looked at. Each reading is noted."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from havenkeep.evidence.actions import note_read
from havenkeep.evidence.judging.verdict import Refused
from havenkeep.evidence.judging.words import decode
from havenkeep.evidence.models import KeptFile, Proof
from havenkeep.evidence.pages import FileLine, LookPage, Place
from havenkeep.evidence.place import place_page
from havenkeep.evidence.receiving import vault
from havenkeep.evidence.vault.cipher import Damaged, WrongKey
from havenkeep.evidence.vault.keys import KeyTrouble
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import PlaceRequest, actor

NOTHING_RUNS = "default-src 'none'; object-src 'none'; base-uri 'none'; sandbox; frame-ancestors 'none'"
SHOWN_CHARACTERS = 20_000
_LOST_KEY = "This file was locked with another key. Put the right secrets/evidence-key back, then try again."
_DAMAGED = "This file is damaged or gone. Restore it from a backup, or add it again as a newer version."


@require_safe
@place_page(Permission.ASSESSMENT_VIEW)
def file(request: PlaceRequest, proof: str, file: str) -> HttpResponse | StreamingHttpResponse:
    kept, found = _found(request, proof, file)
    if trouble := _trouble(found):
        return _told(request, kept, trouble)
    note_read(file=found, by=actor(request), at=timezone.now())
    # Octets, whatever it is: a browser that guesses must not guess a page.
    return _sent(found, media_type="application/octet-stream", attached=True)


@require_safe
@place_page(Permission.ASSESSMENT_VIEW)
def picture(request: PlaceRequest, proof: str, file: str) -> HttpResponse | StreamingHttpResponse:
    kept, found = _found(request, proof, file)
    if not found.is_picture:
        raise Http404
    if trouble := _trouble(found):
        return _told(request, kept, trouble)
    note_read(file=found, by=actor(request), at=timezone.now())
    return _sent(found, media_type=found.type_row.media_type, attached=False)


@require_safe
@place_page(Permission.ASSESSMENT_VIEW)
def look(request: PlaceRequest, proof: str, file: str) -> HttpResponse:
    kept, found = _found(request, proof, file)
    if not (found.is_picture or found.is_readable):
        raise Http404
    if trouble := _trouble(found):
        return _told(request, kept, trouble)
    text = ""
    if found.is_readable:
        note_read(file=found, by=actor(request), at=timezone.now())
        text = _text(found)
    page = LookPage(
        place=Place.of(request),
        proof=kept,
        file=FileLine.of(found),
        is_picture=found.is_picture,
        text=text[:SHOWN_CHARACTERS],
        cut=len(text) > SHOWN_CHARACTERS,
    )
    return render(request, "evidence/look.jinja", {"page": page})


def _found(request: PlaceRequest, proof: str, file: str) -> tuple[Proof, KeptFile]:
    kept = get_object_or_404(request.place.proofs, ref=proof)
    found = kept.files.select_related("proof__home", "proof__provider").filter(ref=file).first()
    if found is None:
        raise Http404
    return kept, found


def _trouble(found: KeptFile) -> str:
    """Read the file to its end before a byte of it is sent, and say what is wrong with it."""
    try:
        vault().check(found.stored_as)
    except WrongKey:
        return _LOST_KEY
    except Damaged:
        return _DAMAGED
    except KeyTrouble as wrong:
        return str(wrong)
    return ""


def _sent(found: KeptFile, *, media_type: str, attached: bool) -> StreamingHttpResponse:
    pieces: Iterator[bytes] = vault().read(found.stored_as)
    response = StreamingHttpResponse(pieces, content_type=media_type)
    disposition = content_disposition_header(as_attachment=attached, filename=found.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(found.size)
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _text(found: KeptFile) -> str:
    try:
        return decode(b"".join(vault().read(found.stored_as)))
    except Refused:
        return ""


def _told(request: PlaceRequest, kept: Proof, trouble: str) -> HttpResponse:
    messages.error(request, trouble)
    return redirect(f"{request.namespace}:proof", ref=request.place_ref, proof=kept.ref)
