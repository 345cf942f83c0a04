"""Which role needs which training, who approved that, what was asked of whom, and who was reminded."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import new_ref
from havenkeep.needs.domain.reminding import WHICH_WORDS
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES
from havenkeep.people.models import Person

ROLES = [(role.value, title) for role, title in JOB_ROLE_TITLES.items()]


class RoleNote(models.Model):
    """What a home changed for one role: what it sees, and the trainings (ids) it needs."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="role_notes")
    role = models.CharField(max_length=16, choices=ROLES)
    sees = models.CharField(max_length=400)
    trainings = models.JSONField(default=list)
    note = models.TextField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "role"], name="role_note_once_per_home")]

    def __str__(self) -> str:
        return f"{self.role} at {self.home_id}"


class Analysis(models.Model):
    """One approved version of who needs which training, as it was looked at. It never changes.

    `roles` are the ids of the roles it names; `content` holds them with what they see, their needs and how
    many people there were, and no names.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="training_analyses")
    number = models.PositiveIntegerField()
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=120)
    roles = models.JSONField()
    people = models.PositiveIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "number"], name="analysis_numbered_once_per_home")
        ]

    def __str__(self) -> str:
        return f"analysis {self.number} of {self.home_id}"

    @property
    def subject(self) -> str:
        """Return what the history calls it."""
        return f"needs.analysis:{self.ref}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(ended_at__isnull=True)


class Assignment(models.Model):
    """A training asked of one person or of everyone in one role, by a day."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="training_assignments")
    training = models.CharField(max_length=40)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="training_assignments"
    )
    role = models.CharField(max_length=16, choices=ROLES, blank=True)
    due_on = models.DateField()
    asked_on = models.DateField()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_is_for_a_person_or_a_role",
                condition=Q(person__isnull=False, role="") | (Q(person__isnull=True) & ~Q(role="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.training} by {self.due_on}"

    @property
    def subject(self) -> str:
        """Return what the history calls it."""
        return f"needs.assignment:{self.ref}"


class ReminderSettings(models.Model):
    """Whether a home's people are reminded by e-mail, and how often at most for one training."""

    home = models.OneToOneField(Home, on_delete=models.CASCADE, related_name="reminder_settings")
    wanted = models.BooleanField(default=True)
    most = models.PositiveSmallIntegerField(default=4)

    def __str__(self) -> str:
        return f"reminders of {self.home_id}"


class Reminder(models.Model):
    """One training named in one e-mail to one person. `due_on` is the day it was due by then."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="training_reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="training_reminders")
    training = models.CharField(max_length=40)
    due_on = models.DateField()
    which = models.CharField(
        max_length=10, choices=[(which.value, words) for which, words in WHICH_WORDS.items()]
    )
    sent_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "training", "due_on", "sent_on"], name="reminded_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["home", "sent_on"], name="reminder_by_home")]

    def __str__(self) -> str:
        return f"{self.which} {self.training}"


class Digest(models.Model):
    """One week's word to a home's leads on how many people are more than two weeks late."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="training_digests")
    sent_on = models.DateField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "sent_on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"digest of {self.home_id}"
