"""A service's own details, and the facts about it that change what applies."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from havenkeep.design.fields import CharField, Choice, DateField, IntegerField, RadioField
from havenkeep.design.forms import Form
from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.organisations.models import Home
from havenkeep.web.setup.domain.choices import PUBLISHERS
from havenkeep.web.setup.domain.people import SORTS
from havenkeep.web.setup.domain.reading import BadAnswer, read_code, read_postcode

DETAILS = ("name", "kind", "ods_code", "cqc_location_id", "town", "postcode")
MOST_PEOPLE = 5_000


class ProfileForm(Form):
    name = CharField(label="Name of the service", max_length=160)
    kind = RadioField(
        label="What kind of service is it?",
        choices=[(kind.value, title) for kind, title in KIND_TITLES.items()],
    )
    ods_code = CharField(
        label="ODS code",
        hint="The code the NHS gives a service, such as VLXYZ. After a sale it can change.",
        max_length=20,
        width="10",
        required=False,
        spellcheck=False,
    )
    cqc_location_id = CharField(
        label="CQC location number",
        hint="Such as 1-123456789.",
        max_length=20,
        width="20",
        required=False,
        spellcheck=False,
    )
    town = CharField(label="Town", max_length=80, required=False)
    postcode = CharField(label="Postcode", max_length=12, width="10", required=False, spellcheck=False)
    publisher = RadioField(
        label="Who publishes on the toolkit?",
        choices=[Choice(word, title, hint=hint) for word, (title, hint) in PUBLISHERS.items()],
    )
    cyber_essentials_plus_until = DateField(
        label="If you hold Cyber Essentials Plus, until when?",
        hint="Only Plus, with an assessor who tested your devices. Leave it empty if you have none.",
        noun="the end date",
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sort, (title, hint) in SORTS.items():
            self.fields[sort.value] = IntegerField(
                label=title,
                hint=hint,
                max_value=MOST_PEOPLE,
                suffix="people",
                required=False,
                mark_optional=False,
            )
        self.order_fields([*DETAILS, *(sort.value for sort in SORTS)])

    def clean_ods_code(self) -> str:
        code = _read(self.cleaned_data["ods_code"])
        if "cqc_location_id" in code:
            raise ValidationError("This is a CQC location number. Put it in the box below.")
        return code.get("ods_code", "")

    def clean_cqc_location_id(self) -> str:
        code = _read(self.cleaned_data["cqc_location_id"])
        if "ods_code" in code:
            raise ValidationError("Enter the CQC location number as on the certificate, such as 1-123456789.")
        return code.get("cqc_location_id", "")

    def clean_postcode(self) -> str:
        try:
            return read_postcode(self.cleaned_data["postcode"])
        except BadAnswer as wrong:
            raise ValidationError(wrong.sentence) from wrong

    def details(self) -> dict[str, Any]:
        """Return what the home itself is to say. Call it on a form that is valid."""
        return {name: self.cleaned_data[name] for name in DETAILS}

    def profile(self) -> dict[str, Any]:
        """Return what its profile is to say. Call it on a form that is valid."""
        counts = {sort.value: self.cleaned_data[sort.value] for sort in SORTS}
        return {
            "publisher": self.cleaned_data["publisher"],
            "cyber_essentials_plus_until": self.cleaned_data["cyber_essentials_plus_until"],
            "people_counts": {sort: count for sort, count in counts.items() if count is not None},
        }


def initial_profile(home: Home) -> dict[str, Any]:
    profile = home.profile
    return {
        **{name: getattr(home, name) for name in DETAILS},
        **profile.people_counts,
        "publisher": profile.publisher,
        "cyber_essentials_plus_until": profile.cyber_essentials_plus_until,
    }


def _read(text: str) -> dict[str, str]:
    try:
        return read_code(text)
    except BadAnswer as wrong:
        raise ValidationError(wrong.sentence) from wrong
