"""Years before this one: what a sheet can be of, and what a publisher answered last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from havenkeep.assessment.domain.sheet_year import Year, starting_year
from havenkeep.assessment.models import Cover, Submission
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.edition import Edition, EditionMapping, MappingKind, MappingRow
from havenkeep.standards.queries import current_edition

_FURTHEST_BACK = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The submission to carry forward from, the list it answered, and how that list became this year's."""

    submission: Submission
    edition: Edition
    mapping: EditionMapping


def earlier_of(publisher: Home | Provider, *, edition: Edition) -> Earlier | None:
    """Return what a publisher answered before an edition, the newest; None for nothing. Two queries."""
    kept = {one.edition: one for one in publisher.submissions.filter(edition__in=_before(edition))}
    leading = (name for name in reversed(_before(edition)) if name in kept and _leads(name, edition.id))
    submission = next((kept[name] for name in leading), None)
    if submission is None:
        return None
    return Earlier(
        submission=submission,
        edition=current_edition(submission.edition),
        mapping=loading.mapping(old=submission.edition, new=edition.id),
    )


def head_office_before(home: Home, *, edition: Edition) -> str:
    """Return the name of the head office that answered for a home the year before; empty for none."""
    covers = Cover.objects.filter(home=home, edition__in=_before(edition)[-1:])
    name = covers.values_list("submission__provider__name", flat=True).first()
    return name or ""


def years_for(edition: Edition) -> list[Year]:
    """Return the years up to an edition, oldest first, the edition itself last. One query for each held."""
    held = [one for one in loading.editions().values() if one.opens_on < edition.opens_on]
    return [
        *_too_old_to_be_held(edition, oldest=held[0].id if held else edition.id),
        *(_held(current_edition(one.id), new=edition) for one in held if _leads(one.id, edition.id)),
        this_year(edition),
    ]


def this_year(edition: Edition) -> Year:
    """Return the edition in force as a year of its own: every item stays what it is."""
    return _year(edition, new=edition, mapping=_unchanged(edition))


def _before(edition: Edition) -> list[str]:
    return list(takewhile(lambda known: known != edition.id, loading.editions()))


def _held(old: Edition, *, new: Edition) -> Year:
    return _year(old, new=new, mapping=loading.mapping(old=old.id, new=new.id))


def _year(old: Edition, *, new: Edition, mapping: EditionMapping) -> Year:
    return Year(
        id=old.id,
        title=old.title,
        version=old.version,
        opens_on=old.opens_on,
        old=old,
        new=new,
        mapping=mapping,
    )


def _too_old_to_be_held(edition: Edition, *, oldest: str) -> list[Year]:
    first = starting_year(oldest)
    found = []
    for start in range(first - _FURTHEST_BACK, first):
        name = f"{start}-{(start + 1) % 100:02d}"
        edition_id = f"{oldest.removesuffix(oldest[-7:])}{name}"
        if _leads(edition_id, edition.id):
            found.append(
                Year(
                    id=edition_id,
                    title=name,
                    version="",
                    opens_on=date(start, 9, 1),
                    old=None,
                    new=edition,
                    mapping=loading.mapping(old=edition_id, new=edition.id),
                )
            )
    return found


@lru_cache(maxsize=64)
def _leads(old: str, new: str) -> bool:
    try:
        loading.mapping(old=old, new=new)
    except loading.UnknownMapping:
        return False
    return True


def _unchanged(edition: Edition) -> EditionMapping:
    """Like the loader's own, and also of what an official list added."""
    return EditionMapping(
        old_edition=edition.id,
        new_edition=edition.id,
        rows=tuple(
            MappingRow(kind=MappingKind.SAME, old=(item.ref,), new=(item.ref,)) for item in edition.items
        ),
    )
