"""A learner's own pages: the start, a course, a lesson, and the choice of a language."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.keycards.sitting import OwnSitting
from havenkeep.lessons import actions
from havenkeep.lessons.access import LearnerRequest, learner_page
from havenkeep.lessons.domain.course import LANGUAGES, Course, Lesson
from havenkeep.lessons.domain.words import words_in
from havenkeep.lessons.pages.own import ChoosePage, CoursePage, LessonPage, NonePage, OfflinePage, StartPage
from havenkeep.lessons.pages.start import done_href
from havenkeep.lessons.queries import course_for, path_for
from havenkeep.organisations.access import UserRequest, actor

WORKER: Final = (Path(__file__).resolve().parent.parent / "worker.js").read_text("utf-8")


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Lead somebody to their start page; ask whose, when they have several employers."""
    user = cast(UserRequest, request).user
    persons = list(user.persons.select_related("provider").order_by("provider__name", "pk"))
    if len(persons) == 1:
        return redirect("lessons:start", person=persons[0].ref)
    if not persons:
        return render(request, "lessons/none.jinja", {"page": NonePage(words=words_in("en"))})
    return render(request, "lessons/choose.jinja", {"page": ChoosePage.of(persons)})


@require_safe
@learner_page
def start(request: LearnerRequest) -> HttpResponse:
    now = timezone.now()
    page = StartPage.of(request.person, on=timezone.localdate(now), at=now)
    return render(request, "lessons/start.jinja", {"page": page})


@require_POST
@learner_page
def language(request: LearnerRequest) -> HttpResponse:
    """Read in another language from now on, and go back to the same page."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "")
    if wanted in LANGUAGES:
        actions.choose_language(person=request.person, language=wanted, by=actor(request), at=timezone.now())
        OwnSitting.read_in(wanted, request.session)
    home = reverse("lessons:start", args=[request.person.ref])
    safe = back.startswith(home) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else home)


@require_safe
@gzip_page
@learner_page
def course(request: LearnerRequest, course: str) -> HttpResponse:
    page = CoursePage.of(request.person, open_course(request, course), on=timezone.localdate())
    return render(request, "lessons/course.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@learner_page
def lesson(request: LearnerRequest, course: str, lesson: str) -> HttpResponse:
    opened = open_course(request, course)
    found = _lesson(opened, lesson)
    if request.method == "POST":
        return _learn(request, opened, found)
    progress = request.person.lesson_progress.filter(course=opened.id, lesson=found.id).first()
    chosen = _place(request.GET.get("chosen", ""), most=len(found.check.options))
    page = LessonPage.of(
        request.person,
        opened,
        found,
        progress=progress,
        path=path_for(request.person, opened, on=timezone.localdate()),
        chosen=chosen,
        unanswered="chosen" in request.GET and chosen is None,
        done_href=done_href(request),
    )
    return render(request, "lessons/lesson.jinja", {"page": page})


def _learn(request: LearnerRequest, course: Course, lesson: Lesson) -> HttpResponse:
    """Take the answer to a lesson's question; or, from the script, the screen that was reached."""
    now, here = timezone.now(), reverse("lessons:lesson", args=[request.person.ref, course.id, lesson.id])
    screen = _place(request.POST.get("screen", ""), most=len(lesson.screens) + 2)
    if screen:
        actions.see_screen(person=request.person, course=course, lesson=lesson.id, screen=screen, at=now)
        return HttpResponse(status=204)
    chosen = _place(request.POST.get("answer", ""), most=len(lesson.check.options))
    if chosen is None:
        return redirect(f"{here}?chosen=#screen-{len(lesson.screens) + 1}")
    actions.do_lesson(person=request.person, course=course, lesson=lesson.id, chosen=chosen, at=now)
    if "quick" in request.POST:
        return HttpResponse(status=204)
    return redirect(f"{here}?chosen={chosen}#screen-{len(lesson.screens) + 1}")


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the script that keeps lessons for when there is no connection: it must come from `/me/`."""
    return HttpResponse(WORKER, content_type="text/javascript; charset=utf-8")


@require_safe
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Say, in each language, that there is no connection: kept by the browser beforehand, and of nobody."""
    return render(request, "lessons/offline.jinja", {"page": OfflinePage.of()})


def open_course(request: LearnerRequest, course_id: str) -> Course:
    """Return a course in the person's language; 404 for one we do not have."""
    try:
        return course_for(request.person, course_id)
    except KeyError as unknown:
        raise Http404 from unknown


def _lesson(course: Course, lesson_id: str) -> Lesson:
    found = next((lesson for lesson in course.lessons if lesson.id == lesson_id), None)
    if found is None:
        raise Http404
    return found


def _place(text: str, *, most: int) -> int | None:
    """Read a small number from outside; None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        return None
    return int(text) if int(text) < most else None
