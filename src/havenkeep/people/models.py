"""Everyone who works in a provider's services: who they are, where and how they work, and long absence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from havenkeep.evidence.models import Proof
from havenkeep.identity.models import User, new_ref
from havenkeep.organisations.models import Home, Homes, Provider
from havenkeep.people.domain.engagement import COUNTED, ENGAGEMENTS, JOB_ROLE_TITLES, Engagement, JobRole
from havenkeep.people.domain.list_check import SOURCE_WORDS, DifferenceKind


class PersonQuerySet(models.QuerySet["Person"]):
    def in_post(self, *, homes: Homes, on: date) -> Self:
        """Those who work in any of the homes on that day, each once."""
        return self.filter(pk__in=Post.objects.filter(home__in=homes).on(on).values("person"))

    def counted(self, *, homes: Homes, on: date) -> Self:
        """Those who must be trained: who work there on that day, see personal data, and are no one-off."""
        return self.filter(pk__in=Post.objects.filter(home__in=homes).counted(on=on).values("person"))


class Person(models.Model):
    """Somebody who works, or worked, for a provider. One row however many services they work in.

    `name_key` is the name without case, accents and spacing, for finding; it never makes two people one.
    Somebody forgotten keeps their posts and has neither name nor contact any more. Each table about a person
    says what it drops then: `FORGOTTEN` is what its fields become, `FORGOTTEN_ROWS` lets its rows go.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    payroll_number = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=8, default="en")
    made_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "payroll_number"],
                condition=~Q(payroll_number=""),
                name="payroll_number_once_per_provider",
            ),
            models.UniqueConstraint(
                fields=["provider", "user"], condition=Q(user__isnull=False), name="person_once_per_account"
            ),
        ]
        indexes = [models.Index(fields=["provider", "name_key"], name="person_by_name")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject(self) -> str:
        """Return what the history and sign-offs call this person."""
        return f"people.person:{self.ref}"


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> Self:
        """Posts held on that day; the first and the last day are held."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=day),
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        )

    def counted(self, *, on: date) -> Self:
        """Posts held on that day whose holder counts among those who must be trained."""
        return self.on(on).filter(sees_personal_data=True, engagement__in=[row.value for row in COUNTED])

    def started_between(self, first: date, last: date) -> Self:
        """Posts that began between two days, both included."""
        return self.filter(started_on__gte=first, started_on__lte=last)


class Post(models.Model):
    """One person working in one home in one role. No start date means: longer than anyone noted."""

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"job_title": "", "agency": ""}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="posts")
    engagement = models.CharField(
        max_length=12, choices=[(kind.value, row.title) for kind, row in ENGAGEMENTS.items()]
    )
    role = models.CharField(
        max_length=16, choices=[(role.value, title) for role, title in JOB_ROLE_TITLES.items()]
    )
    job_title = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    sees_personal_data = models.BooleanField(default=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_starts",
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
            )
        ]
        indexes = [models.Index(fields=["home", "ended_on"], name="post_by_home")]

    def __str__(self) -> str:
        return f"{self.role} at {self.home_id}"

    @property
    def as_engagement(self) -> Engagement:
        return Engagement(self.engagement)

    @property
    def as_role(self) -> JobRole:
        return JobRole(self.role)

    @property
    def title(self) -> str:
        return self.job_title or JOB_ROLE_TITLES[self.as_role]

    def held_on(self, day: date) -> bool:
        return (self.started_on is None or self.started_on <= day) and (
            self.ended_on is None or self.ended_on >= day
        )


class Absence(models.Model):
    """A long absence, such as leave for a new child. Why is nobody's business here, so it is not asked."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    away_from = models.DateField()
    back_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts",
                condition=Q(back_on__isnull=True) | Q(back_on__gt=F("away_from")),
            )
        ]

    def __str__(self) -> str:
        return f"absence of {self.person_id}"


class ListCheck(models.Model):
    """The staff list of a service was laid beside a rota, HR or payroll export of the day `dated_on`.

    `rows` counts the rows of this service, `unread` those of them that could not be used.
    """

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="list_checks")
    source = models.CharField(
        max_length=10, choices=[(source.value, words) for source, words in SOURCE_WORDS.items()]
    )
    dated_on = models.DateField()
    rows = models.PositiveIntegerField()
    unread = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["home", "-dated_on", "-made_at"], name="list_check_newest")]
        get_latest_by = ("dated_on", "made_at", "pk")

    def __str__(self) -> str:
        return f"check of {self.home_id} on {self.dated_on}"


class ListDifferenceQuerySet(models.QuerySet["ListDifference"]):
    def open(self) -> Self:
        """Those that nobody has settled."""
        return self.filter(outcome="")


class ListDifference(models.Model):
    """Where a sheet and the list did not agree, until somebody says what is right.

    `said` is the row of the sheet, emptied once it is settled. `fingerprint` tells the same row when it comes
    again, so that nobody is asked twice; `person` is who it then is.
    """

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"said": {}, "fingerprint": "", "reason": ""}

    class Outcome(models.TextChoices):
        APPLIED = "applied", "Put right on the list"
        KEPT = "kept", "Left as it is"
        OVERTAKEN = "overtaken", "Overtaken by a newer match"

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    check_made = models.ForeignKey(ListCheck, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in DifferenceKind])
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="list_differences"
    )
    sheet_row = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)

    objects = ListDifferenceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.ref


class PlaceName(models.Model):
    """Which service a group’s list means by a place, as a person said once; no home for none of theirs.

    `called` is what the list calls it, without case, accents and signs.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="place_names")
    called = models.CharField(max_length=120)
    home = models.ForeignKey(
        Home, on_delete=models.CASCADE, null=True, blank=True, related_name="place_names"
    )
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "called"], name="place_name_once_per_provider")
        ]

    def __str__(self) -> str:
        return self.called


class AgencyLetter(models.Model):
    """An agency’s letter that everyone it sends is trained, until when it is good, and who read it."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="agency_letters")
    agency = models.CharField(max_length=120)
    dated_on = models.DateField()
    good_until = models.DateField()
    checked_by = models.CharField(max_length=120)
    proof = models.ForeignKey(
        Proof, on_delete=models.SET_NULL, null=True, blank=True, related_name="agency_letters"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agency_letter_is_good_for_a_while", condition=Q(good_until__gte=F("dated_on"))
            )
        ]

    def __str__(self) -> str:
        return self.ref
