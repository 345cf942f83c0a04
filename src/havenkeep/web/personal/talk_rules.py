"""What talks and platforms' lists keep about a person: the part of `rules` about them."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import Rule, named, of_person

TALK_RULES: Final[tuple[Rule, ...]] = (
    of_person(
        "talks.Attendance",
        "Having been at a talk",
        shows=("talk__title", "talk__starts_at", "how"),
        why="It is what the training that was noted rests on.",
    ),
    of_person("talks.KnownName", "How a learning platform writes a name", shows=("name_key", "saved_at")),
    named("talks.Talk", "led_by", "A talk to lead", shows=("title", "starts_at"), homes=("home",)),
    named("talks.Closure", "led_by", "A talk led", shows=("talk__title", "closed_at"), homes=("talk__home",)),
    named(
        "talks.Closure",
        "closed_by",
        "A talk closed",
        shows=("talk__title", "closed_at"),
        homes=("talk__home",),
    ),
    named(
        "talks.CourseTitle",
        "saved_by",
        "What a course title means",
        shows=("title", "saved_at"),
        homes=("home",),
    ),
)
