"""The codes that tell organisations apart: ODS codes, and the CQC's numbers for locations and providers."""

from __future__ import annotations

import re
from enum import StrEnum

_ODS = re.compile(r"^[A-Z0-9][A-Z0-9 .:_/-]{1,31}$")
_CQC = re.compile(r"^(?:1-\d{4,14}|[A-Z0-9]{5})$")
_SITE = re.compile(r"^V[A-Z0-9]{4}$")
_HEAD_OFFICE = re.compile(r"^[AC][A-Z0-9]{3}$")


class Place(StrEnum):
    """What an ODS code stands for, as far as its form tells."""

    SITE = "site"
    HEAD_OFFICE = "head_office"
    UNTOLD = ""


def ods_code(text: str) -> str:
    """A code in capitals; empty when it cannot be one.

    Most are three to six letters and figures, but the national list has longer ones too, with hyphens.
    """
    code = " ".join(text.split()).upper()
    return code if _ODS.match(code) else ""


def cqc_number(text: str) -> str:
    """A CQC location or provider number: 1-123456789, or five letters and figures; else empty."""
    number = "".join(text.split()).upper()
    return number if _CQC.match(number) else ""


def place_of(code: str, *, social_care: bool) -> Place:
    """Site or head office. In social care a site's code is V…, a head office's A… or, of late, four with C….

    Other sectors use the same letters for other things (a practice's code begins with A too), so there the
    form tells nothing.
    """
    if not social_care:
        return Place.UNTOLD
    if _SITE.match(code):
        return Place.SITE
    return Place.HEAD_OFFICE if _HEAD_OFFICE.match(code) else Place.UNTOLD
