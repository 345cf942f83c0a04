"""Days as a learner reads them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from havenkeep.design.wording import say_date, say_when
from havenkeep.lessons.domain.course import ENGLISH
from havenkeep.lessons.domain.words import Words


def say_day(day: date, *, words: Words) -> str:
    """Return a day as the language writes it: 5 March 2027, or 05.03.2027."""
    return say_date(day) if words.lang.startswith(ENGLISH) else f"{day:%d.%m.%Y}"


def say_moment(at: datetime, *, words: Words) -> str:
    """Return an instant as the language writes it, in London: 5 March 2027 at 14:05, or 05.03.2027, 14:05."""
    if words.lang.startswith(ENGLISH):
        return say_when(at)
    return f"{timezone.localtime(at):%d.%m.%Y, %H:%M}"
