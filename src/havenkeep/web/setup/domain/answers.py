"""What was answered, in types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.web.setup.domain.choices import (
    CareRecords,
    CodeKind,
    Fixer,
    Having,
    LastStanding,
    Mail,
    Pressing,
    Publisher,
    TenMinutes,
    ToolkitSignIn,
)
from havenkeep.web.setup.domain.people import PeopleCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    name: str
    town: str = ""
    postcode: str = ""
    ods_code: str = ""
    cqc_location_id: str = ""
    provider_name: str = ""
    code_kind: CodeKind = CodeKind.UNKNOWN
    listed_status: str = ""
    from_list: bool = False
    bought_recently: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherAnswer:
    publisher: Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAnswer:
    sign_in: ToolkitSignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnswer:
    last: LastStanding
    published_on: date | None = None
    mandatory: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NhsAnswer:
    uses: Mapping[str, Use]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAnswer:
    kind: ServiceKind
    counts: PeopleCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str
    job_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesAnswer:
    """Duties that nobody has are left out."""

    holders: Mapping[Duty, Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class HavingsAnswer:
    has: tuple[Having, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputingAnswer:
    """None is not sure."""

    care_records: CareRecords
    medicines: CareRecords
    mail: tuple[Mail, ...]
    shared_devices: bool | None
    own_phones: bool | None
    fixer: Fixer
    from_afar: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressingAnswer:
    pressing: tuple[Pressing, ...]
    visit_on: date | None = None
    ten_minutes: TenMinutes = TenMinutes.VARIES


Answer: TypeAlias = (
    ServiceAnswer
    | PublisherAnswer
    | SignInAnswer
    | StandingAnswer
    | NhsAnswer
    | PeopleAnswer
    | DutiesAnswer
    | HavingsAnswer
    | ComputingAnswer
    | PressingAnswer
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupAnswers:
    """All ten."""

    service: ServiceAnswer
    publisher: PublisherAnswer
    sign_in: SignInAnswer
    standing: StandingAnswer
    nhs: NhsAnswer
    people: PeopleAnswer
    duties: DutiesAnswer
    havings: HavingsAnswer
    computing: ComputingAnswer
    pressing: PressingAnswer
