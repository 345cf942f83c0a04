"""The official list as frozen data, as JSON, and the refusal of a file that is not one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from havenkeep.standards.domain.edition import AnswerKind

FORMAT = 1


class NotTheSheet(Exception):
    """The workbook is not the toolkit's list, or cannot be trusted to be all of it.

    `sentence` says what to do; `problems` holds one sentence for each row that could not be read.
    """

    def __init__(self, sentence: str, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialItem:
    """One evidence item in the NHS's words. `approaching` is None when the sheet does not say.

    `source` is `sheet name!row number`.
    """

    ref: str
    text: str
    tooltip: str
    mandatory: bool
    approaching: bool | None
    kind: AnswerKind | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialList:
    """What a workbook asks of one type of organisation, in the sheet's order.

    `ignored` says in sentences what was left out and why; `rows_read` counts filled rows under headings.
    """

    items: tuple[OfficialItem, ...]
    ignored: tuple[str, ...]
    rows_read: int

    @property
    def mandatory_count(self) -> int:
        return sum(item.mandatory for item in self.items)

    @property
    def lists_optional(self) -> bool:
        return any(not item.mandatory for item in self.items)

    @property
    def marks_approaching(self) -> bool:
        return any(item.approaching for item in self.items)


def official_to_json(official: OfficialList) -> dict[str, Any]:
    """Return plain JSON values that `official_from_json` reads back."""
    return {
        "format": FORMAT,
        "rows_read": official.rows_read,
        "ignored": list(official.ignored),
        "items": [
            {
                "ref": item.ref,
                "text": item.text,
                "tooltip": item.tooltip,
                "mandatory": item.mandatory,
                "approaching": item.approaching,
                "kind": item.kind.value if item.kind else None,
                "source": item.source,
            }
            for item in official.items
        ],
    }


def official_from_json(kept: Mapping[str, Any]) -> OfficialList:
    """Read what `official_to_json` wrote. Raises ValueError for another format, KeyError for a lost part."""
    if kept.get("format") != FORMAT:
        raise ValueError(f"an official list of format {kept.get('format')!r} cannot be read")
    return OfficialList(
        items=tuple(_item_from_json(row) for row in kept["items"]),
        ignored=tuple(kept["ignored"]),
        rows_read=kept["rows_read"],
    )


def _item_from_json(row: Mapping[str, Any]) -> OfficialItem:
    return OfficialItem(
        ref=row["ref"],
        text=row["text"],
        tooltip=row["tooltip"],
        mandatory=row["mandatory"],
        approaching=row["approaching"],
        kind=AnswerKind(row["kind"]) if row["kind"] else None,
        source=row["source"],
    )
