"""What became of last year's answers."""

from __future__ import annotations

from collections import Counter

import pytest

from havenkeep.standards.domain.edition import Certainty, EditionMapping, MappingKind, MappingRow
from havenkeep.standards.domain.loading import UnknownEdition, UnknownMapping, edition, mapping
from havenkeep.standards.domain.mapping_chain import chained

OLD, LAST, NOW = "dspt-2024-25", "dspt-2025-26", "dspt-2026-27"


def row_of(found: EditionMapping, new: str) -> MappingRow:
    return next(row for row in found.rows if new in row.new)


@pytest.mark.parametrize(("old", "new"), [(OLD, LAST), (LAST, NOW), (OLD, NOW), (LAST, LAST)])
def test_a_mapping_speaks_of_every_item_of_both_editions_once(old: str, new: str) -> None:
    found = mapping(old=old, new=new)
    assert (found.old_edition, found.new_edition) == (old, new)
    assert Counter(ref for row in found.rows for ref in row.old) == Counter(
        item.ref for item in edition(old).items
    )
    assert Counter(ref for row in found.rows for ref in row.new) == Counter(
        item.ref for item in edition(new).items
    )


def test_three_items_were_reworded_and_two_came_new_in_2025() -> None:
    kinds = {row.new: row.kind for row in mapping(old=OLD, new=LAST).rows if row.kind is not MappingKind.SAME}
    assert kinds == {
        ("1.1.3",): MappingKind.REWORDED,
        ("1.1.5",): MappingKind.REWORDED,
        ("1.3.1",): MappingKind.REWORDED,
        ("4.3.1",): MappingKind.NEW,
        ("7.1.1",): MappingKind.NEW,
    }


def test_an_unseen_edition_is_taken_to_be_the_same_and_says_so() -> None:
    for row in mapping(old=LAST, new=NOW).rows:
        assert (row.kind, row.certainty) == (MappingKind.SAME, Certainty.INFERRED)


def test_a_chain_keeps_the_change_and_the_lesser_certainty() -> None:
    row = row_of(mapping(old=OLD, new=NOW), "1.1.5")
    assert (row.kind, row.old, row.certainty) == (MappingKind.REWORDED, ("1.1.5",), Certainty.INFERRED)
    assert "senior" in row.note


def test_old_numbers_that_moved_are_never_matched_by_number() -> None:
    found = mapping(old="dspt-2020-21", new=LAST)
    assert row_of(found, "1.1.5").old == ("1.1.2",)
    assert row_of(found, "1.1.2").old == ("1.4.1",)
    assert all(row.certainty is Certainty.INFERRED for row in found.rows if row.old)


def test_items_an_old_mapping_is_silent_on_are_not_called_new() -> None:
    found = mapping(old="dspt-2020-21", new=NOW)
    assert {row.new for row in found.rows if row.kind is MappingKind.NEW} == {("4.3.1",), ("7.1.1",)}
    assert not any("2.1.1" in row.new for row in found.rows)


def test_an_edition_leads_to_itself_unchanged() -> None:
    assert {row.kind for row in mapping(old=LAST, new=LAST).rows} == {MappingKind.SAME}


@pytest.mark.parametrize("old", [NOW, "dspt-1999"])
def test_a_mapping_never_leads_backwards_or_out_of_nowhere(old: str) -> None:
    with pytest.raises(UnknownMapping, match="We do not know how"):
        mapping(old=old, new=OLD)


def test_a_mapping_to_an_unknown_edition_is_refused() -> None:
    with pytest.raises(UnknownEdition):
        mapping(old=OLD, new="dspt-1999")


def step(old: str, new: str, *rows: tuple[MappingKind, str, str]) -> EditionMapping:
    return EditionMapping(
        old_edition=old,
        new_edition=new,
        rows=tuple(
            MappingRow(kind=kind, old=tuple(before.split()), new=tuple(after.split()))
            for kind, before, after in rows
        ),
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((MappingKind.SAME, "1", "2"), (MappingKind.SAME, "2", "3"), (MappingKind.SAME, "1", "3")),
        ((MappingKind.REWORDED, "1", "1"), (MappingKind.SAME, "1", "1"), (MappingKind.REWORDED, "1", "1")),
        ((MappingKind.SPLIT, "1", "1 2"), (MappingKind.MERGED, "1 2", "3"), (MappingKind.REWORDED, "1", "3")),
        ((MappingKind.MERGED, "1 2", "1"), (MappingKind.SAME, "1", "1"), (MappingKind.MERGED, "1 2", "1")),
        ((MappingKind.SAME, "1", "1"), (MappingKind.SPLIT, "1", "1 2"), (MappingKind.SPLIT, "1", "1 2")),
        ((MappingKind.SAME, "1", "1"), (MappingKind.REMOVED, "1", ""), (MappingKind.REMOVED, "1", "")),
        ((MappingKind.REMOVED, "1", ""), None, (MappingKind.REMOVED, "1", "")),
        ((MappingKind.NEW, "", "1"), (MappingKind.SAME, "1", "2"), (MappingKind.NEW, "", "2")),
        ((MappingKind.NEW, "", "1"), (MappingKind.REMOVED, "1", ""), None),
        (None, (MappingKind.SAME, "1", "1"), None),
    ],
)
def test_two_steps_make_one(
    first: tuple[MappingKind, str, str] | None,
    second: tuple[MappingKind, str, str] | None,
    expected: tuple[MappingKind, str, str] | None,
) -> None:
    whole = chained(
        step("a", "b", *([first] if first else [])), step("b", "c", *([second] if second else []))
    )
    assert (whole.old_edition, whole.new_edition) == ("a", "c")
    assert [(row.kind, " ".join(row.old), " ".join(row.new)) for row in whole.rows] == (
        [expected] if expected else []
    )
