"""Who publishes what: submissions and the homes they cover, answers, publications, kept findings."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from havenkeep.assessment.domain.answer import Origin
from havenkeep.evidence.domain.finding import FindingState
from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider


class Submission(models.Model):
    """One edition's answers by one publisher: a home for itself, or a provider for some of its homes."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    edition = models.CharField(max_length=40)
    home = models.ForeignKey(
        Home, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="submission_has_one_publisher",
                condition=Q(home__isnull=False, provider__isnull=True)
                | Q(home__isnull=True, provider__isnull=False),
            ),
            models.UniqueConstraint(fields=["edition", "home"], name="submission_once_per_home"),
            models.UniqueConstraint(fields=["edition", "provider"], name="submission_once_per_provider"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def publisher(self) -> Home | Provider:
        publisher = self.home or self.provider
        assert publisher is not None  # noqa: S101  # the constraint keeps it so
        return publisher

    @property
    def stream(self) -> str:
        return self.publisher.stream


class Cover(models.Model):
    """One home covered by one submission; a home is covered once in an edition."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="covers")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="covers")
    edition = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "edition"], name="home_covered_once_per_edition")
        ]

    def __str__(self) -> str:
        return f"{self.home_id} in {self.submission_id}"


class Response(models.Model):
    """The present answer to one item. `revision` moves with each change, so two tabs cannot overwrite."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="responses")
    item = models.CharField(max_length=20)
    value = models.TextField(blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    origin = models.CharField(max_length=20, choices=[(origin.value, origin.value) for origin in Origin])
    reworded = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "item"], name="response_once_per_item")]

    def __str__(self) -> str:
        return f"{self.item} of {self.submission_id}"


class ResponseVersion(models.Model):
    """What an answer was, once it has been changed. Can be erased; the chain of events cannot."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    value = models.TextField(blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "revision"], name="version_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.response_id} at {self.revision}"


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def in_force(self) -> Self:
        """Confirmations of what the answer says now."""
        return self.filter(revision=F("response__revision"))


class Confirmation(models.Model):
    """A named person said that one revision of an answer is true."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="confirmations")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_id = models.CharField(max_length=64, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "revision"], name="revision_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"{self.response_id} at {self.revision}"


class Attestation(models.Model):
    """A covered home says whether head office's answer is true here."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attestations")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="attestations")
    item = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    holds = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "home", "item"], name="attested_once_per_home_and_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} at {self.home_id}"


class Publication(models.Model):
    """A publication recorded: what was published, frozen as it stood."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    edition_revision = models.PositiveIntegerField()
    published_on = models.DateField()
    standing = models.CharField(max_length=20)
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="publication_number_once")
        ]

    def __str__(self) -> str:
        return f"publication {self.number} of {self.submission_id}"


class ToolkitComparison(models.Model):
    """The toolkit's own list, as a person pasted or counted it, laid beside ours."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comparisons")
    edition_revision = models.PositiveIntegerField()
    counted = models.PositiveIntegerField(null=True, blank=True)
    missing_here = models.JSONField(default=list)
    missing_there = models.JSONField(default=list)
    matches = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"comparison of {self.submission_id}"


class Judgement(models.Model):
    """A kept finding: what one check found for one home, on which day, at which version of the home."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="judgements")
    check_id = models.CharField(max_length=60)
    on = models.DateField()
    version = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in FindingState])
    sentence = models.TextField()
    numerator = models.IntegerField(null=True, blank=True)
    denominator = models.IntegerField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    fix = models.CharField(max_length=60, blank=True)
    draft = models.TextField(blank=True)
    expects = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "check_id"], name="judgement_once_per_check")]

    def __str__(self) -> str:
        return f"{self.check_id} of {self.home_id}"
