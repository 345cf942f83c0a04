"""Days as a learner reads them."""

from __future__ import annotations

from datetime import date

from havenkeep.design.wording import say_date
from havenkeep.lessons.domain.course import ENGLISH
from havenkeep.lessons.domain.words import Words


def say_day(day: date, *, words: Words) -> str:
    """Return a day as the language writes it: 5 March 2027, or 05.03.2027."""
    return say_date(day) if words.lang.startswith(ENGLISH) else f"{day:%d.%m.%Y}"
