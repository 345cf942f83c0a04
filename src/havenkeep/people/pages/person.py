"""One person's page, and the forms about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.models import Proof
from havenkeep.organisations.models import Home
from havenkeep.people.actions.people import forgettable_from
from havenkeep.people.domain.engagement import ENGAGEMENTS
from havenkeep.people.domain.languages import LANGUAGES, WRITTEN, written_language
from havenkeep.people.models import Absence, Person, Post
from havenkeep.people.pages.tabs import TABS, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """One post. `elsewhere` names the service when it is another one; it is changed there."""

    pk: int
    title: str
    how: str
    since: date | None
    until: date | None
    sees: bool
    counted: bool
    elsewhere: str

    @classmethod
    def of(cls, post: Post, home: Home) -> PostLine:
        row = ENGAGEMENTS[post.as_engagement]
        return cls(
            pk=post.pk,
            title=post.title,
            how=row.title + (f" ({post.agency})" if post.agency else ""),
            since=post.started_on,
            until=post.ended_on,
            sees=post.sees_personal_data,
            counted=row.counted and post.sees_personal_data,
            elsewhere="" if post.home_id == home.pk else post.home.name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """All that the staff list says about somebody. `namesakes` may be the same human being."""

    ref: str
    home_name: str
    person: Person
    posts: tuple[PostLine, ...]
    past: tuple[PostLine, ...]
    absences: tuple[Absence, ...]
    away: bool
    language: str
    written: bool
    account: str
    namesakes: int
    may_forget_from: date | None
    one_off: bool
    on: date
    may_edit: bool

    @classmethod
    def of(cls, person: Person, home: Home, *, on: date, may_edit: bool) -> PersonPage:
        """Six queries, whoever it is."""
        posts = list(person.posts.select_related("home").order_by("-started_on", "-pk"))
        over = [post for post in posts if post.ended_on is not None and post.ended_on < on]
        absences = tuple(person.absences.order_by("-away_from"))
        same = home.provider.people.filter(name_key=person.name_key).exclude(pk=person.pk)
        return cls(
            ref=home.ref,
            home_name=home.name,
            person=person,
            posts=tuple(PostLine.of(post, home) for post in posts if post not in over),
            past=tuple(PostLine.of(post, home) for post in over),
            absences=absences,
            away=any(_away(one, on) for one in absences),
            language=LANGUAGES.get(person.language, person.language),
            written=person.language in WRITTEN,
            account=person.user.name if person.user else "",
            namesakes=same.count() if person.name_key else 0,
            may_forget_from=forgettable_from(person) if len(over) == len(posts) else None,
            one_off=any(not ENGAGEMENTS[post.as_engagement].counted for post in posts if post not in over),
            on=on,
            may_edit=may_edit,
        )

    @property
    def tabs(self) -> tuple[Tab, ...]:
        return TABS

    @property
    def card_language(self) -> str:
        return written_language(self.person.language)

    @property
    def works_here(self) -> bool:
        return any(not line.elsewhere for line in self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """Proof on file about somebody. `elsewhere` names who else holds it; it is deleted there."""

    ref: str
    title: str
    elsewhere: str

    @classmethod
    def of(cls, proof: Proof, home: Home) -> ProofLine:
        elsewhere = "" if proof.home_id == home.pk else proof.owner.name
        return cls(ref=proof.ref, title=proof.title, elsewhere=elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form about somebody, or about the list when `person` is None."""

    ref: str
    caption: str
    title: str
    submit: str
    lead: str = ""
    person: Person | None = None
    notice: str = ""
    harm: bool = False
    proofs: tuple[ProofLine, ...] = ()

    @classmethod
    def about(
        cls,
        person: Person,
        home: Home,
        title: str,
        *,
        submit: str = "Save",
        lead: str = "",
        harm: bool = False,
        proofs: Iterable[Proof] = (),
    ) -> FormPage:
        return cls(
            ref=home.ref,
            caption=person.name,
            title=title,
            submit=submit,
            lead=lead,
            person=person,
            harm=harm,
            proofs=tuple(ProofLine.of(proof, home) for proof in proofs),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two rows that may be the same human being, for looking at both."""

    person: Person
    posts: tuple[str, ...]
    recorded: int

    @classmethod
    def of(cls, person: Person, *, recorded: int) -> Side:
        posts = person.posts.select_related("home").order_by("started_on", "pk")
        return cls(person=person, posts=tuple(_told(post) for post in posts), recorded=recorded)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage:
    ref: str
    kept: Side
    gone: Side


def _told(post: Post) -> str:
    days = [
        f"from {_day(post.started_on)}" if post.started_on else "",
        f"to {_day(post.ended_on)}" if post.ended_on else "",
    ]
    return " ".join(part for part in [f"{post.title}, {post.home.name}", *days] if part)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _away(absence: Absence, on: date) -> bool:
    return absence.away_from <= on and (absence.back_on is None or absence.back_on > on)
