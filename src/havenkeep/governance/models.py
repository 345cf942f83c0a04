"""Who is responsible, and which NHS systems the home uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from havenkeep.governance.domain.lead import DUTY_TITLES, Appointed
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person


class Appointment(models.Model):
    """A named person given a duty. Of those in force on a day, the newest row is the one that counts.

    `person` is who of the staff list that is; without it they are found there by their name. Who answered for
    data stays on record by name; forgetting them on the staff list only cuts the tie.
    """

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"person": None}

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="appointments")
    duty = models.CharField(
        max_length=20, choices=[(duty.value, title) for duty, title in DUTY_TITLES.items()]
    )
    name = models.CharField(max_length=120)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments"
    )
    job_title = models.CharField(max_length=120, blank=True)
    signed_by = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["home", "duty"], name="appointment_by_duty")]

    def __str__(self) -> str:
        return f"{self.duty} of {self.home_id}"

    def as_appointed(self) -> Appointed:
        return Appointed(
            name=self.name,
            job_title=self.job_title,
            signed_by=self.signed_by,
            since=self.since,
            ended_on=self.ended_on,
            signed_on=self.signed_on,
        )


class SystemUse(models.Model):
    """What was said about one NHS system: in use, not in use, or not sure."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="system_uses")
    system = models.CharField(max_length=30)
    use = models.CharField(max_length=10, choices=[(use.value, use.value) for use in Use])
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "system"], name="system_once_per_home")]

    def __str__(self) -> str:
        return f"{self.system}: {self.use}"
