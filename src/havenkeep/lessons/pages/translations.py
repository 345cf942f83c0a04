"""Translations, and who stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from havenkeep.keycards.domain.words import card_words
from havenkeep.lessons.domain.course import (
    COURSE_IDS,
    ENGLISH,
    LANGUAGES,
    Course,
    Question,
    languages_of,
    load_course,
)
from havenkeep.lessons.domain.words import Words, digest_of_words, words_in
from havenkeep.lessons.models import TranslationReview
from havenkeep.needs.domain.own_words import own_words
from havenkeep.organisations.models import Home
from havenkeep.training.domain.titles import own_title, titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationLine:
    """One course in one language. `signed` is by whom the words of today are stood for."""

    course: str
    title: str
    language: str
    name: str
    signed: tuple[Signed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationsPage:
    ref: str
    name: str
    lines: tuple[TranslationLine, ...]

    @classmethod
    def of(cls, home: Home) -> TranslationsPage:
        signed = _signed(home)
        return cls(
            ref=home.ref,
            name=home.name,
            lines=tuple(
                TranslationLine(
                    course=course_id,
                    title=load_course(course_id).title,
                    language=language,
                    name=LANGUAGES[language],
                    signed=signed.get(digest_of_words(course_id, language), ()),
                )
                for course_id in COURSE_IDS
                for language in languages_of(course_id)
                if language != ENGLISH
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A piece of text in English and in the other language."""

    english: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    title: str
    pieces: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPage:
    """Everything a learner can read of a course in a language, beside the English."""

    ref: str
    title: str
    language: str
    language_name: str
    digest: str
    chapters: tuple[Chapter, ...]
    signed: tuple[Signed, ...]
    may_sign: bool

    @classmethod
    def of(cls, home: Home, course_id: str, language: str, *, may_sign: bool) -> TranslationPage:
        digest = digest_of_words(course_id, language)
        return cls(
            ref=home.ref,
            title=load_course(course_id).title,
            language=language,
            language_name=LANGUAGES[language],
            digest=digest,
            chapters=chapters_of(course_id, language),
            signed=_signed(home).get(digest, ()),
            may_sign=may_sign,
        )


def chapters_of(course_id: str, language: str) -> tuple[Chapter, ...]:
    """Return the texts of a course beside each other, then those of the pages around it."""
    english, other = load_course(course_id), load_course(course_id, language)
    pairs = [*zip(_chapters(english), _chapters(other), strict=True)]
    pairs.append(
        (
            ("Buttons and sentences around the lessons", _words(words_in(ENGLISH))),
            ("", _words(words_in(language))),
        )
    )
    cards = [[*card_words(code).sentences] for code in (ENGLISH, language)]
    pairs.append((("Key cards and links to one’s own page", cards[0]), ("", cards[1])))
    named = [*titles()]
    own = [own_title(title, language=language) for title in named]
    pairs.append((("Titles of trainings and talks", named), ("", own)))
    reminding = [list(own_words()[code].sentences) for code in (ENGLISH, language)]
    pairs.append((("Reminders and slips", reminding[0]), ("", reminding[1])))
    return tuple(
        Chapter(
            title=title,
            pieces=tuple(Beside(english=one, other=two) for one, two in zip(left, right, strict=True)),
        )
        for (title, left), (_, right) in pairs
    )


def _chapters(course: Course) -> Iterator[tuple[str, list[str]]]:
    yield course.title, [course.title, course.intro]
    for lesson in course.lessons:
        texts = [lesson.title]
        for screen in lesson.screens:
            texts += [screen.heading, *screen.text, *screen.points, *screen.story]
        yield f"Lesson {lesson.number}: {lesson.title}", texts + _question(lesson.check)
    yield "Questions of the quiz", [text for question in course.bank for text in _question(question)]


def _question(question: Question) -> list[str]:
    return [question.ask, *(f"{option.text} → {option.why}" for option in question.options)]


def _words(words: Words) -> list[str]:
    return [getattr(words, field.name) for field in fields(words) if field.name != "lang"]


def _signed(home: Home) -> dict[str, tuple[Signed, ...]]:
    found: dict[str, tuple[Signed, ...]] = {}
    for row in TranslationReview.objects.of(home.provider):
        found[row.digest] = (*found.get(row.digest, ()), Signed(by=row.by, at=row.at))
    return found
