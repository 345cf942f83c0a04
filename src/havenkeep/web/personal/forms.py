"""Saying that one means it."""

from __future__ import annotations

from havenkeep.design.fields import ConfirmField
from havenkeep.design.forms import Form


class ErasureForm(Form):
    sure = ConfirmField(label="Yes, erase this person. I know that it cannot be undone.")
