"""Learning: what was read, what was answered, quizzes on paper, and standing for a translation.

What somebody reads, and a quiz that was not enough yet, are theirs alone and leave no trace in the history; a
quiz passed is a completion, and that is recorded where they work.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.lessons.domain.course import LANGUAGES, Course, load_course
from havenkeep.lessons.domain.drawing import OtherQuestions, again, draw, kept
from havenkeep.lessons.domain.marking import Marked, mark, needed_of
from havenkeep.lessons.domain.words import digest_of_words
from havenkeep.lessons.models import LessonProgress, PaperQuiz, PaperResult, QuizAttempt, TranslationReview
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.sources import Source


class CannotLearn(Exception):
    """Raised with the sentence a person reads when something cannot be noted like this."""


class CourseChanged(CannotLearn):
    """The course has other questions now than the attempt had."""


class NotHere(CannotLearn):
    """The person works nowhere on that day."""


@transaction.atomic
def see_screen(*, person: Person, course: Course, lesson: str, screen: int, at: datetime) -> None:
    """Remember how far somebody has read a lesson; going back in it forgets nothing. `screen` is from one."""
    row, made = LessonProgress.objects.select_for_update().get_or_create(
        person=person,
        course=course.id,
        lesson=lesson,
        defaults={"version": course.version, "screen": screen, "updated_at": at},
    )
    if not made and (screen > row.screen or row.version != course.version):
        row.screen, row.version, row.updated_at = screen, course.version, at
        row.save(update_fields=["screen", "version", "updated_at"])


@transaction.atomic
def do_lesson(*, person: Person, course: Course, lesson: str, chosen: int, at: datetime) -> bool:
    """Answer a lesson's question and say whether that was right. A right answer makes the lesson done.

    Raises:
        NotHere: the person works nowhere that day. Nothing is noted.
        CannotLearn: there is no such answer.
    """
    _check_in_post(person, on=timezone.localdate(at))
    found = next(one for one in course.lessons if one.id == lesson)
    if not 0 <= chosen < len(found.check.options):
        raise CannotLearn("Choose one of the answers.")
    right = chosen == found.check.right
    if right:
        LessonProgress.objects.update_or_create(
            person=person,
            course=course.id,
            lesson=lesson,
            defaults={
                "version": course.version,
                "screen": len(found.screens) + 1,
                "done_at": at,
                "updated_at": at,
            },
        )
    return right


@transaction.atomic
def begin_attempt(*, person: Person, course: Course, seed: int, at: datetime) -> QuizAttempt:
    """Draw a quiz, or go on with the one that somebody has begun. One of an older course is drawn anew.

    Raises:
        NotHere: the person works nowhere that day.
    """
    _check_in_post(person, on=timezone.localdate(at))
    Person.objects.select_for_update().get(pk=person.pk)  # two taps on “begin” draw one quiz
    open_ = person.quiz_attempts.filter(course=course.id, finished_at=None).first()
    if open_ is not None and open_.version == course.version:
        return open_
    if open_ is not None:
        open_.delete()
    return QuizAttempt.objects.create(
        person=person,
        course=course.id,
        version=course.version,
        questions=kept(draw(course, seed=seed)),
        started_at=at,
    )


@transaction.atomic
def finish_attempt(
    *, attempt: QuizAttempt, answers: Mapping[str, int], by: Actor, at: datetime
) -> QuizAttempt:
    """Mark an attempt; when it is passed, note the completion. One that is finished stays as it is.

    `answers` tells the place of the chosen option in the course, by question.

    Raises:
        CourseChanged: the course has changed since it was drawn. Nothing is noted.
        NotHere: the person works nowhere that day. Nothing is noted.
        CannotLearn: a question has no answer, or one that it does not have.
    """
    kept_ = QuizAttempt.objects.select_for_update().select_related("person__provider").get(pk=attempt.pk)
    if kept_.finished_at is not None:
        return kept_
    on = timezone.localdate(at)
    _check_in_post(kept_.person, on=on)
    course = load_course(kept_.course)
    marked = marked_of(kept_, course=course, answers=answers)
    if any(line.chosen not in line.asked.order for line in marked.lines):
        raise CannotLearn("Choose one answer for each question.")
    kept_.answers = {line.asked.question.id: line.chosen for line in marked.lines}
    kept_.finished_at, kept_.score, kept_.passed = at, marked.percent, marked.passed
    kept_.save(update_fields=["answers", "finished_at", "score", "passed"])
    if marked.passed:
        _note(kept_.person, course, marked.percent, on=on, source=Source.LESSONS, by=by, at=at)
    return kept_


def marked_of(attempt: QuizAttempt, *, course: Course, answers: Mapping[str, int] | None = None) -> Marked:
    """Return what came, or would come, of an attempt. Raises `CourseChanged`."""
    try:
        asked = again(course, attempt.questions)
    except OtherQuestions as other:
        raise CourseChanged("The lessons have changed since. Begin the quiz again.") from other
    if attempt.finished_at is None and attempt.version != course.version:
        raise CourseChanged("The lessons have changed since. Begin the quiz again.")
    return mark(course, asked, attempt.answers if answers is None else answers)


@transaction.atomic
def choose_language(*, person: Person, language: str, by: Actor, at: datetime) -> None:
    """Let somebody read in another language from now on.

    Raises:
        CannotLearn: there are no lessons in it.
    """
    if language not in LANGUAGES:
        raise CannotLearn("Choose one of the languages.")
    if Person.objects.filter(pk=person.pk).exclude(language=language).update(language=language):
        stream = person.provider.stream
        record(stream=stream, event="lessons.language_chosen", by=by, at=at, subject=person.subject)


@transaction.atomic
def print_quiz(*, home: Home, course: Course, seed: int, by: Actor, at: datetime) -> PaperQuiz:
    """Draw a quiz to print, in the course's language, and keep what was drawn."""
    paper = PaperQuiz.objects.create(
        home=home,
        course=course.id,
        version=course.version,
        language=course.language,
        questions=kept(draw(course, seed=seed)),
        made_at=at,
        made_by=by.label,
    )
    record(stream=home.stream, event="lessons.quiz_printed", by=by, at=at, subject=_subject(paper))
    return paper


