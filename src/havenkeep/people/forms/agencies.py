"""An agency's letter, and the first-shift card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from havenkeep.design.fields import CharField, DateField, SelectField
from havenkeep.design.forms import Form
from havenkeep.evidence.models import Proof

A_YEAR = timedelta(days=365)


class LetterForm(Form):
    """What an agency's letter says, and who read it."""

    agency = CharField(label="Name of the agency", max_length=120, autocomplete="off")

    def __init__(self, *args: Any, on: date, proofs: Sequence[Proof], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated_on"] = DateField(
            label="Date on the letter", noun="the date on the letter", latest=on, earliest=on - 3 * A_YEAR
        )
        self.fields["good_until"] = DateField(
            label="Good until",
            hint="A year from its date, if it does not say.",
            noun="the last day it is good for",
            latest=on + 2 * A_YEAR,
        )
        self.fields["checked_by"] = CharField(
            label="Who read it?",
            hint="Somebody here who saw that it speaks of data security training every year.",
            noun="the name of who read it",
            max_length=120,
            autocomplete="off",
        )
        if proofs:
            self.fields["proof"] = SelectField(
                label="The letter among your proof",
                choices=[(proof.ref, proof.title) for proof in proofs],
                required=False,
                prompt="Not on file",
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dated, until = data.get("dated_on"), data.get("good_until")
        if dated and until and until < dated:
            self.add_error("good_until", "The letter would end before it was written. Check both dates.")
        return data
