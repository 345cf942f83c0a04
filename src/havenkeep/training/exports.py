"""The list behind the number as a file: who counts, how each was trained, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES
from havenkeep.people.domain.rules import counting_rules
from havenkeep.sheets.writing import Cell, SheetOut, write_csv, write_xlsx
from havenkeep.training.domain.standing import Learner, standing
from havenkeep.training.domain.window import counts_on, window_start
from havenkeep.training.pages.groups import LearnerLine
from havenkeep.training.queries import how_trained, trained

CONTENT_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADINGS = (
    "Name", "Role", "Works here as", "Notes", "How trained", "Trained on", "Lapses on", "Counts as trained",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    content: bytes
    content_type: str
    name: str


def list_file(*, place: Home | Provider, extension: str, on: date) -> ListFile:
    """Return everyone who counts on a day. `extension` is a key of `CONTENT_TYPES`. Four queries."""
    learners = [one for one in trained(place=place, on=on) if one.works_on(on)]
    rows = list(_rows(learners, how_trained(place=place, on=on), on=on))
    if extension == "csv":
        content = write_csv(headings=HEADINGS, rows=rows)
    else:
        content = write_xlsx(
            [
                SheetOut(name="Who is trained", headings=HEADINGS, rows=rows),
                SheetOut(
                    name="How it is counted", headings=("What", "Value"), rows=_counted(learners, on=on)
                ),
            ]
        )
    return ListFile(
        content=content,
        content_type=CONTENT_TYPES[extension],
        name=f"training-{place.slug}-{on.isoformat()}.{extension}",
    )


def _rows(
    learners: Sequence[Learner], how: Mapping[int, Sequence[tuple[str, date]]], *, on: date
) -> Iterator[tuple[Cell, ...]]:
    for one in sorted(learners, key=lambda learner: (learner.name, learner.person)):
        recent = [(title, day) for title, day in how.get(one.person, ()) if counts_on(day, on)]
        yield (
            one.name,
            JOB_ROLE_TITLES[one.role],
            ENGAGEMENTS[one.engagement].title,
            ", ".join(LearnerLine.of(one, on=on).marks),
            "; ".join(dict.fromkeys(title for title, _ in recent)),
            one.trained_from,
            one.lapses_on,
            "Yes" if one.trained_on(on) else "No",
        )


def _counted(learners: Sequence[Learner], *, on: date) -> Iterator[tuple[Cell, ...]]:
    now = standing(learners, on=on)
    yield ("Counted on", on)
    yield ("Training counts from", window_start(on))
    yield ("People trained", now.numerator)
    yield ("People who count", now.denominator)
    yield ("In per cent", now.shown)
    for rule in counting_rules():
        yield (rule.text, rule.source)
