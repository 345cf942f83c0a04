"""Where lessons keep something about a person with an account. See `rules.py`."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Erasing, FoundBy, Rule, named

LEARNING_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="lessons.LessonProgress",
        field="person",
        matched="person__user",
        words="A lesson read",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("course", "lesson", "screen", "done_at", "updated_at"),
    ),
    Rule(
        table="lessons.QuizAttempt",
        field="person",
        matched="person__user",
        words="A go at the quiz",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("course", "answers", "score", "passed", "started_at", "finished_at"),
    ),
    Rule(
        table="lessons.PaperResult",
        field="person",
        matched="person__user",
        words="A quiz on paper",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
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
    Rule(
        table="lessons.TranslationReview",
        field="by",
        matched="by_id",
        words="A translation signed",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("course", "language", "at"),
        why=NAMED_PERSON,
    ),
)
