"""Reads the rows of the CQC's list of locations, in the full form with filters and in the short form.

Source: `DD_Month_YYYY_HSCA_Active_Locations.ods` on cqc.org.uk, with README lines above the headings in
some months. Managers' names, telephone numbers and street addresses stand in it and are never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from havenkeep.directory.domain import codes
from havenkeep.directory.domain.reading import Refused, parse_yes
from havenkeep.sheets.headings import Headings
from havenkeep.sheets.reading import Row

ALIASES: Final = {
    "location_id": ("Location ID", "CQC Location ID"),
    "name": ("Location Name", "Name"),
    "ods_code": ("Location ODS Code", "ODS Code"),
    "care_home": ("Care home?", "Care home"),
    "beds": ("Care homes beds", "Care home beds", "Number of beds"),
    "dormant": ("Dormant (Y/N)", "Dormant"),
    "sector": ("Location Type/Sector", "Location Type"),
    "directorate": ("Location Inspection Directorate",),
    "region": ("Location Region", "Region"),
    "local_authority": ("Location Local Authority", "Local authority"),
    "town": ("Location City", "Location Town", "Town", "City"),
    "postcode": ("Location Postal Code", "Location Post Code", "Postcode", "Postal Code"),
    "provider_id": ("Provider ID", "CQC Provider ID"),
    "provider_name": ("Provider Name",),
    "service_types": ("Service types",),
}
REQUIRED: Final = frozenset({"location_id", "name"})
_SERVICE_TYPE: Final = "service type - "
_SOCIAL: Final = ("social care", "adult social care")


@dataclass(frozen=True, slots=True, kw_only=True)
class CqcRow:
    """One location as the CQC lists it. `ods_code` is empty for many; None is what the list does not say."""

    location_id: str
    provider_id: str
    ods_code: str
    name: str
    provider_name: str
    town: str
    postcode: str
    region: str
    local_authority: str
    sector: str
    social_care: bool
    care_home: bool | None
    beds: int | None
    dormant: bool | None
    service_types: str


def read(rows: Iterable[Row], *, headings: Headings) -> Iterator[CqcRow | Refused]:
    """Each row as a location, or as a refusal that says what is wrong with it.

    A location whose ODS code another row of the file already has is read without it: it stands on its own
    number.
    """
    columns = _service_type_columns(headings)
    seen: dict[str, int] = {}
    seen_codes: dict[str, int] = {}
    for row in rows:
        text = headings.read(row)
        location_id = codes.cqc_number(text["location_id"])
        name = text["name"][:200]
        if not location_id or not name:
            missing = "name" if location_id else "CQC location number that can be read"
            yield Refused(row.number, f"Row {row.number:,} has no {missing}, so it was left out.")
            continue
        if location_id in seen:
            first = seen[location_id]
            yield Refused(
                row.number, f"Row {row.number:,} repeats {location_id} of row {first:,}; the first counts."
            )
            continue
        seen[location_id] = row.number
        code = codes.ods_code(text.get("ods_code", ""))
        if code in seen_codes:
            first = seen_codes[code]
            yield Refused(
                row.number,
                f"Row {row.number:,} has the ODS code {code} of row {first:,}; kept without the code.",
            )
            code = ""
        if code:
            seen_codes[code] = row.number
        yield _location(row, text, location_id=location_id, name=name, code=code, columns=columns)


def _location(
    row: Row, text: dict[str, str], *, location_id: str, name: str, code: str, columns: dict[int, str]
) -> CqcRow:
    care_home = parse_yes(text.get("care_home", ""))
    named = f"{text.get('sector', '')} {text.get('directorate', '')}".casefold()
    beds = text.get("beds", "")
    types = [title for column, title in columns.items() if parse_yes(row.at(column))]
    listed = "; ".join(types) or text.get("service_types", "").replace("|", "; ")
    return CqcRow(
        location_id=location_id,
        provider_id=codes.cqc_number(text.get("provider_id", "")),
        ods_code=code,
        name=name,
        provider_name=text.get("provider_name", "")[:200],
        town=text.get("town", "")[:80],
        postcode=" ".join(text.get("postcode", "").upper().split())[:10],
        region=text.get("region", "")[:80],
        local_authority=text.get("local_authority", "")[:80],
        sector=text.get("sector", "")[:80],
        social_care=bool(care_home) or any(word in named for word in _SOCIAL),
        care_home=care_home,
        beds=int(beds) if beds.isascii() and beds.isdigit() and len(beds) < 5 else None,
        dormant=parse_yes(text.get("dormant", "")),
        service_types=listed[:500],
    )


def _service_type_columns(headings: Headings) -> dict[int, str]:
    return {
        column: label[len(_SERVICE_TYPE) :].strip()
        for column, label in enumerate(headings.labels)
        if label.casefold().startswith(_SERVICE_TYPE)
    }
