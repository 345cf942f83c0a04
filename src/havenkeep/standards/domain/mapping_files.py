"""From a `mapping.yaml` to an `EditionMapping`, with the rows it does not write out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.resources.abc import Traversable

from havenkeep.standards.domain.edition import (
    Certainty,
    Edition,
    EditionMapping,
    MappingKind,
    MappingRow,
)
from havenkeep.standards.domain.strict_rows import BadEdition, Row, load

MANY = 1_000

# How many old and new references each kind joins: at least, at most.
SIZES: Mapping[MappingKind, tuple[tuple[int, int], tuple[int, int]]] = {
    MappingKind.SAME: ((1, 1), (1, 1)),
    MappingKind.REWORDED: ((1, 1), (1, 1)),
    MappingKind.MERGED: ((2, MANY), (1, 1)),
    MappingKind.SPLIT: ((1, 1), (2, MANY)),
    MappingKind.NEW: ((0, 0), (1, MANY)),
    MappingKind.REMOVED: ((1, MANY), (0, 0)),
}


class Rest(StrEnum):
    """What the file says of items it does not list."""

    SAME = "same"
    UNKNOWN = "unknown"


def read_mapping(root: Traversable, *, folder: str, editions: Mapping[str, Edition]) -> EditionMapping:
    """Read `root/folder/mapping.yaml`: how an older edition became this one. Raises `BadEdition`.

    With `rest: same` every item of both editions has a row. With `rest: unknown` the old edition need not be
    here.
    """
    head = load(root / folder / "mapping.yaml", where=f"{folder}/mapping.yaml")
    old, rest = head.text("old_edition"), head.choice("rest", Rest)
    certainty = head.choice("certainty", Certainty, default=Certainty.CONFIRMED)
    rest_certainty = head.choice("rest_certainty", Certainty, default=certainty)
    rows = tuple(_row(row, certainty=certainty) for row in head.rows("rows", optional=True))
    head.done()
    listed_old, listed_new = _listed(rows, where=head.where)
    _all_known(listed_new, edition=editions[folder], where=head.where)
    if old in editions:
        _all_known(listed_old, edition=editions[old], where=head.where)
    if rest is Rest.SAME:
        if old not in editions:
            raise BadEdition(f"{head.where}: “rest” cannot be same, because the edition {old} is not here.")
        old_left = _left(editions[old], listed=listed_old)
        new_left = _left(editions[folder], listed=listed_new)
        for ref in sorted(set(old_left) ^ set(new_left)):
            raise BadEdition(
                f"{head.where}: say what became of item {ref}; only one of the two editions has it."
            )
        rows += tuple(
            MappingRow(kind=MappingKind.SAME, old=(ref,), new=(ref,), certainty=rest_certainty)
            for ref in new_left
        )
    return EditionMapping(old_edition=old, new_edition=folder, rows=rows)


def _row(row: Row, *, certainty: Certainty) -> MappingRow:
    made = MappingRow(
        kind=row.choice("kind", MappingKind),
        old=row.texts("old", optional=True),
        new=row.texts("new", optional=True),
        note=row.text("note", default=""),
        certainty=row.choice("certainty", Certainty, default=certainty),
    )
    row.done()
    (fewest_old, most_old), (fewest_new, most_new) = SIZES[made.kind]
    if not (fewest_old <= len(made.old) <= most_old and fewest_new <= len(made.new) <= most_new):
        raise BadEdition(
            f"{row.where}: a {made.kind} row cannot join {len(made.old)} old and {len(made.new)} new."
        )
    return made


def _listed(rows: Iterable[MappingRow], *, where: str) -> tuple[set[str], set[str]]:
    old: set[str] = set()
    new: set[str] = set()
    for row in rows:
        for seen, refs, side in ((old, row.old, "old"), (new, row.new, "new")):
            for ref in refs:
                if ref in seen:
                    raise BadEdition(f"{where}: {side} item {ref} stands in two rows.")
                seen.add(ref)
    return old, new


def _all_known(refs: set[str], *, edition: Edition, where: str) -> None:
    known = {item.ref for item in edition.items}
    for ref in sorted(refs - known):
        raise BadEdition(f"{where}: {edition.id} has no item {ref}.")


def _left(edition: Edition, *, listed: set[str]) -> tuple[str, ...]:
    return tuple(item.ref for item in edition.in_toolkit_order if item.ref not in listed)
