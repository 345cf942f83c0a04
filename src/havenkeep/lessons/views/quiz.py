"""The quiz: beginning one, answering it, and what came of it."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from havenkeep.lessons import actions
from havenkeep.lessons.access import LearnerRequest, learner_page
from havenkeep.lessons.models import QuizAttempt
from havenkeep.lessons.pages.quiz import AttemptPage, ChangedPage, QuizPage, ResultPage
from havenkeep.lessons.pages.start import done_href
from havenkeep.lessons.queries import language_of
from havenkeep.lessons.views.own import open_course
from havenkeep.organisations.access import actor


@require_http_methods(["GET", "HEAD", "POST"])
@learner_page
def quiz(request: LearnerRequest, course: str) -> HttpResponse:
    opened = open_course(request, course)
    if request.method != "POST":
        page = QuizPage.of(request.person, opened)
        return render(request, "lessons/quiz.jinja", {"page": page})
    attempt = actions.begin_attempt(
        person=request.person, course=opened, seed=secrets.randbits(32), at=timezone.now()
    )
    return redirect("lessons:attempt", person=request.person.ref, course=opened.id, attempt=attempt.ref)


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@learner_page
def attempt(request: LearnerRequest, course: str, attempt: str) -> HttpResponse:
    """Show the questions, take the answers, and show what came of them: all at one address."""
    opened = open_course(request, course)
    row = get_object_or_404(request.person.quiz_attempts.filter(course=opened.id), ref=attempt)
    try:
        if row.finished_at is not None and request.method != "POST":
            return _result(request, row)
        if request.method != "POST":
            return _questions(request, row, chosen=None, status=200)
        return _finish(request, row)
    except actions.CourseChanged:
        page = ChangedPage.of(request.person, row, language=language_of(request.person))
        return render(request, "lessons/changed.jinja", {"page": page}, status=409)


def _finish(request: LearnerRequest, row: QuizAttempt) -> HttpResponse:
    chosen = _answers(request, row)
    try:
        actions.finish_attempt(attempt=row, answers=chosen, by=actor(request), at=timezone.now())
    except actions.CourseChanged:
        raise
    except actions.CannotLearn:
        return _questions(request, row, chosen=chosen, status=422)
    return redirect("lessons:attempt", person=request.person.ref, course=row.course, attempt=row.ref)


def _questions(
    request: LearnerRequest, row: QuizAttempt, *, chosen: dict[str, int] | None, status: int
) -> HttpResponse:
    page = AttemptPage.of(request.person, open_course(request, row.course), row, chosen=chosen)
    return render(request, "lessons/questions.jinja", {"page": page}, status=status)


def _result(request: LearnerRequest, row: QuizAttempt) -> HttpResponse:
    opened = open_course(request, row.course)
    page = ResultPage.of(request.person, opened, row, done_href=done_href(request))
    return render(request, "lessons/result.jinja", {"page": page})


def _answers(request: LearnerRequest, row: QuizAttempt) -> dict[str, int]:
    """Return the chosen options that the attempt has, by question; anything else is as if not answered."""
    told = {str(id_): request.POST.get(f"q-{id_}", "") for id_, _ in row.questions}
    offered = {str(id_): {str(place) for place in order} for id_, order in row.questions}
    return {id_: int(place) for id_, place in told.items() if place in offered[id_]}
