"""What people have learned, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from havenkeep.evidence.models import Proof
from havenkeep.identity.models import new_ref
from havenkeep.people.models import Person
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.sources import SOURCE_TITLES, Source


class CompletionQuerySet(models.QuerySet["Completion"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)

    def certificates(self) -> Self:
        """Those that have a certificate of ours, ready to be printed."""
        return self.standing().filter(code__isnull=False).select_related("person__provider")


class Completion(models.Model):
    """One person finished one course, talk or quiz on one day.

    The four outcomes say what it covered; somebody is trained from the day on which each of the four was
    last covered. `for_role` is `lead` or `manager` for training that suits that role beyond everyone's.
    `code` is what a certificate of ours is checked by; None when the certificate is somebody else's: then
    `proof` is that certificate on file, and `link` the page of another installation that vouches for it.
    """

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"link": ""}

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="completions")
    course = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    completed_on = models.DateField()
    source = models.CharField(
        max_length=12, choices=[(source.value, title) for source, title in SOURCE_TITLES.items()]
    )
    rights = models.BooleanField(default=False)
    safekeeping = models.BooleanField(default=False)
    threats = models.BooleanField(default=False)
    reporting = models.BooleanField(default=False)
    for_role = models.CharField(max_length=10, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=16, unique=True, null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    proof = models.ForeignKey(
        Proof, on_delete=models.SET_NULL, null=True, blank=True, related_name="completions"
    )
    link = models.URLField(max_length=300, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "completed_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="completion_once_a_day",
            ),
            models.CheckConstraint(
                name="completion_score_is_a_percentage", condition=Q(score__isnull=True) | Q(score__lte=100)
            ),
        ]
        indexes = [models.Index(fields=["person", "completed_on"], name="completion_by_person")]

    def __str__(self) -> str:
        return f"{self.course} by {self.person_id}"

    @property
    def covers(self) -> frozenset[Outcome]:
        return frozenset(outcome for outcome in Outcome if getattr(self, outcome.value))

    @property
    def as_source(self) -> Source:
        return Source(self.source)

    @property
    def subject(self) -> str:
        """Return what the history calls this completion."""
        return f"training.completion:{self.ref}"


class PassportQuerySet(models.QuerySet["Passport"]):
    def open(self, *, at: datetime) -> Self:
        """Those that still show something: not taken back, and not too old."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class Passport(models.Model):
    """Somebody's own choice to show their training to another service, for a while.

    What it shows is read afresh each time. Its address carries a seal that is not kept.
    """

    FORGOTTEN_ROWS: ClassVar[bool] = True

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passports")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PassportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.ref
