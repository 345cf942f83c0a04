"""Beginning a year: what comes over from the last one, and what is new."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.opening import ComingOver, coming_over
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.queries import answers_of
from havenkeep.assessment.years import Earlier
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPage:
    """`coming` is None when nothing was answered before; `waiting` counts what would come over now.

    `own` names the services that answer for themselves, which head office cannot take over.
    """

    place: Place
    edition: Edition
    begun: bool
    earlier_title: str
    coming: ComingOver | None
    waiting: int
    own: tuple[str, ...]
    head_office_before: str
    may_begin: bool

    @classmethod
    def of(
        cls,
        *,
        place: Place,
        edition: Edition,
        earlier: Earlier | None,
        existing: Collection[str] | None,
        own: Sequence[Home] = (),
        head_office_before: str = "",
    ) -> OpeningPage:
        """`existing` are this year's items that are answered; None when the year has not been begun."""
        coming = _coming(earlier, edition) if earlier is not None else None
        return cls(
            place=place,
            edition=edition,
            begun=existing is not None,
            earlier_title=earlier.edition.title if earlier is not None else "",
            coming=coming,
            waiting=_waiting(coming, existing or ()),
            own=tuple(home.name for home in own),
            head_office_before=head_office_before,
            may_begin=not place.read_only,
        )


def answered(answers: dict[str, Answer]) -> set[str]:
    """Return the items that have an answer."""
    return {ref for ref, answer in answers.items() if answer.given}


def _coming(earlier: Earlier, edition: Edition) -> ComingOver:
    return coming_over(
        answers_of(earlier.submission, edition=earlier.edition),
        mapping=earlier.mapping,
        old=earlier.edition,
        new=edition,
    )


def _waiting(coming: ComingOver | None, existing: Collection[str]) -> int:
    if coming is None:
        return 0
    over = [*coming.same, *(one.item for one in coming.changed)]
    return sum(item.ref not in existing for item in over)
