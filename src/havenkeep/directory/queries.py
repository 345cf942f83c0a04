"""Looking organisations up in the national lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from havenkeep.directory.domain import codes
from havenkeep.directory.domain.codes import Place
from havenkeep.directory.domain.files import LIST_TITLES, ListKind
from havenkeep.directory.domain.folding import fold, search_words
from havenkeep.directory.domain.standing import (
    Standing,
    ToolkitStatus,
    is_current,
    long_date,
    parse_status,
    status_sentence,
)
from havenkeep.directory.models import DirectoryFile, Organisation, OrganisationQuerySet

_PLACES = {Place.SITE: "one site", Place.HEAD_OFFICE: "head office", Place.UNTOLD: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryMatch:
    """One organisation of the national lists, with what tells it from others of its name.

    `status_dated_on` is the day of the toolkit's list, `cqc_dated_on` that of the CQC's; None when that
    list does not name it. `care_home`, `beds` and `dormant` are None when the CQC's list does not say.
    """

    pk: int
    name: str
    ods_code: str
    cqc_location_id: str
    cqc_provider_id: str
    provider_name: str
    town: str
    postcode: str
    region: str
    local_authority: str
    place: Place
    sector: str
    is_social_care: bool
    care_home: bool | None
    beds: int | None
    dormant: bool | None
    service_types: str
    status: ToolkitStatus
    published_on: date | None
    status_dated_on: date | None
    cqc_dated_on: date | None

    @property
    def standing(self) -> Standing:
        return self.status.standing

    @property
    def status_sentence(self) -> str:
        """What was published, with the day of the list that says so."""
        if self.status_dated_on is None:
            return "The national list that is kept here does not name this service."
        return status_sentence(self.status, dated_on=self.status_dated_on)

    @property
    def told_apart_by(self) -> str:
        """Code, kind of place, where it is and who runs it, as far as they are known."""
        parts = [
            self.ods_code or self.cqc_location_id,
            _PLACES[self.place],
            " ".join(part for part in (self.town, self.postcode) if part),
            f"run by {self.provider_name}" if self.provider_name else "",
        ]
        return ", ".join(part for part in parts if part)

    def is_current(self, *, on: date) -> bool:
        """Whether the status may be spoken of as today's; never for a list more than 31 days old."""
        return self.status_dated_on is not None and is_current(
            self.status, dated_on=self.status_dated_on, on=on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """The newest list of a kind that was imported."""

    kind: ListKind
    title: str
    name: str
    dated_on: date
    rows: int

    @property
    def sentence(self) -> str:
        return f"{self.title[0].upper()}{self.title[1:]}, as it stood on {long_date(self.dated_on)}."


def search(*, text: str, limit: int = 20) -> list[DirectoryMatch]:
    """Organisations that hold every word of a text, in any order, each word matched from its start.

    Words are looked for in names, towns, postcodes, ODS codes and CQC numbers; case, punctuation and
    accents do not matter, nor "&" for "and" or "Saint" for "St". An exact code comes first, then social
    care. One query.
    """
    words = search_words(text)
    if not words:
        return []
    code = codes.ods_code(text)
    found = Organisation.objects.holding(words).best_first(code=code, name=fold(text))
    return [_match(row) for row in _with_files(found)[:limit]]


def by_codes(*, ods_codes: Collection[str]) -> Mapping[str, DirectoryMatch]:
    """The organisations with these ODS codes, by code, without unknown ones. One query for each thousand."""
    wanted = sorted({codes.ods_code(code) for code in ods_codes} - {""})
    found: dict[str, DirectoryMatch] = {}
    for start in range(0, len(wanted), 1000):
        rows = Organisation.objects.filter(ods_code__in=wanted[start : start + 1000])
        found.update({match.ods_code: match for match in map(_match, _with_files(rows))})
    return found


def get(*, pk: int) -> DirectoryMatch | None:
    """The organisation a person chose from a search, or None when a later import has taken it away."""
    row = _with_files(Organisation.objects.filter(pk=pk)).first()
    return _match(row) if row else None


def kept_lists() -> list[KeptList]:
    """The newest imported list of each kind, none for a kind that never came."""
    newest: dict[str, DirectoryFile] = {}
    for file in DirectoryFile.objects.order_by("dated_on", "pk"):
        newest[file.kind] = file
    return [
        KeptList(
            kind=kind,
            title=LIST_TITLES[kind],
            name=newest[kind].name,
            dated_on=newest[kind].dated_on,
            rows=newest[kind].rows,
        )
        for kind in ListKind
        if kind in newest
    ]


def _with_files(rows: OrganisationQuerySet) -> OrganisationQuerySet:
    return rows.select_related("dspt_file", "cqc_file").defer("found_by")


def _match(row: Organisation) -> DirectoryMatch:
    return DirectoryMatch(
        pk=row.pk,
        name=row.name,
        ods_code=row.ods_code or "",
        cqc_location_id=row.cqc_location_id or "",
        cqc_provider_id=row.cqc_provider_id,
        provider_name=row.provider_name,
        town=row.town,
        postcode=row.postcode,
        region=row.region,
        local_authority=row.local_authority,
        place=Place(row.place),
        sector=row.sector or row.cqc_sector,
        is_social_care=row.is_social_care,
        care_home=row.care_home,
        beds=row.beds,
        dormant=row.dormant,
        service_types=row.service_types,
        status=parse_status(row.status),
        published_on=row.published_on,
        status_dated_on=row.dspt_file.dated_on if row.dspt_file else None,
        cqc_dated_on=row.cqc_file.dated_on if row.cqc_file else None,
    )
