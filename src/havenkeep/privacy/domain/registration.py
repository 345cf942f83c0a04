"""The data protection fee registration: the form of its number, and whether it is in date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.evidence.domain.finding import Finding, FindingState

SOON = timedelta(days=60)
_NUMBER = re.compile(r"Z[A-Z0-9][0-9]{6}")


class Ours(StrEnum):
    """Whether the holder of the registration is the company that runs the home today."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class BadNumber(ValueError):
    """Raised with the sentence to show beside the field."""


def read_number(text: str) -> str:
    """Return a registration number in its usual form, for example `ZA123456` or `Z1234567`.

    Raises:
        BadNumber: the text does not have that form.
    """
    number = re.sub(r"[\s.-]", "", text).upper()
    if not _NUMBER.fullmatch(number):
        raise BadNumber(
            "Enter the number as on the certificate: Z, a letter or digit, then six digits, such as ZA123456."
        )
    return number


def registration_finding(
    *, number: str, holder: str, ends_on: date | None, on: date, ours: Ours | None = None
) -> Finding:
    """Say whether a registration stands on a day. `ours` is None when nobody was asked whose it is.

    Source: Data Protection (Charges and Information) Regulations 2018, a yearly fee paid by the controller.
    """
    name = f"{number} ({holder})" if holder else number
    if ours is Ours.NO:
        return Finding(
            state=FindingState.NOT_MET,
            sentence=(
                f"The ICO registration {name} does not belong to the company that runs this service today."
            ),
        )
    ends = f"{ends_on.day} {ends_on:%B %Y}" if ends_on else ""
    if ends_on is not None and ends_on < on:
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"Our ICO registration {name} ended on {ends}.",
            lapses_on=ends_on,
        )
    if ours is Ours.NOT_SURE:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=(
                f"We are not sure that the ICO registration {name} belongs to the company "
                "that runs this service today."
            ),
            lapses_on=ends_on,
        )
    if ends_on is None:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=f"Our ICO registration number is {name}. We have not noted when it ends.",
            draft=number,
            expects=number,
        )
    return Finding(
        state=FindingState.LAPSING if ends_on <= on + SOON else FindingState.MET,
        sentence=f"Our ICO registration number is {name}, in date until {ends}.",
        lapses_on=ends_on,
        draft=number,
        expects=number,
    )


_COMPANY_WORDS = {"ltd", "limited", "plc", "llp", "the", "and", "co", "company", "uk", "cic", "cio"}


def same_company(one: str, other: str) -> bool:
    """Return whether two names are likely one company: case, points and words such as Ltd do not count."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> list[str]:
    words = re.sub(r"[^\w\s]", "", name.replace("&", " ")).casefold().split()
    return [word for word in words if word not in _COMPANY_WORDS]
