"""How far people are in the lessons, what they answered, quizzes on paper, and who checked a translation."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.models import Person


class LessonProgress(models.Model):
    """How far one person is in one lesson. `screen` is the last one they saw, counted from one.

    `done_at` is when they last answered its question rightly.
    """

    FORGOTTEN_ROWS: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lesson_progress")
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    screen = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "lesson"], name="progress_once_per_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.lesson} by {self.person_id}"


class QuizAttempt(models.Model):
    """One go at the quiz: the questions drawn, in order, and what was answered.

    `questions` holds an id and the order of its options for each; `answers` the place of the chosen option in
    the course, by id. Once finished it never changes.
    """

    FORGOTTEN_ROWS: ClassVar[bool] = True

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quiz_attempts")
    course = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    questions = models.JSONField()
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(finished_at__isnull=True), name="one_open_attempt"
            )
        ]
        indexes = [models.Index(fields=["person", "course", "passed"], name="attempt_by_person")]

    def __str__(self) -> str:
        return self.ref


class PaperQuiz(models.Model):
    """A quiz printed for a home: what was drawn, so that its sheet can be marked by its key later."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="paper_quizzes")
    course = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    questions = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.ref


class PaperResult(models.Model):
    """What one person got on one paper quiz. `answers` are letters, when the whole sheet was typed in."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    paper = models.ForeignKey(PaperQuiz, on_delete=models.CASCADE, related_name="results")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="paper_results")
    taken_on = models.DateField()
    answers = models.CharField(max_length=60, blank=True)
    right = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "person", "taken_on"], name="paper_result_once_a_day")
        ]
        ordering = ["-taken_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.paper_id} by {self.person_id}"


class TranslationReviewQuerySet(models.QuerySet["TranslationReview"]):
    def of(self, provider: Provider) -> Self:
        return self.filter(home__provider=provider)


class TranslationReview(models.Model):
    """Somebody who speaks a language read a course in it, beside the English, and stands for it.

    `digest` is of the words they read: when one changes, nobody has read the new ones. It holds for every
    home of the provider.
    """

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="translation_reviews")
    course = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    by_id = models.CharField(max_length=40)
    at = models.DateTimeField()

    objects = TranslationReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["home", "course", "language", "digest", "by_id"], name="reviewed_once_by_each"
            )
        ]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.course} in {self.language}"
