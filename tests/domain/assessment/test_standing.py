from __future__ import annotations

from datetime import date

from havenkeep.assessment.domain.standing import Assessed, Standing, assess
from havenkeep.standards.domain.edition import Certainty, Item, Level
from tests.domain.assessment.making import ON, answer, edition, item, status

FIRST = item("a.1", level=Level.APPROACHING)
SURE = item("m.1")
UNSURE = item("m.2", level_certainty=Certainty.INFERRED)
ADVICE = item("r.1", level=Level.RECOMMENDED)
ITEMS = (FIRST, SURE, UNSURE, ADVICE)


def _assess(*ready: Item, approaching_count: int = 2, plus_until: date | None = None) -> Assessed:
    list_ = edition(*ITEMS, approaching_count=approaching_count)
    statuses = [status(one, answer=answer() if one in ready else None) for one in ITEMS]
    return assess(list_, statuses, on=ON, plus_until=plus_until)


def test_all_mandatory_items_make_it_met_without_our_advice() -> None:
    found = _assess(FIRST, SURE, UNSURE)
    assert (found.standing, found.mandatory, found.ready, found.said) == (Standing.MET, 3, 3, 3)


def test_plus_in_date_makes_it_exceeded() -> None:
    every = (FIRST, SURE, UNSURE)
    assert _assess(*every, plus_until=ON).standing is Standing.EXCEEDED
    assert _assess(*every, plus_until=date(2026, 11, 22)).standing is Standing.MET
    assert _assess(FIRST, plus_until=ON).standing is Standing.NOT_YET


def test_the_unknown_approaching_item_is_taken_as_the_strictest_case_and_said() -> None:
    found = _assess(FIRST, SURE)
    assert found.standing is Standing.NOT_YET
    assert "we do not know the other" in found.reason
    assert _assess(FIRST, UNSURE).standing is Standing.APPROACHING


def test_when_every_approaching_item_is_known_they_alone_decide() -> None:
    assert _assess(FIRST, approaching_count=1).standing is Standing.APPROACHING


def test_what_is_open_names_itself() -> None:
    found = _assess(SURE)
    assert [row.item.ref for row in found.open] == ["a.1", "m.2"]
    assert found.reason == "2 items left for Standards Met, 1 of them for Approaching Standards."
