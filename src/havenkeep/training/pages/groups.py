"""The names behind the number, in the order in which they need somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES, Engagement
from havenkeep.training.domain.standing import SOON, Learner


class Group(StrEnum):
    NEVER = "never"
    LAPSED = "lapsed"
    LAPSING = "lapsing"
    TRAINED = "trained"


@dataclass(frozen=True, slots=True)
class GroupWords:
    title: str
    why: str


GROUP_WORDS: Mapping[Group, GroupWords] = {
    Group.NEVER: GroupWords(
        "Not trained yet", "No training that covers all four subjects is noted for them."
    ),
    Group.LAPSED: GroupWords("Lapsed", "Their training is more than 12 months old."),
    Group.LAPSING: GroupWords("Lapsing within 60 days", "Trained today. Teach them again before it lapses."),
    Group.TRAINED: GroupWords("Trained", "Good for at least 60 more days."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerLine:
    """One person in a group. `marks` are such as new, agency and away."""

    person: int
    ref: str
    name: str
    role: str
    trained_from: date | None
    lapses_on: date | None
    marks: tuple[str, ...]

    @classmethod
    def of(cls, learner: Learner, *, on: date) -> LearnerLine:
        return cls(
            person=learner.person,
            ref=learner.ref,
            name=learner.name,
            role=JOB_ROLE_TITLES[learner.role],
            trained_from=learner.trained_from,
            lapses_on=learner.lapses_on,
            marks=_marks(learner, on=on),
        )

    @property
    def who(self) -> str:
        """Return the name with its marks: Tam Hill (new, agency)."""
        return f"{self.name} ({', '.join(self.marks)})" if self.marks else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleGroup:
    group: Group
    words: GroupWords
    lines: tuple[LearnerLine, ...]


def group_of(learner: Learner, *, on: date) -> Group:
    lapse = learner.lapses_on
    if lapse is None:
        return Group.NEVER
    if lapse <= on:
        return Group.LAPSED
    return Group.LAPSING if lapse <= on + SOON else Group.TRAINED


def groups(learners: Iterable[Learner], *, on: date) -> tuple[PeopleGroup, ...]:
    """Return every group of those who work that day; within one, whoever lapses first comes first."""
    found: dict[Group, list[Learner]] = {group: [] for group in Group}
    for learner in learners:
        if learner.works_on(on):
            found[group_of(learner, on=on)].append(learner)
    return tuple(
        PeopleGroup(
            group=group,
            words=GROUP_WORDS[group],
            lines=tuple(
                LearnerLine.of(one, on=on)
                for one in sorted(
                    people, key=lambda one: (one.trained_from or date.min, one.name, one.person)
                )
            ),
        )
        for group, people in found.items()
    )


def lines_of(found: Iterable[PeopleGroup], group: Group) -> tuple[LearnerLine, ...]:
    return next(row.lines for row in found if row.group is group)


def _marks(learner: Learner, *, on: date) -> tuple[str, ...]:
    found = []
    if learner.is_new(on):
        found.append("new")
    if learner.engagement is not Engagement.EMPLOYED:
        found.append(ENGAGEMENTS[learner.engagement].title.split(",")[0].casefold())
    if learner.away:
        found.append("away")
    if learner.ends is not None:
        found.append("leaving")
    return tuple(found)
