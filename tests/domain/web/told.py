"""Ten answers as they are kept, to begin from. The service and its people are made up."""

from __future__ import annotations

from typing import Any

from havenkeep.web.setup.domain.answers import SetupAnswers
from havenkeep.web.setup.domain.reading import read_whole


def kept(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ten kept answers; a change is merged into the answer of its name (`sign_in` for `sign-in`)."""
    answers: dict[str, dict[str, Any]] = {
        "service": {
            "name": "Thistlewick House",
            "town": "Leeds",
            "postcode": "LS1 4DY",
            "ods_code": "VLXYZ",
            "provider_name": "Larkfield Care Ltd",
        },
        "publisher": {"publisher": "us"},
        "sign-in": {"sign_in": "my_own"},
        "standing": {"last": "met", "published_on": "2026-06-20"},
        "nhs": {
            "nhsmail": "yes",
            "gp_ordering": "no",
            "gp_connect": "no",
            "shared_record": "no",
            "nhs_funded": "no",
        },
        "people": {"kind": "residential", "employed": 38, "bank": 6, "directors": 2},
        "duties": {"lead_name": "Lena Reed", "lead_job": "Deputy manager"},
        "havings": {"has": ["policy_pack", "staff_list"]},
        "computing": {"care_records": "digital", "mail": ["nhsmail"], "own_phones": "no"},
        "pressing": {"pressing": ["none"]},
    }
    for name, change in changes.items():
        key = name.replace("_", "-")
        answers[key] = answers[key] | change
    return answers


def told(**changes: dict[str, Any]) -> SetupAnswers:
    return read_whole(kept(**changes))
