"""How far a learner is, and which translations somebody stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from havenkeep.lessons.domain.course import COURSE_IDS, ENGLISH, LANGUAGES, Course, load_course
from havenkeep.lessons.domain.path import Path, path_of
from havenkeep.lessons.domain.words import digest_of_words
from havenkeep.lessons.models import TranslationReview
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.models import Person
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.window import trained_from

EVERYONE = COURSE_IDS[0]


def language_of(person: Person) -> str:
    """Return the language somebody reads in: theirs when there are lessons in it, English otherwise."""
    return person.language if person.language in LANGUAGES else ENGLISH


def course_for(person: Person, course_id: str) -> Course:
    """Return a course in the person's language. Raises KeyError for a course we do not have."""
    return load_course(course_id, language_of(person))


def path_for(person: Person, course: Course, *, on: date) -> Path:
    """Return how far somebody is in a course. Three queries."""
    return path_of(
        course,
        done=_done(person, course.id),
        passed_at=person.quiz_attempts.filter(course=course.id, passed=True).aggregate(
            last=Max("finished_at")
        )["last"],
        good_from=good_from(person, course.id),
        on=on,
    )


def good_from(person: Person, course_id: str) -> date | None:
    """Return the day that a course counts from; everyone’s also from other courses, alone or together.

    The same rule as for the 95%: the oldest of the days on which each subject was last covered. One query.
    """
    standing = person.completions.standing()
    if course_id == EVERYONE:
        latest = {row.value: Max("completed_on", filter=Q(**{row.value: True})) for row in Outcome}
        return trained_from(standing.aggregate(**latest).values())
    last: date | None = standing.filter(course=course_id).aggregate(last=Max("completed_on"))["last"]
    return last


def is_reviewed(provider: Provider, *, course_id: str, language: str) -> bool:
    """Say whether somebody of the provider stands for the words as they are now. English needs nobody."""
    if language == ENGLISH:
        return True
    digest = digest_of_words(course_id, language)
    reviews = TranslationReview.objects.of(provider)
    return reviews.filter(course=course_id, language=language, digest=digest).exists()


def _done(person: Person, course_id: str) -> Mapping[str, datetime]:
    rows = person.lesson_progress.filter(course=course_id, done_at__isnull=False)
    return {lesson: at for lesson, at in rows.values_list("lesson", "done_at") if at is not None}


def people_met(home: Home) -> QuerySet[Person]:
    """Return everyone who works, or ever worked, in a home."""
    return Person.objects.filter(pk__in=home.posts.values("person"))
