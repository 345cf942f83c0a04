"""Append-only events in chained streams. Database triggers refuse to change or delete one."""

from __future__ import annotations

from django.db import models

from havenkeep.audit.domain.chain import Link


class Head(models.Model):
    """A stream's newest number and digest. Locked while an event is added.

    `brought_in` is how many of its first events were recorded in another installation. `sealed_as` is the
    name that its digests hold when that is another than `stream`, because the old name was taken here.
    """

    stream = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    sealed_as = models.CharField(max_length=80, null=True, blank=True)
    brought_in = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.stream} at {self.number}"

    @property
    def seal(self) -> str:
        """Return the name that the stream's digests hold."""
        return self.sealed_as or self.stream


class Event(models.Model):
    """What was done, by whom, when: ids and field names only, never a personal value."""

    stream = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=160)
    fields = models.JSONField(default=list)
    digests = models.JSONField(default=dict)
    by_kind = models.CharField(max_length=20)
    by_id = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="event_number_once_per_stream")
        ]
        indexes = [models.Index(fields=["stream", "subject"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}: {self.event}"

    def as_link(self, *, seal: str) -> Link:
        return Link(
            stream=seal,
            number=self.number,
            body=self.body(),
            previous=self.previous,
            digest=self.digest,
        )

    def body(self) -> dict[str, str | int | list[str] | dict[str, str]]:
        return {
            "at": self.at.isoformat(),
            "event": self.event,
            "subject": self.subject,
            "fields": self.fields,
            "digests": self.digests,
            "by_kind": self.by_kind,
            "by_id": self.by_id,
            "origin": self.origin,
        }
