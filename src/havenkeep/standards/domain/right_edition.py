"""Whether a file seems to be the list of the edition it was given for: its name's year and its length."""

from __future__ import annotations

import re

from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.official_list import OfficialList

OLDEST_VERSION = 5

_YEARS = re.compile(r"(?<![\d-])(?:20)?(\d\d)\s?[-_/–]\s?(?:20)?(\d{1,2})(?![\d-])")
_VERSION = re.compile(r"(?<![a-z])v(?:ersion)?[ ._-]?(\d{1,2})(?!\d)", re.IGNORECASE)


def doubt_about_edition(edition: Edition, official: OfficialList, *, name: str) -> str:
    """Return a sentence when the file's name says another year, or its length is far off; empty otherwise.

    A doubt is shown and refuses nothing: the person who has the sheet knows more than its name.

    The NHS names its files with a year, a version or both. A year in the name is trusted over a version,
    because people number their own copies too.
    """
    return _doubt_by_name(edition, name) or _doubt_by_length(edition, official)


def _doubt_by_name(edition: Edition, name: str) -> str:
    years = [pair for pair in _YEARS.findall(name) if _follow(*pair)]
    advice = "Choose the matching edition; if the name is wrong, rename the file."
    if years:
        ours = {first for first, _ in _YEARS.findall(edition.title) + _YEARS.findall(edition.id)}
        if any(first in ours for first, _ in years) or not ours:
            return ""
        first, second = years[0]
        return f"The file's name says {first}-{second}, and this is the list of {edition.title}. {advice}"
    versions = [number for number in map(int, _VERSION.findall(name)) if number >= OLDEST_VERSION]
    if not versions or edition.version in map(str, versions):
        return ""
    says = f"The file's name says version {versions[0]}, and {edition.title} is version {edition.version}."
    return f"{says} {advice}"


def _doubt_by_length(edition: Edition, official: OfficialList) -> str:
    usual, found = edition.mandatory_count, official.mandatory_count
    if usual <= 2 * found and found <= 2 * usual:
        return ""
    return (
        f"The file marks {found} questions as mandatory and about {usual} are expected, so it is probably "
        "not the whole list for social care. Use the workbook as the NHS publishes it."
    )


def _follow(first: str, second: str) -> bool:
    """Say whether two short years follow each other, also written like `23-4`."""
    following = (int(first) + 1) % 100
    return int(second) == (following if len(second) == 2 else following % 10)
