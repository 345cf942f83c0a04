"""The words on the learner's pages, in each language: one file a language, total by its type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from havenkeep.keycards.domain.words import card_words
from havenkeep.lessons.domain.course import ENGLISH, LANGUAGES, digest_of_translation
from havenkeep.needs.domain.own_words import own_words
from havenkeep.standards.domain.strict_rows import load
from havenkeep.training.domain.titles import titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every sentence and button of a learner's pages. `{braces}` stand for what is filled in.

    `lang` is the language tag of the pages, such as `en-GB`.
    """

    lang: str
    answers_kept: str
    answers_not_sent: str
    answers_sent: str
    back: str
    begin_quiz: str
    by_day: str
    certificate: str
    check: str
    check_heading: str
    choose_an_answer: str
    choose_title: str
    choose_who: str
    course_changed: str
    course_changed_title: str
    done_mark: str
    first_time: str
    go_on: str
    good_until: str
    just_so: str
    know_already: str
    languages: str
    left_lead: str
    left_title: str
    lesson: str
    lesson_done: str
    minutes: str
    more_courses: str
    my_certificates: str
    needs_connection: str
    next: str
    next_lesson: str
    next_thing: str
    none_lead: str
    none_title: str
    not_all: str
    not_reviewed: str
    not_yet: str
    not_yet_lead: str
    offline_lead: str
    offline_ready: str
    offline_title: str
    one_screen_of: str
    paper_answers: str
    paper_date: str
    paper_how: str
    paper_name: str
    paper_signature: str
    paper_title: str
    part_mine: str
    part_sign: str
    part_talks: str
    part_training: str
    passed: str
    passed_lead: str
    question: str
    quiz: str
    quiz_lead: str
    quiz_ready: str
    quiz_why: str
    read_again: str
    read_aloud: str
    right_was: str
    see_how: str
    sign_in_to_send: str
    start: str
    stop_reading: str
    to_lessons: str
    to_start: str
    try_again: str
    up_to_date: str
    was_due: str
    welcome: str
    worth_a_look: str
    you_chose: str


@cache
def words_in(language: str) -> Words:
    """Return the words of a language; English for one we do not have. Raises `BadEdition` for a torn file."""
    if language not in LANGUAGES:
        language = ENGLISH
    name = f"{language}.yaml"
    return load(files("havenkeep.lessons") / "words" / name, where=f"words/{name}").filled(Words)


@cache
def digest_of_words(course_id: str, language: str) -> str:
    """Return what a reviewer signs: the SHA-256, in hex, of a course's words and of the pages around it.

    The pages of the key card, the titles of trainings and talks, and the reminders are signed with them.
    """
    own = (files("havenkeep.lessons") / "words" / f"{language}.yaml").read_text(encoding="utf-8")
    named = [f"{title}\0{known.get(language, '')}" for title, known in titles().items()]
    every = [digest_of_translation(course_id, language), own, *named, *own_words()[language].sentences]
    every += card_words(language).sentences
    return sha256("\0".join(every).encode()).hexdigest()
