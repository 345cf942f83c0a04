"""What the number of people means: how many may still be untrained, and which fee band is likely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    EMPLOYED = "employed"
    BANK = "bank"
    AGENCY = "agency"
    VOLUNTEERS = "volunteers"
    DIRECTORS = "directors"


SORTS: Mapping[Sort, tuple[str, str]] = {
    Sort.EMPLOYED: ("Employed staff", "Everyone on a contract: care, kitchen, office, nights."),
    Sort.BANK: ("Bank staff", ""),
    Sort.AGENCY: ("Agency staff who come often", "Leave out those who came once."),
    Sort.VOLUNTEERS: ("Volunteers", ""),
    Sort.DIRECTORS: ("Owners, directors or trustees", ""),
}
PAID = frozenset({Sort.EMPLOYED, Sort.BANK, Sort.DIRECTORS})
SMALL_STAFF = 10
LARGE_STAFF = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCounts:
    """How many people of each sort; a sort that is left out is not known."""

    by_sort: Mapping[Sort, int]

    @property
    def total(self) -> int:
        return sum(self.by_sort.values())

    @property
    def paid(self) -> int:
        return sum(count for sort, count in self.by_sort.items() if sort in PAID)


def may_be_missing(people: int) -> int:
    """Return how many of `people` may be without this year's training while 95% still have it.

    The share is not rounded up: 18 of 19 is 94.7%, so below 20 people nobody may be missing.
    Source: NHS help on who counts as trained; 95% in the toolkit's training item.
    """
    return people // 20


def missing_sentence(counts: PeopleCounts) -> str:
    """Say the 95% in people, or nothing when no number was given."""
    people = counts.total
    if not people:
        return ""
    missing = may_be_missing(people)
    if missing == 0:
        return f"With {people} people, everyone needs this year’s training: one missing is already below 95%."
    verb = "person" if missing == 1 else "people"
    return f"With {people} people, 95% means that {missing} {verb} may be waiting for training, and no more."


def fee_sentence(counts: PeopleCounts) -> str:
    """Say which band of the data protection fee is likely, or nothing when no number was given.

    Source: Data Protection (Charges and Information) Regulations 2018: the lowest band is for
    at most 10 staff or a turnover of at most £632,000, and for charities of any size; the highest
    begins above 250 staff.
    """
    if Sort.EMPLOYED not in counts.by_sort:
        return ""
    if counts.paid <= SMALL_STAFF:
        return "With 10 paid people or fewer, your ICO fee is in the lowest band."
    if counts.paid <= LARGE_STAFF:
        return (
            f"With about {counts.paid} paid people, your ICO fee is likely in the middle band, "
            "unless you are a charity or take in £632,000 a year or less."
        )
    return "With more than 250 paid people, check whether your ICO fee is in the highest band."
