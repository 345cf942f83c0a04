"""Talks and who was there; and what is remembered of other platforms' lists."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from havenkeep.evidence.models import Proof
from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person
from havenkeep.talks.domain.talk import HOW_TITLES, KIND_TITLES, How, Kind, Window, window
from havenkeep.training.domain.outcomes import Outcome


def new_token() -> str:
    """Return 128 bits that nobody guesses, for the address of a talk's code."""
    return secrets.token_urlsafe(16)


class TalkQuerySet(models.QuerySet["Talk"]):
    def going_on(self) -> Self:
        """Those that were not called off."""
        return self.filter(called_off_at__isnull=True)

    def open(self) -> Self:
        """Those still to be held, or held and not closed."""
        return self.going_on().filter(closure__isnull=True)


class Talk(models.Model):
    """A team talk, webinar or outside course. `token` is in its code; None when the code was taken away.

    `minutes` is how long it is to last; `invited` are roles, everyone when empty. `edition` counts its
    changes, so that calendars know the newest.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="talks")
    kind = models.CharField(
        max_length=10, choices=[(kind.value, title) for kind, title in KIND_TITLES.items()]
    )
    title = models.CharField(max_length=120)
    rights = models.BooleanField(default=False)
    safekeeping = models.BooleanField(default=False)
    threats = models.BooleanField(default=False)
    reporting = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=160, blank=True)
    link = models.CharField(max_length=500, blank=True)
    led_by = models.CharField(max_length=120)
    invited = models.JSONField(default=list)
    token = models.CharField(max_length=32, unique=True, null=True, blank=True, default=new_token)
    edition = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="talk_covers_something",
                condition=Q(rights=True) | Q(safekeeping=True) | Q(threats=True) | Q(reporting=True),
            )
        ]
        indexes = [models.Index(fields=["home", "starts_at"], name="talk_by_home")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject(self) -> str:
        """Return what the history calls this talk."""
        return f"talks.talk:{self.ref}"

    @property
    def as_kind(self) -> Kind:
        return Kind(self.kind)

    @property
    def covers(self) -> frozenset[Outcome]:
        return frozenset(outcome for outcome in Outcome if getattr(self, outcome.value))

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def window(self, *, at: datetime) -> Window:
        return window(self.starts_at, minutes=self.minutes, at=at)


class Closure(models.Model):
    """A talk was held: who led it, how long it took in minutes, and what was said."""

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="closure")
    led_by = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    notes = models.TextField(blank=True)
    questions_answered = models.BooleanField(default=False)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"closure of {self.talk_id}"


class Attendance(models.Model):
    """Somebody was at a talk, and how it is known."""

    FORGOTTEN: ClassVar[Mapping[str, object]] = {}

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")
    how = models.CharField(max_length=8, choices=[(how.value, title) for how, title in HOW_TITLES.items()])
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.talk_id}"

    @property
    def as_how(self) -> How:
        return How(self.how)


class WrittenName(models.Model):
    """A name on the sheet that nobody knew. It waits until somebody says whose it is, and then goes."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="written_names")
    name = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a name at {self.talk_id}"


class TalkPaper(models.Model):
    """Proof of a talk: the signed sheet, or notes on paper."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="papers")
    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="talk_papers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "proof"], name="talk_paper_once")]

    def __str__(self) -> str:
        return f"{self.proof_id} of {self.talk_id}"


class CourseTitle(models.Model):
    """What a course title on a platform's list means here, as somebody said once.

    `title_key` is the title without case, accents and signs. An empty `course` means: leave such rows out.
    """

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="course_titles")
    title_key = models.CharField(max_length=160)
    title = models.CharField(max_length=160, blank=True)
    course = models.CharField(max_length=40, blank=True)
    rights = models.BooleanField(default=False)
    safekeeping = models.BooleanField(default=False)
    threats = models.BooleanField(default=False)
    reporting = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "title_key"], name="course_title_once")]

    def __str__(self) -> str:
        return f"{self.course or 'left out'} at {self.home_id}"


class KnownName(models.Model):
    """Whose name on a platform's list this is, where nobody here is written so; None for nobody of ours."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="known_names")
    name_key = models.CharField(max_length=120)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="known_names"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "name_key"], name="known_name_once")]

    def __str__(self) -> str:
        return f"a name of {self.person_id}"
