"""Making sense of what was kept, which is plain words and numbers, or saying what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.web.setup.domain.answers import (
    Answer,
    ComputingAnswer,
    DutiesAnswer,
    HavingsAnswer,
    Named,
    NhsAnswer,
    PeopleAnswer,
    PressingAnswer,
    PublisherAnswer,
    ServiceAnswer,
    SetupAnswers,
    SignInAnswer,
    StandingAnswer,
)
from havenkeep.web.setup.domain.choices import (
    NO_HAVINGS,
    NO_MAILS,
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
from havenkeep.web.setup.domain.people import PeopleCounts, Sort
from havenkeep.web.setup.domain.questions import Asked

Raw: TypeAlias = Mapping[str, Any]
Word = TypeVar("Word", bound=StrEnum)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_ODS_CODE = re.compile(r"[A-Z0-9]{3,8}")
_CQC_LOCATION = re.compile(r"1-[0-9]{6,12}")


class BadAnswer(ValueError):
    """Raised with the field to mend and the sentence to show beside it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def read_service(raw: Raw) -> ServiceAnswer:
    name = _text(raw, "name")
    if not name:
        raise BadAnswer("name", "Enter the name of the service")
    return ServiceAnswer(
        name=name,
        town=_text(raw, "town"),
        postcode=read_postcode(_text(raw, "postcode")),
        ods_code=_text(raw, "ods_code").upper(),
        cqc_location_id=_text(raw, "cqc_location_id"),
        provider_name=_text(raw, "provider_name"),
        code_kind=_word(raw, "code_kind", CodeKind, CodeKind.UNKNOWN),
        listed_status=_text(raw, "listed_status"),
        from_list=raw.get("from_list") is True,
        bought_recently=raw.get("bought_recently") is True,
    )


def read_code(text: str) -> dict[str, str]:
    """Tell an ODS code from a CQC location number: `{"ods_code": …}`, `{"cqc_location_id": …}` or empty.

    Raises:
        BadAnswer: it is neither.
    """
    code = re.sub(r"\s", "", text).upper()
    if not code:
        return {}
    if _CQC_LOCATION.fullmatch(code):
        return {"cqc_location_id": code}
    if _ODS_CODE.fullmatch(code):
        return {"ods_code": code}
    raise BadAnswer(
        "code", "Enter a code such as VLXYZ, or a CQC location number such as 1-123456789, or leave it empty"
    )


def read_postcode(text: str) -> str:
    """Return `LS1 4DY` however it was typed; an empty one stays empty.

    Raises:
        BadAnswer: it is not a whole postcode.
    """
    squeezed = re.sub(r"[\s.]", "", text).upper()
    if not squeezed:
        return ""
    if not _POSTCODE.fullmatch(squeezed):
        raise BadAnswer("postcode", "Enter a whole postcode, such as LS1 4DY, or leave it empty")
    return f"{squeezed[:-3]} {squeezed[-3:]}"


def read_publisher(raw: Raw) -> PublisherAnswer:
    return PublisherAnswer(publisher=_chosen(raw, "publisher", Publisher))


def read_sign_in(raw: Raw) -> SignInAnswer:
    return SignInAnswer(sign_in=_chosen(raw, "sign_in", ToolkitSignIn))


def read_standing(raw: Raw) -> StandingAnswer:
    last = _chosen(raw, "last", LastStanding)
    published_on = _day(raw, "published_on")
    if published_on is not None and last is LastStanding.NEVER:
        raise BadAnswer("published_on", "You said “Never published”. Clear the date, or choose what it shows")
    return StandingAnswer(last=last, published_on=published_on, mandatory=_number(raw, "mandatory"))


def read_nhs(raw: Raw) -> NhsAnswer:
    return NhsAnswer(uses={key: _word(raw, key, Use, Use.NOT_SURE) for key in nhs_systems()})


def read_people(raw: Raw) -> PeopleAnswer:
    counts = {sort: _number(raw, sort.value) for sort in Sort}
    known = {sort: count for sort, count in counts.items() if count is not None}
    return PeopleAnswer(kind=_chosen(raw, "kind", ServiceKind), counts=PeopleCounts(by_sort=known))


def read_duties(raw: Raw) -> DutiesAnswer:
    holders: dict[Duty, Named] = {}
    for duty in Duty:
        name, job_title = _text(raw, f"{duty.value}_name"), _text(raw, f"{duty.value}_job")
        if job_title and not name:
            raise BadAnswer(f"{duty.value}_name", "Enter the person’s name, or clear the job title")
        if name:
            holders[duty] = Named(name=name, job_title=job_title)
    return DutiesAnswer(holders=holders)


def read_havings(raw: Raw) -> HavingsAnswer:
    has = _words(raw, "has", Having)
    if not has:
        raise BadAnswer("has", "Choose what you have, or “None of these”")
    if len(has) > 1 and NO_HAVINGS.intersection(has):
        raise BadAnswer("has", "You ticked both something and nothing. Untick one of them")
    return HavingsAnswer(has=has)


