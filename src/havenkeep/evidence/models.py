"""Proof: what shows that an answer is true, where it is kept, and who stands for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from havenkeep.evidence.domain.paper_kinds import OTHER
from havenkeep.evidence.judging.verdict import PICTURES, READABLE, TYPES, FileType, TypeRow
from havenkeep.evidence.scanning import Scan
from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider

SOON = timedelta(days=60)


class ProofQuerySet(models.QuerySet["Proof"]):
    def on_file(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def off_file(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def lapsed(self, *, on: date) -> Self:
        return self.filter(valid_until__lt=on)

    def lapsing(self, *, on: date) -> Self:
        """Good on the day, and not for much longer."""
        return self.filter(valid_until__gte=on, valid_until__lte=on + SOON)

    def serving(self, item: str) -> Self:
        return self.filter(pk__in=ProofUse.objects.filter(item=item).values("proof"))

    def naming(self, words: str) -> Self:
        """Proofs whose title, place or file names hold all of the words."""
        found = self
        for word in words.split():
            files = KeptFile.objects.filter(name__icontains=word).values("proof")
            found = found.filter(Q(title__icontains=word) | Q(where__icontains=word) | Q(pk__in=files))
        return found


class Proof(models.Model):
    """A document, link or thing in a cabinet that shows one or more items are true, as it is now."""

    class Kind(models.TextChoices):
        PLACE = "place", "Kept in a place"
        LINK = "link", "A web link"
        FILE = "file", "Kept here"

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, null=True, blank=True, related_name="proofs")
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="proofs"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    paper = models.CharField(max_length=30, default=OTHER)
    title = models.CharField(max_length=160)
    where = models.CharField(max_length=500, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_has_one_owner",
                condition=Q(home__isnull=False, provider__isnull=True)
                | Q(home__isnull=True, provider__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def owner(self) -> Home | Provider:
        owner = self.home or self.provider
        assert owner is not None  # noqa: S101  # the constraint keeps it so
        return owner

    @property
    def subject(self) -> str:
        """Return what the history and sign-offs call this proof."""
        return f"evidence.proof:{self.ref}"

    def lapsed(self, *, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on


class ProofUse(models.Model):
    """One proof used for one item of the toolkit."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="uses")
    item = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proof", "item"], name="proof_used_once_per_item")]
        indexes = [models.Index(fields=["item"], name="proof_use_by_item")]

    def __str__(self) -> str:
        return f"{self.proof_id} for {self.item}"


class ProofVersion(models.Model):
    """What a proof was, once a newer version has taken its place."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Proof.Kind.choices)
    where = models.CharField(max_length=500, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proof", "number"], name="proof_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.proof_id}"


class KeptFile(models.Model):
    """A locked file of one version of a proof. `size` and `sha256` are of what was locked."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="files")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    file_type = models.CharField(
        max_length=10, choices=[(kind.value, row.title) for kind, row in TYPES.items()]
    )
    stored_as = models.CharField(max_length=32, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=20, choices=[(scan.value, scan.value) for scan in Scan])
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["proof", "version"], name="kept_file_by_version")]

    def __str__(self) -> str:
        return self.ref

    @property
    def type_row(self) -> TypeRow:
        return TYPES[FileType(self.file_type)]

    @property
    def is_picture(self) -> bool:
        return self.file_type in PICTURES

    @property
    def is_readable(self) -> bool:
        return self.file_type in READABLE

    @property
    def scanned(self) -> bool:
        return self.scan == Scan.CLEAN


class SignOff(models.Model):
    """A named person said of one version of something: I have looked at it, and it is right.

    `subject` is `room.model:id`, as in the history; `version` is whatever the room numbers or digests.
    """

    home = models.ForeignKey(Home, on_delete=models.CASCADE, null=True, blank=True, related_name="sign_offs")
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="sign_offs"
    )
    subject = models.CharField(max_length=160)
    version = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    by_id = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_off_has_one_owner",
                condition=Q(home__isnull=False, provider__isnull=True)
                | Q(home__isnull=True, provider__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["subject", "version", "by_id"], name="signed_off_once_per_version_and_person"
            ),
        ]
        indexes = [models.Index(fields=["subject", "version"], name="sign_off_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject} at {self.version}"


def reading_stream(owner: Home | Provider) -> str:
    """Return the stream that tells who read a place's files."""
    return f"evidence:{owner.ref}"
