"""Choosing which part of the history to see."""

from __future__ import annotations

from havenkeep.design.fields import SelectField
from havenkeep.design.forms import Form
from havenkeep.web.history.words import ROOM_WORDS

OF_THE_INSTALLATION = frozenset({"directory", "identity", "standards", "web"})


class FilterForm(Form):
    room = SelectField(
        label="Show",
        choices=[(room, words) for room, words in ROOM_WORDS.items() if room not in OF_THE_INSTALLATION],
        prompt="Everything",
        required=False,
        mark_optional=False,
    )

    def room_chosen(self) -> str:
        """Return the room asked for, or nothing for all of them; what we do not know is all of them."""
        return str(self.cleaned_data.get("room", "")) if self.is_valid() else ""
