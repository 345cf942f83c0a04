"""The national lists, as one row for each organisation that either of them names."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import StrIndex

from havenkeep.directory.domain.codes import Place
from havenkeep.directory.domain.files import LIST_TITLES, ListKind
from havenkeep.directory.domain.standing import Standing


class DirectoryFile(models.Model):
    """A national list that was imported. `dated_on` is the day the list tells of, not when it came."""

    kind = models.CharField(max_length=4, choices=[(kind.value, LIST_TITLES[kind]) for kind in ListKind])
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    dated_on = models.DateField()
    imported_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} of {self.dated_on}"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def holding(self, words: tuple[str, ...]) -> Self:
        """Rows in which every word begins some word of what they may be found by."""
        found = self
        for number, word in enumerate(words):
            place = f"place_{number}"
            found = found.alias(**{place: StrIndex("found_by", Value(f" {word}"))}).filter(
                **{f"{place}__gt": 0}
            )
        return found

    def best_first(self, *, code: str, name: str) -> Self:
        """The very code first; then social care, names that are or begin as asked, sites, the alphabet."""
        return self.annotate(
            closeness=Case(
                When(ods_code=code, then=Value(0)),
                When(cqc_location_id=code, then=Value(0)),
                When(is_social_care=False, then=Value(4)),
                When(name_folded=name, then=Value(1)),
                When(name_folded__startswith=name, then=Value(2)),
                default=Value(3),
            )
        ).order_by("closeness", "-place", "name_folded", "ods_code", "pk")


class Organisation(models.Model):
    """One organisation of the national lists. `found_by` and `name_folded` are worked out, never typed.

    A row stands on its ODS code, or on its CQC location number when the CQC gives no code. What each list
    says is kept apart, so that one can be renewed without the other; digests tell whether a new file says
    anything new.
    """

    found_by = models.TextField()
    is_social_care = models.BooleanField(default=False)
    name_folded = models.CharField(max_length=250)
    place = models.CharField(
        max_length=12, blank=True, choices=[(place.value, place.value) for place in Place]
    )
    ods_code = models.CharField(max_length=32, null=True, unique=True)
    cqc_location_id = models.CharField(max_length=20, null=True, unique=True)
    name = models.CharField(max_length=200)

    dspt_name = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=80, blank=True)
    standing = models.CharField(
        max_length=16, blank=True, choices=[(standing.value, standing.value) for standing in Standing]
    )
    status_year = models.CharField(max_length=7, blank=True)
    published_on = models.DateField(null=True)
    dspt_file = models.ForeignKey(
        DirectoryFile, null=True, on_delete=models.PROTECT, related_name="toolkit_rows"
    )
    dspt_digest = models.CharField(max_length=16, blank=True)

    cqc_name = models.CharField(max_length=200, blank=True)
    cqc_provider_id = models.CharField(max_length=20, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=80, blank=True)
    local_authority = models.CharField(max_length=80, blank=True)
    cqc_sector = models.CharField(max_length=80, blank=True)
    cqc_social_care = models.BooleanField(default=False)
    care_home = models.BooleanField(null=True)
    beds = models.PositiveSmallIntegerField(null=True)
    dormant = models.BooleanField(null=True)
    service_types = models.CharField(max_length=500, blank=True)
    cqc_file = models.ForeignKey(DirectoryFile, null=True, on_delete=models.PROTECT, related_name="cqc_rows")
    cqc_digest = models.CharField(max_length=16, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ods_code__isnull=False) | models.Q(cqc_location_id__isnull=False),
                name="organisation_stands_on_a_code",
            )
        ]

    def __str__(self) -> str:
        return self.ods_code or self.cqc_location_id or ""
