"""Reads the rows of the toolkit's public organisation search, whatever year's headings they stand under.

Source: the download at dsptoolkit.nhs.uk/OrganisationSearch, headings of 2019 to 2023.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from havenkeep.directory.domain import codes
from havenkeep.directory.domain.folding import without_code
from havenkeep.directory.domain.reading import Refused, parse_day
from havenkeep.directory.domain.standing import ToolkitStatus, parse_status
from havenkeep.sheets.headings import Headings
from havenkeep.sheets.reading import Row

ALIASES: Final = {
    "code": ("Code", "ODS Code", "Organisation Code"),
    "name": ("Organisation Name", "Name"),
    "status": ("Status", "Latest Status", "Publication Status"),
    "published": ("Date Of Publication", "Publication Date", "Date Published"),
    "sector": ("Primary Sector", "Sector"),
    "commissioner": ("Commissioner (From ODS)", "Commissioner", "Integrated Care Board", "CCG"),
}
REQUIRED: Final = frozenset({"code", "name", "status"})
SOCIAL_CARE: Final = "social care"


@dataclass(frozen=True, slots=True, kw_only=True)
class DsptRow:
    """One organisation as the toolkit lists it. `published_on` is None when nothing is published."""

    ods_code: str
    name: str
    status: ToolkitStatus
    published_on: date | None
    sector: str

    @property
    def social_care(self) -> bool:
        return self.sector.casefold() == SOCIAL_CARE


def read(rows: Iterable[Row], *, headings: Headings) -> Iterator[DsptRow | Refused]:
    """Each row as an organisation, or as a refusal that says what is wrong with it."""
    statuses: dict[str, ToolkitStatus] = {}
    seen: dict[str, int] = {}
    for row in rows:
        text = headings.read(row)
        code = codes.ods_code(text["code"])
        if not code:
            yield Refused(
                row.number, f"Row {row.number:,} has no ODS code that can be read, so it was left out."
            )
            continue
        if code in seen:
            yield Refused(
                row.number, f"Row {row.number:,} repeats {code} of row {seen[code]:,}; the first counts."
            )
            continue
        name = without_code(text["name"], code=code)[:200]
        if not name:
            yield Refused(row.number, f"Row {row.number:,} ({code}) has no name, so it was left out.")
            continue
        try:
            published_on = parse_day(text.get("published", ""))
        except ValueError:
            yield Refused(
                row.number, f"Row {row.number:,} ({code}) has a date that cannot be read; it was left out."
            )
            continue
        seen[code] = row.number
        said = text["status"][:80]
        status = statuses.get(said)
        if status is None:
            status = statuses[said] = parse_status(said)
        yield DsptRow(
            ods_code=code,
            name=name,
            status=status,
            published_on=published_on,
            sector=text.get("sector", "")[:80],
        )
