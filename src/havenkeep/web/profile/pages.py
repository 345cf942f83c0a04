"""A service's details, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.organisations.models import Home
from havenkeep.web.setup.domain.choices import PUBLISHERS, Publisher
from havenkeep.web.setup.domain.people import SORTS, PeopleCounts, fee_sentence, missing_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage:
    home: Home
    provider_name: str
    kind: str
    people: tuple[tuple[str, int | None], ...]
    people_sentences: tuple[str, ...]
    publisher: str
    plus_until: date | None
    may_edit: bool
    may_take_along: bool

    @classmethod
    def of(cls, home: Home, *, may_edit: bool, may_take_along: bool = False) -> ProfilePage:
        profile = home.profile
        counts: dict[str, int] = profile.people_counts
        known = PeopleCounts(by_sort={sort: counts[sort] for sort in SORTS if sort in counts})
        sentences = (missing_sentence(known), fee_sentence(known))
        return cls(
            home=home,
            provider_name=home.provider.name,
            kind=KIND_TITLES[home.service_kind],
            people=tuple((title, counts.get(sort)) for sort, (title, _) in SORTS.items()),
            people_sentences=tuple(sentence for sentence in sentences if sentence),
            publisher=PUBLISHERS[Publisher(profile.publisher)][0] if profile.publisher else "",
            plus_until=profile.cyber_essentials_plus_until,
            may_edit=may_edit,
            may_take_along=may_take_along,
        )
