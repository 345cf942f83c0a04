"""Papers of joining: the induction checklist and who went through it, the clause and who agreed to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from havenkeep.evidence.models import Proof
from havenkeep.identity.models import new_ref
from havenkeep.joining.domain.contracts import Agreed
from havenkeep.joining.domain.induction import Approved, Signed
from havenkeep.joining.domain.papers import (
    HOW_TITLES,
    KIND_TITLES,
    SIGNER_TITLES,
    AgreementKind,
    How,
    Signers,
    digest_of,
)
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person


class Version(models.Model):
    """A text in versions: changed freely until a named person approves it, and never after.

    At most one version, the newest, is still a draft. The one in force is the newest approved.
    """

    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_by_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def approved_on(self) -> date | None:
        return timezone.localdate(self.approved_at) if self.approved_at else None


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def approved(self) -> Self:
        return self.filter(approved_at__isnull=False)


class Checklist(Version):
    """One version of what every starter is taken through. `within_days` counts from the first day."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="checklists")
    points = models.JSONField(default=list)
    within_days = models.PositiveSmallIntegerField()
    signers = models.CharField(
        max_length=10, choices=[(who.value, title) for who, title in SIGNER_TITLES.items()]
    )

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "number"], name="checklist_version_once")]

    @property
    def digest(self) -> str:
        """Return the digest of the points, as they were shown to whoever signed."""
        return digest_of(self.points)

    @property
    def subject(self) -> str:
        return f"joining.checklist:{self.pk}"

    @property
    def as_signers(self) -> Signers:
        return Signers(self.signers)

    def as_approved(self, *, since: date) -> Approved | None:
        """Return what a finding needs to know of it; None of a draft. `since` is of the first version."""
        if self.approved_on is None:
            return None
        return Approved(
            number=self.number, approved_on=self.approved_on, within_days=self.within_days, since=since
        )


class ClauseQuerySet(models.QuerySet["Clause"]):
    def approved(self) -> Self:
        return self.filter(approved_at__isnull=False)


class Clause(Version):
    """One version of the confidentiality clause.

    `staff_since` is the day from which new contracts hold it, `others_since` the same for the agreements of
    volunteers and directors; None while they do not.
    """

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="clauses")
    text = models.TextField()
    staff_since = models.DateField(null=True, blank=True)
    others_since = models.DateField(null=True, blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["home", "number"], name="clause_version_once")]

    @property
    def digest(self) -> str:
        """Return the digest of the text, as it was shown to whoever signed."""
        return digest_of([self.text])

    @property
    def subject(self) -> str:
        return f"joining.clause:{self.pk}"


class InductionQuerySet(models.QuerySet["Induction"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class Induction(models.Model):
    """One person taken through one home’s checklist.

    `checklist` is None for an older sheet on paper. `digest` is of the points that were on the screen, empty
    on paper. `signed_by_id` and `signed_off_by_id` are the accounts that signed on screen.
    """

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"signed_name": "", "signed_by_id": ""}

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="inductions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="inductions")
    checklist = models.ForeignKey(
        Checklist, on_delete=models.CASCADE, null=True, blank=True, related_name="inductions"
    )
    how = models.CharField(max_length=10, choices=[(how.value, title) for how, title in HOW_TITLES.items()])
    digest = models.CharField(max_length=64, blank=True)
    signed_name = models.CharField(max_length=120)
    signed_on = models.DateField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_id = models.CharField(max_length=64, blank=True)
    signed_off_by = models.CharField(max_length=120, blank=True)
    signed_off_on = models.DateField(null=True, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by_id = models.CharField(max_length=64, blank=True)
    proof = models.ForeignKey(
        Proof, on_delete=models.SET_NULL, null=True, blank=True, related_name="inductions"
    )
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="induction_signed_off_after_it_is_signed",
                condition=Q(signed_off_on__isnull=True) | Q(signed_off_on__gte=models.F("signed_on")),
            )
        ]
        indexes = [models.Index(fields=["home", "signed_on"], name="induction_by_home")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject(self) -> str:
        return f"joining.induction:{self.ref}"

    @property
    def title(self) -> str:
        return HOW_TITLES[How(self.how)]

    def as_signed(self) -> Signed:
        return Signed(signed_on=self.signed_on, signed_off_on=self.signed_off_on)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class Agreement(models.Model):
    """One person bound to confidentiality, for every home of their provider. `home` is where it was noted.

    `clause` is None for an agency’s own terms. `signed_on` is None when nobody noted the contract’s date.
    `seen_by` looked at the paper; on screen nobody has to.
    """

    FORGOTTEN: ClassVar[Mapping[str, object]] = {"signed_name": "", "signed_by_id": ""}

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="agreements")
    clause = models.ForeignKey(
        Clause, on_delete=models.CASCADE, null=True, blank=True, related_name="agreements"
    )
    kind = models.CharField(
        max_length=12, choices=[(kind.value, title) for kind, title in KIND_TITLES.items()]
    )
    how = models.CharField(max_length=10, choices=[(how.value, title) for how, title in HOW_TITLES.items()])
    digest = models.CharField(max_length=64, blank=True)
    signed_name = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_id = models.CharField(max_length=64, blank=True)
    seen_by = models.CharField(max_length=120, blank=True)
    seen_by_id = models.CharField(max_length=64, blank=True)
    proof = models.ForeignKey(
        Proof, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements"
    )
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "withdrawn_at"], name="agreement_by_person")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject(self) -> str:
        return f"joining.agreement:{self.ref}"

    @property
    def as_kind(self) -> AgreementKind:
        return AgreementKind(self.kind)

    @property
    def as_agreed(self) -> Agreed:
        clause = self.clause
        return Agreed(
            kind=self.as_kind,
            signed_on=self.signed_on,
            staff_since=clause.staff_since if clause else None,
            others_since=clause.others_since if clause else None,
        )

    @property
    def title(self) -> str:
        return KIND_TITLES[self.as_kind]
