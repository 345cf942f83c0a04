"""Translations of the lessons: reading them beside the English, and standing for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.lessons import actions
from havenkeep.lessons.domain.course import COURSE_IDS, ENGLISH, languages_of
from havenkeep.lessons.forms.translations import ReviewForm
from havenkeep.lessons.pages.translations import TranslationPage, TranslationsPage
from havenkeep.organisations.access import HomeRequest, actor, home_page


@require_safe
@home_page(Permission.STAFF_VIEW)
def translations(request: HomeRequest) -> HttpResponse:
    return render(request, "lessons/translations.jinja", {"page": TranslationsPage.of(request.home)})


@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest, ref: str, course: str, language: str) -> HttpResponse:
    if request.method == "POST":
        return _sign(request, ref, course=course, language=language)
    return _read(request, ref, course=course, language=language)


@home_page(Permission.STAFF_VIEW)
def _read(request: HomeRequest, course: str, language: str) -> HttpResponse:
    _check_there(course, language)
    may_sign = request.granted.may(Permission.REGISTERS_EDIT)
    return _page(request, course, language, ReviewForm() if may_sign else None)


@home_page(Permission.REGISTERS_EDIT)
def _sign(request: HomeRequest, course: str, language: str) -> HttpResponse:
    _check_there(course, language)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, course, language, form)
    try:
        actions.review_translation(
            home=request.home,
            course_id=course,
            language=language,
            seen_digest=request.POST.get("digest", ""),
            by=actor(request),
            at=timezone.now(),
        )
    except actions.CannotLearn as cannot:
        form.add_error(None, str(cannot))
        return _page(request, course, language, form)
    messages.success(request, "Signed. Learners no longer see the mark “not yet checked” in this language.")
    return redirect("lessons:translations", ref=request.home.ref)


def _page(request: HomeRequest, course: str, language: str, form: ReviewForm | None) -> HttpResponse:
    page = TranslationPage.of(request.home, course, language, may_sign=form is not None)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "lessons/translation.jinja", {"page": page, "form": form}, status=status)


def _check_there(course: str, language: str) -> None:
    if course not in COURSE_IDS or language == ENGLISH or language not in languages_of(course):
        raise Http404
