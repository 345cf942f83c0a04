"""Standing for a translation."""

from __future__ import annotations

from havenkeep.design.fields import ConfirmField
from havenkeep.design.forms import Form


class ReviewForm(Form):
    confirm = ConfirmField(
        label="I speak this language well. I have read all of it, and it says the same as the English.",
        error_messages={"required": "Tick the box when you have read all of it."},
    )
