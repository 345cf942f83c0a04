"""Quizzes on paper: printing one, and entering what people got."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.lessons import actions
from havenkeep.lessons.domain.course import load_course
from havenkeep.lessons.domain.letters import read_letters
from havenkeep.lessons.forms.paper import PaperQuizForm, PaperResultForm
from havenkeep.lessons.models import PaperQuiz
from havenkeep.lessons.pages.paper import PaperPage, PapersPage, key_data, people_of, sheet_data
from havenkeep.lessons.queries import people_met
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.printing.pdf import CouldNotPrint, render_pdf
from havenkeep.printing.text import JSON


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, ref: str) -> HttpResponse:
    return (_print if request.method == "POST" else _list)(request, ref)


@home_page(Permission.STAFF_VIEW)
def _list(request: HomeRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    return _papers(request, PaperQuizForm() if may_edit else None)


@home_page(Permission.REGISTERS_EDIT)
def _print(request: HomeRequest) -> HttpResponse:
    form = PaperQuizForm(request.POST)
    if not form.is_valid():
        return _papers(request, form)
    opened = load_course(form.cleaned_data["course"], form.cleaned_data["language"])
    paper = actions.print_quiz(
        home=request.home, course=opened, seed=secrets.randbits(32), by=actor(request), at=timezone.now()
    )
    return redirect("lessons:paper", ref=request.home.ref, paper=paper.ref)


def _papers(request: HomeRequest, form: PaperQuizForm | None) -> HttpResponse:
    page = PapersPage.of(request.home, may_edit=form is not None)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "lessons/papers.jinja", {"page": page, "form": form}, status=status)


@require_safe
@home_page(Permission.STAFF_VIEW)
def paper(request: HomeRequest, paper: str) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    page = PaperPage.of(request.home, _paper(request, paper), may_edit=may_edit)
    return render(request, "lessons/paper.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def result(request: HomeRequest, paper: str) -> HttpResponse:
    """Enter what somebody got, by the letters they wrote or by how many were right."""
    row, on = _paper(request, paper), timezone.localdate()
    page = PaperPage.of(request.home, row, may_edit=True)
    form = PaperResultForm(
        request.POST if request.method == "POST" else None,
        initial={"taken_on": on},
        asked=page.asked,
        people=people_of(request.home, since=timezone.localdate(row.made_at)),
        on=on,
    )
    if form.is_valid() and _noted(request, row, page, form):
        return redirect("lessons:paper", ref=request.home.ref, paper=row.ref)
    status = 422 if form.is_bound else 200
    return render(request, "lessons/paper_form.jinja", {"page": page, "form": form}, status=status)


def _noted(request: HomeRequest, row: PaperQuiz, page: PaperPage, form: PaperResultForm) -> bool:
    told = form.cleaned_data
    try:
        noted = actions.note_paper_result(
            paper=row,
            person=people_met(request.home).get(ref=told["person"]),
            taken_on=told["taken_on"],
            right=told["right"],
            answers=read_letters(told["letters"], page.asked) if told["letters"] else "",
            by=actor(request),
            at=timezone.now(),
        )
    except actions.CannotLearn as cannot:
        form.add_error(None, str(cannot))
        return False
    came = "passed" if noted.passed else "is not there yet, and can try again"
    messages.success(request, f"{noted.person.name} {came}: {noted.right} of {page.whole} right.")
    return True


@require_safe
@home_page(Permission.STAFF_VIEW)
def sheet(request: HomeRequest, paper: str) -> HttpResponse:
    row = _paper(request, paper)
    return _pdf(request, row, template="lessons/paper_quiz", data=sheet_data(request.home, row), name="quiz")


@require_safe
@home_page(Permission.REGISTERS_EDIT)
def key(request: HomeRequest, paper: str) -> HttpResponse:
    row = _paper(request, paper)
    data = key_data(request.home, row)
    return _pdf(request, row, template="lessons/quiz_key", data=data, name="marking-key")


def _paper(request: HomeRequest, ref: str) -> PaperQuiz:
    return get_object_or_404(request.home.paper_quizzes, ref=ref)


def _pdf(
    request: HomeRequest, row: PaperQuiz, *, template: str, data: dict[str, JSON], name: str
) -> HttpResponse:
    try:
        content = render_pdf(template=template, data=data)
    except CouldNotPrint as could_not:
        messages.error(request, could_not.sentence)
        return redirect("lessons:paper", ref=request.home.ref, paper=row.ref)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{row.ref}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
