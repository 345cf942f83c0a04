"""What the first-aid page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from havenkeep.web.first_aid.domain.contacts import Contact, first_aid_contacts

TO_TELL_THE_ICO = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAidPage:
    """`until` is when 72 hours are over for somebody who becomes aware `now`: clock hours, nights included.

    Source: UK GDPR, Article 33.
    """

    now: datetime
    until: datetime
    contacts: tuple[Contact, ...]

    @classmethod
    def of(cls, *, now: datetime) -> Self:
        return cls(now=now, until=now + TO_TELL_THE_ICO, contacts=first_aid_contacts())
