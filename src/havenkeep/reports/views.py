"""The answer book on screen and as a file, and the improvement plan as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission
from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.formats import FORMATS, PLAN_FORMATS, file_name, plan_file_name
from havenkeep.reports.queries import answer_book, improvement_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    place: Place
    book: AnswerBook
    files: tuple[tuple[str, str], ...]


@require_safe
@submission_page(Permission.BOOK_DOWNLOAD)
def book(request: SubmissionRequest) -> HttpResponse:
    made = answer_book(laid(request), place=request.place, made_at=timezone.now())
    files = tuple((extension, row.title) for extension, row in FORMATS.items())
    page = BookPage(place=Place.of(request), book=made, files=files)
    return render(request, "reports/book.jinja", {"page": page})


@require_safe
@submission_page(Permission.BOOK_DOWNLOAD)
def book_file(request: SubmissionRequest, extension: str) -> HttpResponse:
    if extension not in FORMATS:
        raise Http404
    made = answer_book(laid(request), place=request.place, made_at=timezone.now())
    try:
        content = FORMATS[extension].write(made)
    except CouldNotPrint as wrong:
        messages.error(request, str(wrong))
        return redirect(f"{request.namespace.replace('assessment', 'reports')}:book", ref=request.place_ref)
    return _download(content, FORMATS[extension].content_type, file_name(made, extension))


@require_safe
@submission_page(Permission.BOOK_DOWNLOAD)
def plan_file(request: SubmissionRequest, extension: str) -> HttpResponse:
    if extension not in PLAN_FORMATS:
        raise Http404
    made = improvement_plan(laid(request), place=request.place, made_at=timezone.now())
    kind = PLAN_FORMATS[extension]
    return _download(kind.write(made), kind.content_type, plan_file_name(made, extension))


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
