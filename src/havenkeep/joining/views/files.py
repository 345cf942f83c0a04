"""Lists to take along, and papers to print."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.joining import printing
from havenkeep.joining.domain.letters import Addressee
from havenkeep.joining.exporting import FILES, agreements_sheet, starters_sheet
from havenkeep.joining.pages.printing import agreement_addressees, one_addressee, starter_addressees
from havenkeep.joining.queries import checklist_in_force, clause_in_force
from havenkeep.organisations.access import HomeRequest, home_page
from havenkeep.organisations.models import Home
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.sheets.writing import SheetOut

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HERE_ONLY = {"localhost", "127.0.0.1", "[::1]"}


@require_safe
@home_page(Permission.STAFF_VIEW)
def starters_file(request: HomeRequest, extension: str) -> HttpResponse:
    return _file(request.home, extension, starters_sheet)


@require_safe
@home_page(Permission.STAFF_VIEW)
def agreements_file(request: HomeRequest, extension: str) -> HttpResponse:
    return _file(request.home, extension, agreements_sheet)


@require_safe
@home_page(Permission.REGISTERS_EDIT)
def print_starters(request: HomeRequest) -> HttpResponse:
    """Print a sheet for each starter who is not signed off."""
    checklist = checklist_in_force(request.home)
    people = starter_addressees(
        request.home, on=timezone.localdate(), checklist=checklist, link=_link(request)
    )
    if checklist is None or not people:
        messages.error(request, "No sheet to print: the checklist is not approved, or nobody is due.")
        return redirect("joining:joining", ref=request.home.ref)
    return _printed(
        request,
        lambda: printing.induction_sheets(
            request.home, checklist=checklist, people=people, at=timezone.now()
        ),
        name="induction-sheets.pdf",
    )


@require_safe
@home_page(Permission.REGISTERS_EDIT)
def print_agreements(request: HomeRequest) -> HttpResponse:
    """Print an extra page for each person who has agreed to nothing yet."""
    clause = clause_in_force(request.home)
    people = agreement_addressees(request.home, on=timezone.localdate(), link=_link(request))
    if clause is None or not people:
        messages.error(request, "No page to print: the clause is not approved, or nobody needs one.")
        return redirect("joining:agreements", ref=request.home.ref)
    return _printed(
        request,
        lambda: printing.addenda(request.home, clause=clause, people=people, at=timezone.now()),
        name="confidentiality-pages.pdf",
    )


@require_safe
@staff_page(Permission.REGISTERS_EDIT)
def print_induction(request: StaffRequest) -> HttpResponse:
    checklist = checklist_in_force(request.home)
    if checklist is None:
        messages.error(request, "Approve the checklist first. Then print it.")
        return redirect("joining:checklist", ref=request.home.ref)
    person = _addressee(request, to="paper")
    return _printed(
        request,
        lambda: printing.induction_sheets(
            request.home, checklist=checklist, people=[person], at=timezone.now()
        ),
        name="induction-sheet.pdf",
    )


@require_safe
@staff_page(Permission.REGISTERS_EDIT)
def print_addendum(request: StaffRequest, extension: str) -> HttpResponse:
    if extension not in {"pdf", "docx"}:
        raise Http404
    clause = clause_in_force(request.home)
    if clause is None:
        messages.error(request, "Approve the clause first. Then print it.")
        return redirect("joining:clause", ref=request.home.ref)
    person = _addressee(request, to="agreement")
    at = timezone.now()
    if extension == "docx":
        writer = import_module("havenkeep.joining.addendum_docx")  # Word’s library loads only now
        written: bytes = writer.write(request.home, clause=clause, person=person, at=at)
        return _sent(written, DOCX_TYPE, "confidentiality-page.docx")
    return _printed(
        request,
        lambda: printing.addenda(request.home, clause=clause, people=[person], at=at),
        name="confidentiality-page.pdf",
    )


def _addressee(request: StaffRequest, *, to: str) -> Addressee:
    link = _link(request)(to, request.person.ref)
    return one_addressee(request.person, home=request.home, on=timezone.localdate(), link=link)


def _link(request: HttpRequest) -> Callable[[str, str], str]:
    """Return what makes the address a phone can reach; none on a computer that only it can reach."""

    def link(name: str, person: str) -> str:
        if request.get_host().rsplit(":", 1)[0] in HERE_ONLY:
            return ""
        ref = request.resolver_match.kwargs["ref"] if request.resolver_match else ""
        return request.build_absolute_uri(reverse(f"joining:{name}", kwargs={"ref": ref, "person": person}))

    return link


def _printed(request: HttpRequest, draw: Callable[[], bytes], *, name: str) -> HttpResponse:
    try:
        return _sent(draw(), "application/pdf", name)
    except CouldNotPrint as why:
        messages.error(request, why.sentence)
        ref = request.resolver_match.kwargs["ref"] if request.resolver_match else ""
        return redirect("joining:joining", ref=ref)


def _file(home: Home, extension: str, sheet: Callable[..., SheetOut]) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    made = sheet(home, on=timezone.localdate())
    kind = FILES[extension]
    return _sent(kind.write(made), kind.content_type, f"{made.name.casefold()}.{extension}")


def _sent(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
