"""Years and rows for the tests of answer sheets, from the editions that ship."""

from __future__ import annotations

from datetime import date

from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.bringing import Bringing, lay_beside
from havenkeep.assessment.domain.sheet_answers import read_sheet
from havenkeep.assessment.domain.sheet_row import SheetRow
from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.edition import AnswerKind, Edition, Item

NEW = loading.edition("dspt-2026-27")
OLD_IDS = ("dspt-2020-21", "dspt-2024-25", "dspt-2025-26", "dspt-2026-27")


def year(edition_id: str, new: Edition = NEW) -> Year:
    held = loading.editions().get(edition_id)
    return Year(
        id=edition_id,
        title=edition_id.removeprefix("dspt-"),
        version=held.version if held else "",
        opens_on=held.opens_on if held else date(int(edition_id[5:9]), 9, 1),
        old=held,
        new=new,
        mapping=loading.mapping(old=edition_id, new=new.id),
    )


YEARS = [year(edition_id) for edition_id in OLD_IDS]
LAST, THIS = YEARS[-2], YEARS[-1]


def items(kind: AnswerKind, *, aside: bool | None = None) -> list[Item]:
    """Return this year's items of a kind that may, or may not, be set aside."""
    return [
        item
        for item in NEW.in_toolkit_order
        if item.kind is kind and aside in {None, item.not_applicable is not None} and not item.aliases
    ]


TICK, OTHER_TICK = items(AnswerKind.YES_NO, aside=True)[:2]
FIRM_TICK = items(AnswerKind.YES_NO, aside=False)[0]
TEXT = items(AnswerKind.TEXT)[0]
PAPER = items(AnswerKind.DOCUMENT, aside=True)[0]


def row(number: int, item: Item | str, answer: str = "", **more: str) -> SheetRow:
    return SheetRow(number=number, ref=item if isinstance(item, str) else item.ref, answer=answer, **more)


def brought(*rows: SheetRow, year: Year = LAST, existing: object = None, settled: object = None) -> Bringing:
    origin = Origin.IMPORTED if year.is_this_year else Origin.CARRIED_FORWARD
    read = read_sheet(rows, year=year, years=YEARS, settled=settled)  # type: ignore[arg-type]
    return lay_beside(read, year=year, existing=existing or {}, origin=origin)  # type: ignore[arg-type]
