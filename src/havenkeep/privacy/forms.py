"""The ICO registration of whoever runs the home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from havenkeep.design.fields import CharField, Choice, ConfirmField, DateField, RadioField
from havenkeep.design.forms import Form
from havenkeep.organisations.models import Home
from havenkeep.privacy.domain.registration import BadNumber, Ours, read_number
from havenkeep.privacy.models import Registration


class RegistrationForm(Form):
    number = CharField(
        label="Registration number",
        hint="Such as ZA123456 or Z1234567.",
        max_length=20,
        width="10",
        autocomplete="off",
        spellcheck=False,
    )
    holder = CharField(
        label="In whose name is it?",
        hint="The company’s name as the public register shows it.",
        noun="the name of the company",
        max_length=160,
    )
    ours = RadioField(
        label="Is this the company that runs the service today?",
        hint="After a sale the old number often stays on file. Compare the name with your CQC certificate.",
        choices=[Choice(Ours.YES, "Yes"), Choice(Ours.NO, "No, it is somebody else’s")],
        not_sure=True,
    )
    ends_on = DateField(
        label="When does it end?",
        hint="Beside the number in the public register. Leave it empty if you cannot find it.",
        noun="the end date",
        required=False,
        mark_optional=False,
    )

    everywhere = ConfirmField(label="Note it for our other services too", required=False)

    def __init__(self, *args: Any, sharing: Sequence[Home], **kwargs: Any) -> None:
        """Make the form. `sharing` are the other homes that may be noted in one go."""
        super().__init__(*args, **kwargs)
        if sharing:
            names = [home.name for home in sharing]
            told = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
            self.fields["everywhere"].help_text = f"One company pays once for all it runs: {told}."
        else:
            del self.fields["everywhere"]

    def clean_number(self) -> str:
        try:
            return read_number(self.cleaned_data["number"])
        except BadNumber as wrong:
            raise ValidationError(str(wrong)) from wrong

    def said(self) -> dict[str, Any]:
        """Return what to note. Call it on a form that is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "everywhere"}
        return said | {"ours": Ours(self.cleaned_data["ours"])}


def initial_registration(kept: Registration | None) -> dict[str, Any]:
    if kept is None:
        return {}
    return {"number": kept.number, "holder": kept.holder, "ours": kept.ours, "ends_on": kept.ends_on}
