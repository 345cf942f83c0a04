"""The sheet of cards on paper: ten of the size of a bank card on an A4 page, to be cut out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from textwrap import shorten
from typing import Final

from havenkeep.design.square import square
from havenkeep.design.wording import say_date
from havenkeep.keycards.actions import Print
from havenkeep.keycards.domain.codes import printed
from havenkeep.organisations.models import Home
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON

LONGEST_NAME: Final = 60
LONGEST_HOME: Final = 60


def card_sheet(
    prints: Sequence[Print], *, home: Home, address: Callable[[str], str], start: str, on: date
) -> bytes:
    """Return the PDF of the cards. `address` makes of a token what the square holds; `start` is where to go.

    Raises CouldNotPrint with one sentence for the reader.
    """
    cards: list[JSON] = [
        {
            "name": shorten(one.person.name, LONGEST_NAME, placeholder=" …"),
            "code": printed(one.code),
            "square": square(address(one.token), quiet=0),
        }
        for one in prints
    ]
    data: dict[str, JSON] = {
        "title": f"Key cards for {home.name}",
        "home": shorten(home.name, LONGEST_HOME, placeholder=" …"),
        "start": start.partition("://")[2].rstrip("/"),
        "printed": say_date(on),
        "made": [on.year, on.month, on.day],
        "cards": cards,
    }
    return render_pdf(template="keycards/card_sheet", data=data)
