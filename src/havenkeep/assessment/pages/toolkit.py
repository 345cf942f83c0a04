"""The toolkit's own list beside ours, and the answers that came along with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from havenkeep.assessment.domain.bringing import Bringing
from havenkeep.assessment.models import ToolkitComparison
from havenkeep.assessment.pages.bringing import AnswerLine, answer_line
from havenkeep.assessment.pages.place import Place
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.paste import Comparison, Pasted


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One question that only one of the lists has; `words` is empty when neither page nor list says more."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The newest comparison, as it was noted."""

    at: datetime
    by: str
    matches: bool
    counted: int | None
    only_there: tuple[str, ...]
    only_here: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitPage:
    place: Place
    mandatory: int
    compared: Compared | None
    may_compare: bool

    @classmethod
    def of(cls, *, place: Place, edition: Edition, newest: ToolkitComparison | None) -> ToolkitPage:
        """Leave out a comparison with a list that has been replaced since."""
        current = newest if newest is not None and newest.edition_revision == edition.revision else None
        return cls(
            place=place,
            mandatory=edition.mandatory_count,
            compared=_compared(current, edition) if current is not None else None,
            may_compare=not place.read_only,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitResultPage:
    """What was read from the pasted page, and which of its answers would fill an empty item."""

    place: Place
    ref: str
    questions: int
    comparison: Comparison
    only_there: tuple[Difference, ...]
    only_here: tuple[Difference, ...]
    bringing: Bringing
    lines: tuple[AnswerLine, ...]
    differing: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls, *, place: Place, ref: str, pasted: Pasted, comparison: Comparison, bringing: Bringing
    ) -> ToolkitResultPage:
        return cls(
            place=place,
            ref=ref,
            questions=len(pasted.rows),
            comparison=comparison,
            only_there=tuple(
                Difference(ref=row.ref, words=row.text[:200]) for row in comparison.missing_here
            ),
            only_here=tuple(Difference(ref=item.ref, words=item.title) for item in comparison.missing_there),
            bringing=bringing,
            lines=tuple(answer_line(one) for one in bringing.added),
            differing=tuple((one.item.ref, one.item.title) for one in bringing.kept if one.differs),
        )


def _compared(newest: ToolkitComparison, edition: Edition) -> Compared:
    return Compared(
        at=newest.at,
        by=newest.by,
        matches=newest.matches,
        counted=newest.counted,
        only_there=tuple(newest.missing_here),
        only_here=tuple(
            Difference(ref=ref, words=edition.by_ref[ref].title if ref in edition.by_ref else "")
            for ref in newest.missing_there
        ),
    )
