"""Two mappings made into one: what became of an item over several editions."""

from __future__ import annotations

from collections.abc import Iterable

from havenkeep.standards.domain.edition import (
    Certainty,
    EditionMapping,
    MappingKind,
    MappingRow,
    toolkit_order,
)

# From surest to least sure.
_SURENESS = (Certainty.CONFIRMED, Certainty.INFERRED, Certainty.OURS)


def chained(first: EditionMapping, second: EditionMapping) -> EditionMapping:
    """Follow each item through both. Items the first says nothing of stay unsaid; they are not called new."""
    rows = [made for group in _groups(first, second) if (made := _joined(*group)) is not None]
    return EditionMapping(
        old_edition=first.old_edition,
        new_edition=second.new_edition,
        rows=tuple(sorted(rows, key=lambda row: toolkit_order((row.new or row.old)[0]))),
    )


def _groups(first: EditionMapping, second: EditionMapping) -> list[tuple[list[MappingRow], list[MappingRow]]]:
    """Rows that hang together, because they share a reference of the edition in between."""
    groups: list[tuple[list[MappingRow], list[MappingRow], set[str]]] = [
        ([row], [], set(row.new)) for row in first.rows
    ]
    for row in second.rows:
        touched = [group for group in groups if group[2] & set(row.old)]
        groups = [group for group in groups if group not in touched]
        groups.append(
            (
                [one for befores, _, _ in touched for one in befores],
                [*(one for _, afters, _ in touched for one in afters), row],
                set(row.old).union(*(middle for _, _, middle in touched)),
            )
        )
    return [(befores, afters) for befores, afters, _ in groups]


def _joined(befores: list[MappingRow], afters: list[MappingRow]) -> MappingRow | None:
    rows = [*befores, *afters]
    old = _unique(ref for row in befores for ref in row.old)
    new = _unique(ref for row in afters for ref in row.new)
    kinds = {row.kind for row in rows}
    if not old and not (new and MappingKind.NEW in kinds):
        return None
    return MappingRow(
        kind=_kind(old, new, kinds=kinds),
        old=old,
        new=new,
        note=" ".join(_unique(row.note for row in rows if row.note)),
        certainty=max((row.certainty for row in rows), key=_SURENESS.index),
    )


def _kind(old: tuple[str, ...], new: tuple[str, ...], *, kinds: set[MappingKind]) -> MappingKind:
    if not old:
        return MappingKind.NEW
    if not new:
        return MappingKind.REMOVED
    if len(old) > 1:
        return MappingKind.MERGED
    if len(new) > 1:
        return MappingKind.SPLIT
    return MappingKind.SAME if kinds == {MappingKind.SAME} else MappingKind.REWORDED


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
