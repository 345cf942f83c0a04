"""Proof: what shows that an answer is true, and where it is kept."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider


class ProofQuerySet(models.QuerySet["Proof"]):
    def on_file(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Proof(models.Model):
    """A document, link or thing in a cabinet that shows one or more items are true."""

    class Kind(models.TextChoices):
        PLACE = "place", "Kept in a place"
        LINK = "link", "A web link"

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, null=True, blank=True, related_name="proofs")
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="proofs"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=160)
    where = models.CharField(max_length=500)
    dated_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
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
