"""Puts what a national list says into a row, and works out what follows from it."""

from __future__ import annotations

from havenkeep.directory.domain import codes
from havenkeep.directory.domain.cqc_directory import CqcRow
from havenkeep.directory.domain.dspt_search import SOCIAL_CARE, DsptRow
from havenkeep.directory.domain.folding import fold, haystack, reading_case
from havenkeep.directory.models import DirectoryFile, Organisation

_DSPT_FIELDS = ("dspt_name", "sector", "status", "standing", "status_year", "published_on")
_CQC_FIELDS = (
    "cqc_name",
    "cqc_provider_id",
    "provider_name",
    "town",
    "postcode",
    "region",
    "local_authority",
    "cqc_sector",
    "cqc_social_care",
    "care_home",
    "beds",
    "dormant",
    "service_types",
)
WRITTEN = (
    *("found_by", "is_social_care", "name_folded", "place", "ods_code", "cqc_location_id", "name"),
    *_DSPT_FIELDS,
    *("dspt_file", "dspt_digest"),
    *_CQC_FIELDS,
    *("cqc_file", "cqc_digest"),
)


def settle(row: Organisation) -> None:
    """Works out what follows from the two lists: the name shown, what the row is found by, its place."""
    row.name = row.cqc_name or reading_case(row.dspt_name)
    row.name_folded = fold(row.name)[:250]
    row.is_social_care = row.cqc_social_care or row.sector.casefold() == SOCIAL_CARE
    row.place = codes.place_of(row.ods_code or "", social_care=row.is_social_care)
    row.found_by = haystack(
        names=(row.cqc_name, row.dspt_name),
        places=(row.town,),
        postcode=row.postcode,
        codes=(row.ods_code or "", row.cqc_location_id or "", row.cqc_provider_id),
    )


def take_dspt(row: Organisation, entry: DsptRow, *, file: DirectoryFile, digest: str) -> None:
    """Puts what the toolkit's list says into a row."""
    row.ods_code = entry.ods_code
    row.dspt_name = entry.name
    row.sector = entry.sector
    row.status = entry.status.text
    row.standing = entry.status.standing
    row.status_year = entry.status.year
    row.published_on = entry.published_on
    row.dspt_file = file
    row.dspt_digest = digest
    settle(row)


def take_cqc(row: Organisation, entry: CqcRow, *, file: DirectoryFile, digest: str) -> None:
    """Puts what the CQC's list says into a row. A row keeps its ODS code when the list gives none."""
    row.ods_code = entry.ods_code or row.ods_code
    row.cqc_location_id = entry.location_id
    row.cqc_name = entry.name
    row.cqc_provider_id = entry.provider_id
    row.provider_name = entry.provider_name
    row.town = entry.town
    row.postcode = entry.postcode
    row.region = entry.region
    row.local_authority = entry.local_authority
    row.cqc_sector = entry.sector
    row.cqc_social_care = entry.social_care
    row.care_home = entry.care_home
    row.beds = entry.beds
    row.dormant = entry.dormant
    row.service_types = entry.service_types
    row.cqc_file = file
    row.cqc_digest = digest
    settle(row)


def leave_cqc(row: Organisation) -> None:
    """Takes the CQC's list out of a row whose location has moved to another code."""
    empty = Organisation()
    for name in _CQC_FIELDS:
        setattr(row, name, getattr(empty, name))
    row.cqc_location_id = None
    row.cqc_file = None
    row.cqc_digest = ""
    settle(row)


def copy_of_cqc(row: Organisation) -> Organisation:
    """A new row for the location of a row that is about to take in another, without the code."""
    copy = Organisation()
    for name in (*_CQC_FIELDS, "cqc_location_id", "cqc_file_id", "cqc_digest"):
        setattr(copy, name, getattr(row, name))
    settle(copy)
    return copy
