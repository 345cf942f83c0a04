"""What a course title on a list means here: one of the courses we know, another one, or nothing to us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from havenkeep.sheets.headings import folded_heading
from havenkeep.training.domain.catalogue import courses, other_course
from havenkeep.training.domain.outcomes import Outcome

LONGEST_KEY: Final = 160

# Titles that mean one course and no other, by the course's id. A title that several courses go by is asked.
_GOES_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "elfh-dsa-1": (
        "Data Security Awareness Level 1",
        "000 Data Security Awareness Level 1",
        "000 Data Security Awareness",
        "NHS Data Security Awareness Level 1",
        "NHSD Data Security Awareness Level 1",
        "NHS Data Security Awareness",
        "e-LfH Data Security Awareness Level 1",
        "NHS | CSTF | Information Governance and Data Security - Level 1",
        "Information Governance and Data Security Level 1",
    ),
    "dch-elearning": (
        "Digital Care Hub data security and protection e-learning",
        "Better Security, Better Care e-learning",
        "Data Security and Protection e-learning for social care",
    ),
    "ncsc-top-tips": ("NCSC Top Tips for Staff", "Stay Safe Online: Top Tips for Staff"),
    "care-certificate-14": (
        "Care Certificate Standard 14",
        "Care Certificate Standard 14: Handling Information",
        "Care Certificate - Handling Information",
    ),
}
_ABOUT_DATA: Final = re.compile(
    r"\b(data|gdpr|information|info|cyber|confidential\w*|privacy|security|dspt?|ig|phishing|record\w*|digital"
    r"|e-?safety|it)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A title counts as this course. `course` is the catalogue's id, or `other_course` of the title."""

    course: str
    title: str
    covers: frozenset[Outcome]
    for_role: str = ""


def title_key(title: str) -> str:
    """Return what is the same for titles that differ in case, accents, signs and spacing."""
    return folded_heading(title)[:LONGEST_KEY]


def known_meaning(title: str) -> Meaning | None:
    """Return what a title means that goes for one course of the catalogue only, or None."""
    course = _by_key().get(title_key(title))
    return of_catalogue(course) if course else None


def of_catalogue(course: str) -> Meaning | None:
    """Return a course of the catalogue as a meaning; None for one that is not there, or taught here only."""
    row = courses().get(course)
    if row is None or row.ours:
        return None
    return Meaning(course=row.id, title=row.title, covers=row.covers, for_role=row.for_role)


def another(title: str, *, covers: frozenset[Outcome]) -> Meaning:
    """Return what a title means that is a course of its own."""
    return Meaning(course=other_course(title), title=title[:160], covers=covers)


def sounds_like_data(title: str) -> bool:
    """Return whether a title may be about data security at all: fire drills and moving people are not."""
    return _ABOUT_DATA.search(title) is not None


@cache
def _by_key() -> Mapping[str, str]:
    found = {title_key(row.title): row.id for row in courses().values() if not row.ours}
    return found | {title_key(name): course for course, names in _GOES_BY.items() for name in names}
