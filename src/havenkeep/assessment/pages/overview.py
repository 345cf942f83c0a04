"""The assessment at a glance: three numbers, the topics, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from havenkeep.assessment.domain.plan import NextJob, next_job
from havenkeep.assessment.domain.plan import left as what_is_left
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.pages.place import Place
from havenkeep.standards.domain.edition import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    slug: str
    title: str
    ready: int
    mandatory: int
    contradicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    place: Place
    assessed: Assessed
    standing_words: str
    topics: tuple[TopicRow, ...]
    job: NextJob
    note: str
    may_publish: bool

    @classmethod
    def of(cls, *, place: Place, assessed: Assessed, may_publish: bool) -> OverviewPage:
        return cls(
            place=place,
            assessed=assessed,
            standing_words=STANDING_WORDS[assessed.standing],
            topics=tuple(_topic_row(topic, assessed) for topic in assessed.edition.topics),
            job=next_job(assessed),
            note=assessed.edition.note,
            may_publish=may_publish,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list of items: of one topic, behind one of the numbers, or what is left."""

    place: Place
    title: str
    lead: str
    rows: tuple[ItemStatus, ...]
    empty: str

    @classmethod
    def of_topic(cls, *, place: Place, assessed: Assessed, topic: Topic) -> ListPage:
        rows = tuple(status for status in assessed.statuses if status.item.topic == topic.slug)
        return cls(place=place, title=topic.title, lead=place.words(topic.intro), rows=rows, empty="")

    @classmethod
    def of_number(cls, *, place: Place, assessed: Assessed, number: str) -> ListPage:
        title, lead = NUMBERS[number]
        if number == "contradicted":
            rows = assessed.contradictions
        else:
            rows = tuple(s for s in assessed.statuses if s.item.mandatory and getattr(s, number))
        return cls(place=place, title=title, lead=lead, rows=rows, empty="None yet.")

    @classmethod
    def of_left(cls, *, place: Place, assessed: Assessed) -> ListPage:
        return cls(
            place=place,
            title="What is left",
            lead="What moves you most comes first.",
            rows=tuple(what_is_left(assessed)),
            empty="Nothing is left. Every mandatory item is ready.",
        )


NUMBERS: dict[str, tuple[str, str]] = {
    "said": ("Said", "A named person has confirmed these answers for this year."),
    "shown": ("Shown", "Proof is on file for these, and it is in date."),
    "proven": ("Proven", "Your own records find these met today."),
    "ready": ("Ready to publish", "Said, not contradicted, and not resting on old proof."),
    "contradicted": (
        "Contradicted",
        "The answer says one thing and your records say another. Put one of them right.",
    ),
}


def _topic_row(topic: Topic, assessed: Assessed) -> TopicRow:
    rows: Sequence[ItemStatus] = [
        s for s in assessed.statuses if s.item.topic == topic.slug and s.item.mandatory
    ]
    return TopicRow(
        slug=topic.slug,
        title=topic.title,
        ready=sum(status.ready for status in rows),
        mandatory=len(rows),
        contradicted=sum(status.state.value == "contradicted" for status in rows),
    )
