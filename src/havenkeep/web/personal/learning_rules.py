"""Where lessons keep something about a person with an account. See `rules.py`."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Rule, named, of_person, signed

LEARNING_RULES: Final[tuple[Rule, ...]] = (
    of_person(
        "lessons.LessonProgress",
        "A lesson read",
        shows=("course", "lesson", "screen", "done_at", "updated_at"),
    ),
    of_person(
        "lessons.QuizAttempt",
        "A go at the quiz",
        shows=("course", "answers", "score", "passed", "started_at", "finished_at"),
    ),
    of_person(
        "lessons.PaperResult",
        "A quiz on paper",
        shows=("paper__course", "taken_on", "answers", "right", "passed"),
    ),
    named(
        "lessons.PaperResult",
        "noted_by",
        "A quiz on paper entered for somebody",
        homes=("paper__home",),
        shows=("taken_on", "noted_at"),
    ),
    named("lessons.PaperQuiz", "made_by", "A quiz printed", homes=("home",), shows=("course", "made_at")),
    signed(
        "lessons.TranslationReview",
        "by",
        "A translation signed",
        shows=("course", "language", "at"),
        why=NAMED_PERSON,
    ),
)
