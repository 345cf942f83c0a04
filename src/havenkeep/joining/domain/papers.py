"""What is signed when somebody joins: how, what kind, who may sign it off, and the digest of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum

LATEST_DAYS = 90


class How(StrEnum):
    SCREEN = "screen"
    PAPER = "paper"


HOW_TITLES: Mapping[How, str] = {How.SCREEN: "On screen", How.PAPER: "On paper"}


class Signers(StrEnum):
    """Who may sign a starter off here."""

    EDITORS = "editors"
    LEADS = "leads"


SIGNER_TITLES: Mapping[Signers, str] = {
    Signers.EDITORS: "Whoever keeps the registers here, such as a senior carer",
    Signers.LEADS: "The manager or the data security lead only",
}


class AgreementKind(StrEnum):
    """Where somebody’s duty of confidentiality stands."""

    CONTRACT = "contract"
    ADDENDUM = "addendum"
    AGENCY_TERMS = "agency_terms"


KIND_TITLES: Mapping[AgreementKind, str] = {
    AgreementKind.CONTRACT: "In the contract or agreement",
    AgreementKind.ADDENDUM: "Signed addendum",
    AgreementKind.AGENCY_TERMS: "In the agency’s terms",
}


def digest_of(parts: Sequence[str]) -> str:
    """Return the SHA-256 of texts as they were shown, in 64 hex letters. Their order counts."""
    summed = hashlib.sha256()
    for part in parts:
        summed.update(f"{len(part)}:{part}\n".encode())
    return summed.hexdigest()


def points_of(text: str) -> list[str]:
    """Return the points of a checklist typed one to a line; bullets and numbers in front of them go."""
    lines = (" ".join(line.split()).lstrip("•-–*").strip() for line in text.splitlines())
    return [line for line in lines if line]