def read_computing(raw: Raw) -> ComputingAnswer:
    mail = _words(raw, "mail", Mail)
    if len(mail) > 1 and NO_MAILS.intersection(mail):
        raise BadAnswer("mail", "You ticked both a kind of e-mail and none. Untick one of them")
    return ComputingAnswer(
        care_records=_word(raw, "care_records", CareRecords, CareRecords.NOT_SURE),
        medicines=_word(raw, "medicines", CareRecords, CareRecords.NOT_SURE),
        mail=mail or (Mail.NOT_SURE,),
        shared_devices=_yes_or_no(raw, "shared_devices"),
        own_phones=_yes_or_no(raw, "own_phones"),
        fixer=_word(raw, "fixer", Fixer, Fixer.NOT_SURE),
        from_afar=_yes_or_no(raw, "from_afar"),
    )


def read_pressing(raw: Raw) -> PressingAnswer:
    pressing = _words(raw, "pressing", Pressing)
    if not pressing:
        raise BadAnswer("pressing", "Choose what is pressing, or “None of these”")
    if len(pressing) > 1 and Pressing.NONE in pressing:
        raise BadAnswer("pressing", "You ticked both something and nothing. Untick one of them")
    return PressingAnswer(
        pressing=pressing,
        visit_on=_day(raw, "visit_on") if Pressing.VISIT in pressing else None,
        ten_minutes=_word(raw, "ten_minutes", TenMinutes, TenMinutes.VARIES),
    )


READERS: Mapping[Asked, Callable[[Raw], Answer]] = {
    Asked.SERVICE: read_service,
    Asked.PUBLISHER: read_publisher,
    Asked.SIGN_IN: read_sign_in,
    Asked.STANDING: read_standing,
    Asked.NHS: read_nhs,
    Asked.PEOPLE: read_people,
    Asked.DUTIES: read_duties,
    Asked.HAVINGS: read_havings,
    Asked.COMPUTING: read_computing,
    Asked.PRESSING: read_pressing,
}


def read_so_far(kept: Mapping[str, Raw]) -> Mapping[Asked, Answer]:
    """Return every question that has a readable answer. One that cannot be read any more is asked again."""
    found: dict[Asked, Answer] = {}
    for asked, reader in READERS.items():
        try:
            found[asked] = reader(kept[asked.value])
        except (KeyError, BadAnswer):
            continue
    return found


def first_unanswered(so_far: Mapping[Asked, Answer]) -> Asked | None:
    return next((asked for asked in READERS if asked not in so_far), None)


def read_whole(kept: Mapping[str, Raw]) -> SetupAnswers:
    """Return all ten answers.

    Raises:
        KeyError: a question has no answer.
        BadAnswer: an answer cannot be read.
    """
    return SetupAnswers(
        service=read_service(kept[Asked.SERVICE]),
        publisher=read_publisher(kept[Asked.PUBLISHER]),
        sign_in=read_sign_in(kept[Asked.SIGN_IN]),
        standing=read_standing(kept[Asked.STANDING]),
        nhs=read_nhs(kept[Asked.NHS]),
        people=read_people(kept[Asked.PEOPLE]),
        duties=read_duties(kept[Asked.DUTIES]),
        havings=read_havings(kept[Asked.HAVINGS]),
        computing=read_computing(kept[Asked.COMPUTING]),
        pressing=read_pressing(kept[Asked.PRESSING]),
    )


def _text(raw: Raw, name: str) -> str:
    return str(raw.get(name) or "").strip()


def _word(raw: Raw, name: str, words: type[Word], otherwise: Word) -> Word:
    given = raw.get(name)
    return words(given) if isinstance(given, str) and given in set(words) else otherwise


def _chosen(raw: Raw, name: str, words: type[Word]) -> Word:
    given = raw.get(name)
    if not isinstance(given, str) or given not in set(words):
        raise BadAnswer(name, "Choose one of the answers")
    return words(given)


def _words(raw: Raw, name: str, words: type[Word]) -> tuple[Word, ...]:
    given = raw.get(name)
    return tuple(word for word in words if isinstance(given, list | tuple) and word.value in given)


def _number(raw: Raw, name: str) -> int | None:
    given = raw.get(name)
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None


def _day(raw: Raw, name: str) -> date | None:
    given = raw.get(name)
    try:
        return date.fromisoformat(given) if given else None
    except (TypeError, ValueError) as unreadable:
        raise BadAnswer(name, "Enter a date, such as 5 March 2027") from unreadable


def _yes_or_no(raw: Raw, name: str) -> bool | None:
    given = raw.get(name)
    return given if isinstance(given, bool) else {"yes": True, "no": False}.get(str(given))
