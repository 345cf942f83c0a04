"""The staff list of a service, and who started and left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS, Engagement
from havenkeep.people.domain.list_check import ListFacts, list_finding
from havenkeep.people.domain.rules import CountingRule, counting_rules
from havenkeep.people.models import Person, Post
from havenkeep.people.queries.listing import Counts, Event, Listed

PER_PAGE = 100


class Show(StrEnum):
    """Which part of the list."""

    TODAY = "today"
    LEFT = "left"
    STARTING = "starting"
    ALL = "all"


SHOW_WORDS: Mapping[Show, str] = {
    Show.TODAY: "Work here today",
    Show.LEFT: "Left in the last 12 months",
    Show.STARTING: "About to start",
    Show.ALL: "Everyone ever",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What part of the list was asked for. `engagement` and `words` are empty for all."""

    show: Show = Show.TODAY
    engagement: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Asked:
        """Read a query string; what makes no sense in it is passed over."""
        show, engagement, page = said.get("show", ""), said.get("how", ""), said.get("page", "")
        return cls(
            show=Show(show) if show in set(Show) else Show.TODAY,
            engagement=engagement if engagement in set(Engagement) else "",
            words=said.get("q", "").replace("\x00", "")[:80].strip(),
            page=int(page) if page.isdecimal() and int(page[:6]) > 0 and len(page) < 7 else 1,
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.engagement or self.words or self.show is not Show.TODAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    ref: str
    name: str
    role: str
    how: str
    since: date | None
    until: date | None
    here: bool
    counted: bool
    away: bool

    @property
    def work(self) -> str:
        """Return the role and, where it says more, how they work here: Nurse, bank."""
        if self.how in {ENGAGEMENTS[Engagement.EMPLOYED].title, self.role}:
            return self.role
        return f"{self.role}, {self.how[:1].lower()}{self.how[1:]}"

    @classmethod
    def of(cls, person: Person, posts: Sequence[Post], *, away: bool, on: date) -> StaffLine:
        shown = min(
            posts, key=lambda post: (not post.held_on(on), -(post.started_on or date.min).toordinal())
        )
        held = [post for post in posts if post.held_on(on)]
        return cls(
            ref=person.ref,
            name=person.name,
            role=", ".join(dict.fromkeys(post.title for post in held)) or shown.title,
            how=ENGAGEMENTS[shown.as_engagement].title + (f" ({shown.agency})" if shown.agency else ""),
            since=shown.started_on,
            until=shown.ended_on,
            here=bool(held),
            counted=any(post.sees_personal_data and ENGAGEMENTS[post.as_engagement].counted for post in held),
            away=away,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    ref: str
    name: str
    on: date
    asked: Asked
    counts: Counts
    finding: Finding
    lines: tuple[StaffLine, ...]
    found: int
    pages: int
    to_settle: int
    me: Person | None
    rules: tuple[CountingRule, ...]
    may_edit: bool

    @classmethod
    def of(
        cls,
        home: Home,
        *,
        asked: Asked,
        listed: Listed,
        counts: Counts,
        facts: ListFacts | None,
        me: Person | None,
        may_edit: bool,
        on: date,
    ) -> StaffPage:
        return cls(
            ref=home.ref,
            name=home.name,
            on=on,
            asked=asked,
            counts=counts,
            finding=list_finding(facts, on=on) if facts else NOTHING_RECORDED,
            lines=tuple(
                StaffLine.of(person, posts, away=person.pk in listed.away, on=on)
                for person, posts in listed.people
            ),
            found=listed.found,
            pages=max(1, -(-listed.found // PER_PAGE)),
            to_settle=facts.checked.open if facts and facts.checked else 0,
            me=me,
            rules=counting_rules(),
            may_edit=may_edit,
        )

    @property
    def shows(self) -> tuple[tuple[str, str, bool], ...]:
        return tuple((show.value, words, show is self.asked.show) for show, words in SHOW_WORDS.items())

    @property
    def hows(self) -> tuple[tuple[str, str, bool], ...]:
        """Return how people work here, and of those here today how many."""
        by = self.counts.by_engagement if self.asked.show is Show.TODAY else {}
        return tuple(
            (key.value, row.title + (f" ({by[key]})" if key in by else ""), key == self.asked.engagement)
            for key, row in ENGAGEMENTS.items()
        )

    @property
    def any_end(self) -> bool:
        """Whether anybody of these has a last day."""
        return any(line.until for line in self.lines)

    @property
    def empty(self) -> bool:
        """Whether nobody was ever on the list."""
        return not self.counts.ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Who started and who left in one month, the newest first."""

    first: date
    started: tuple[Event, ...]
    left: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    ref: str
    name: str
    months: tuple[Month, ...]
    started: int
    left: int

    @classmethod
    def of(cls, home: Home, *, events: Sequence[Event]) -> ChangesPage:
        firsts = sorted({event.day.replace(day=1) for event in events}, reverse=True)
        months = tuple(
            Month(
                first=first,
                started=tuple(one for one in events if one.began and one.day.replace(day=1) == first),
                left=tuple(one for one in events if not one.began and one.day.replace(day=1) == first),
            )
            for first in firsts
        )
        return cls(
            ref=home.ref,
            name=home.name,
            months=months,
            started=sum(one.began for one in events),
            left=sum(not one.began for one in events),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    ref: str
    name: str
    people: int
    state: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderStaffPage:
    """Each service of a provider, whose list needs work first; people at two services counted once."""

    ref: str
    name: str
    lines: tuple[HomeLine, ...]
    people: int
    counted: int
    several: int
    may_edit: bool

    @property
    def old(self) -> int:
        return sum(line.state == "not_met" for line in self.lines)
