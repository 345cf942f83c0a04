from __future__ import annotations

from datetime import UTC, datetime, timedelta

from havenkeep.upkeep.domain.keeping import MONTHS, NEWEST, to_delete

START = datetime(2025, 1, 1, 19, 0, tzinfo=UTC)


def test_after_years_of_days_seven_days_and_twelve_months_are_left() -> None:
    kept: set[datetime] = set()
    for day in range(800):
        kept.add(START + timedelta(days=day))
        kept -= to_delete(kept)
    ordered = sorted(kept, reverse=True)
    last = START + timedelta(days=799)
    assert ordered[:NEWEST] == [last - timedelta(days=number) for number in range(NEWEST)]
    months = [(at.year, at.month) for at in ordered]
    assert len(set(months)) == MONTHS
    assert len(ordered) <= NEWEST + MONTHS
    for at in ordered[NEWEST:]:
        assert (at + timedelta(days=1)).month != at.month, "the last of its month"


def test_the_first_week_loses_nothing() -> None:
    assert to_delete([START + timedelta(days=day) for day in range(NEWEST)]) == set()
    assert to_delete([]) == set()
