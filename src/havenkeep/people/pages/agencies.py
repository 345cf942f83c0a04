"""One-off agency shifts: the agencies' letters, and the first-shift card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.domain.first_shift import first_shift_cards
from havenkeep.people.domain.languages import LANGUAGES
from havenkeep.people.domain.rules import CountingRule, counting_rules
from havenkeep.people.models import AgencyLetter

SOON = timedelta(days=30)
NOBODY_KNOWS = "somebody whose agency is not noted on the staff list"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    ref: str
    agency: str
    dated_on: date
    good_until: date
    checked_by: str
    proof: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesPage:
    """`without` are agencies that send somebody now and have no letter that is good today."""

    ref: str
    name: str
    letters: tuple[LetterLine, ...]
    without: tuple[str, ...]
    cards: tuple[tuple[str, str, str], ...]
    rule: CountingRule
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, on: date, may_edit: bool) -> AgenciesPage:
        """Two queries."""
        rows = list(home.agency_letters.select_related("proof").order_by("agency", "-dated_on"))
        good = {row.agency.casefold() for row in rows if row.good_until >= on}
        sending = home.posts.on(on).filter(engagement=Engagement.ONE_OFF)
        names = sorted(set(sending.values_list("agency", flat=True)))
        return cls(
            ref=home.ref,
            name=home.name,
            letters=tuple(_line(row, on=on) for row in rows),
            without=tuple(name or NOBODY_KNOWS for name in names if name.casefold() not in good),
            cards=tuple(
                (code, LANGUAGES[code], words.unreviewed) for code, words in first_shift_cards().items()
            ),
            rule=next(rule for rule in counting_rules() if rule.key == "agency"),
            may_edit=may_edit,
        )


def _line(row: AgencyLetter, *, on: date) -> LetterLine:
    state = "is good" if row.good_until > on + SOON else "ends soon" if row.good_until >= on else "has ended"
    return LetterLine(
        ref=row.ref,
        agency=row.agency,
        dated_on=row.dated_on,
        good_until=row.good_until,
        checked_by=row.checked_by,
        proof=row.proof.ref if row.proof else "",
        state=state,
    )
