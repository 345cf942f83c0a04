"""How the installation is, and taking everything of a service along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from havenkeep.evidence.receiving import vault
from havenkeep.evidence.vault.keys import KeyTrouble
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page, operator_page
from havenkeep.upkeep.doctor import examine, glance
from havenkeep.upkeep.moving.export import Export, note_taken
from havenkeep.upkeep.moving.pages import EverythingPage
from havenkeep.upkeep.pages import InstallationPage


@require_http_methods(["GET", "HEAD", "POST"])
@operator_page
def installation(request: HttpRequest) -> HttpResponse:
    """Say what is wrong here and what to do: at a glance, or through and through when it is asked for."""
    whole = request.method == "POST"
    found = (examine if whole else glance)(timezone.now())
    return render(request, "upkeep/installation.jinja", {"page": InstallationPage(checks=found, whole=whole)})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.TAKE_ALONG)
def everything(request: HomeRequest) -> HttpResponse | StreamingHttpResponse:
    if request.method != "POST":
        return render(request, "upkeep/everything.jinja", {"page": EverythingPage.of(request.home)})
    try:
        vault()
    except KeyTrouble as wrong:
        page = EverythingPage.of(request.home, trouble=str(wrong))
        return render(request, "upkeep/everything.jinja", {"page": page}, status=503)
    now = timezone.now()
    note_taken(home=request.home, by=actor(request), at=now)
    taken = Export(request.home, at=now)
    response = StreamingHttpResponse(taken.pieces(), content_type="application/zip")
    name = f"{request.home.slug}-{timezone.localdate(now).isoformat()}.zip"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