@transaction.atomic
def note_paper_result(
    *,
    paper: PaperQuiz,
    person: Person,
    taken_on: date,
    right: int,
    by: Actor,
    at: datetime,
    answers: str = "",
) -> PaperResult:
    """Note what somebody got on a paper quiz; the same again on the same day replaces it.

    Raises:
        CannotLearn: more right than were asked, a day in the future, or before the quiz was printed.
        NotHere: the person did not work there that day.
    """
    course, whole = load_course(paper.course), len(paper.questions)
    if not 0 <= right <= whole:
        raise CannotLearn(f"Enter how many were right: from 0 to {whole}.")
    if taken_on > timezone.localdate(at):
        raise CannotLearn("The day of the quiz is in the future. Check the date.")
    if taken_on < timezone.localdate(paper.made_at):
        raise CannotLearn("The day of the quiz is before it was printed. Check the date.")
    if not person.posts.filter(home=paper.home).on(taken_on).exists():
        raise NotHere(f"{person.name} did not work here on that day. Check the person and the date.")
    passed = right >= needed_of(whole, percent=course.pass_percent)
    result, _ = PaperResult.objects.update_or_create(
        paper=paper,
        person=person,
        taken_on=taken_on,
        defaults={
            "answers": answers,
            "right": right,
            "passed": passed,
            "noted_at": at,
            "noted_by": by.label,
        },
    )
    event = "lessons.paper_result_noted"
    record(stream=paper.home.stream, event=event, by=by, at=at, subject=_subject(paper))
    if passed:
        score = right * 100 // whole
        _note(person, course, score, on=taken_on, source=Source.PAPER_QUIZ, by=by, at=at)
    return result


@transaction.atomic
def review_translation(
    *, home: Home, course_id: str, language: str, seen_digest: str, by: Actor, at: datetime
) -> TranslationReview:
    """Stand for a course in a language, as it was read. The same twice is one review.

    Raises:
        CannotLearn: the words have changed since they were read.
    """
    if seen_digest != digest_of_words(course_id, language):
        raise CannotLearn("These texts have changed since you opened them. Read them again, then sign.")
    review, made = TranslationReview.objects.get_or_create(
        home=home,
        course=course_id,
        language=language,
        digest=seen_digest,
        by_id=by.id,
        defaults={"by": by.label, "at": at},
    )
    if made:
        subject = f"lessons.translation:{course_id}-{language}"
        record(stream=home.stream, event="lessons.translation_reviewed", by=by, at=at, subject=subject)
    return review


def _check_in_post(person: Person, *, on: date) -> None:
    if not person.posts.on(on).exists():
        raise NotHere("You do not work here at the moment, so there is nothing to do.")


def _note(
    person: Person, course: Course, score: int, *, on: date, source: Source, by: Actor, at: datetime
) -> None:
    """Note the completion as the catalogue has it: by the plain name that an inspector reads."""
    row = courses()[course.id]
    note_completion(
        person=person,
        course=row.id,
        title=row.title,
        completed_on=on,
        source=source,
        covers=row.covers,
        by=by,
        at=at,
        for_role=row.for_role,
        score=score,
    )


def _subject(paper: PaperQuiz) -> str:
    return f"lessons.paper:{paper.ref}"
