"""The official list of the toolkit's evidence items, read from the NHS workbook in whatever layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from havenkeep.sheets.table import Sheet, Workbook
from havenkeep.standards.domain.official_columns import Layout, cell, find_layout
from havenkeep.standards.domain.official_list import NotTheSheet, OfficialItem, OfficialList
from havenkeep.standards.domain.official_marks import (
    Reach,
    categories_named,
    clean,
    plain,
    reach_of,
    read_reference,
)
from havenkeep.standards.domain.official_rows import RowReader, RowTally

SOCIAL_CARE = "social care"
CARE_CATEGORY = 3
MOST_ROWS = 3_000
MOST_ITEMS = 500
PROBLEMS_SHOWN = 20

# Words in the names of sheets that hold something else, even where the name says our category too.
_NOT_A_LIST = (
    "change", "changes", "changelog", "version control", "history", "updates", "exemption", "exemptions",
    "exempt", "organisation types", "organization types", "org types", "contents", "cover", "read me",
    "readme", "introduction", "glossary", "lookup", "lookups", "archive", "removed", "old",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A sheet with references in it. `closeness` says how surely its name means us, most first."""

    sheet: Sheet
    layout: Layout
    reader: RowReader
    closeness: int
    references: frozenset[str]


def read_official(workbook: Workbook, *, organisation_type: str = SOCIAL_CARE) -> OfficialList:
    """Read the items that Category 3 asks of one type of organisation.

    The sheet named for the category is taken before others; rows for other categories or other types of
    organisation are left out. Raises NotTheSheet: no references found, nothing says which rows are
    mandatory, or a row that belongs to us cannot be read.
    """
    ignored: list[str] = []
    chosen = _chosen(
        _candidates(workbook, organisation_type=organisation_type, ignored=ignored), ignored=ignored
    )
    if not chosen:
        raise NotTheSheet(_nothing_found(workbook))
    if not any(candidate.reader.knows_level for candidate in chosen):
        raise NotTheSheet(
            f"The sheet “{chosen[0].sheet.name}” has references, but no column says which are mandatory. "
            "Use the workbook as the NHS publishes it, with all its columns."
        )
    tally = RowTally()
    rows = [
        item
        for candidate in chosen
        for item in candidate.reader.read(
            candidate.sheet.rows[candidate.layout.heading_index + 1 :], tally=tally
        )
    ]
    items = _without_repeats(rows, tally=tally)
    _refuse_problems(tally.problems)
    _refuse_strange_numbers(items, organisation_type=organisation_type)
    return OfficialList(
        items=_with_approaching(items), ignored=(*ignored, *tally.sentences()), rows_read=tally.rows
    )


def _candidates(workbook: Workbook, *, organisation_type: str, ignored: list[str]) -> list[_Candidate]:
    found = []
    for named in workbook.sheets:
        sheet = replace(named, name=clean(named.name))
        why = _why_left_out(sheet, organisation_type=organisation_type)
        layout = None if why else find_layout(sheet.rows, organisation_type=organisation_type)
        if layout is None:
            ignored.append(why or f"The sheet “{sheet.name}” has no list of references, so it was left out.")
            continue
        reader = RowReader(
            sheet_name=sheet.name,
            layout=layout,
            organisation_type=organisation_type,
            category=CARE_CATEGORY,
            default_level=_level_of_name(sheet.name),
        )
        closeness = _closeness(sheet.name, organisation_type=organisation_type)
        references = frozenset(_references(sheet, layout))
        found.append(
            _Candidate(sheet=sheet, layout=layout, reader=reader, closeness=closeness, references=references)
        )
    return found


def _references(sheet: Sheet, layout: Layout) -> Iterable[str]:
    for row in sheet.rows[layout.heading_index + 1 :]:
        read = read_reference(cell(row, layout.reference.index))
        if read is not None:
            yield read.ref


def _chosen(candidates: list[_Candidate], *, ignored: list[str]) -> list[_Candidate]:
    """Return the sheets that mean us most surely, without those that mostly repeat a larger one."""
    knowing = [candidate for candidate in candidates if candidate.reader.knows_level] or candidates
    closest = max((candidate.closeness for candidate in knowing), default=0)
    seen: set[str] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda each: -len(each.references)):
        name = candidate.sheet.name
        if candidate not in knowing or candidate.closeness < closest:
            ignored.append(f"The sheet “{name}” was left out, because another sheet fits us better.")
        elif 2 * len(candidate.references & seen) > len(candidate.references):
            ignored.append(
                f"The sheet “{name}” was left out, because a larger sheet has most of its references."
            )
        else:
            seen |= candidate.references
            chosen.append(candidate)
    return sorted(chosen, key=candidates.index)


def _why_left_out(sheet: Sheet, *, organisation_type: str) -> str:
    name = f" {plain(sheet.name)} "
    categories = categories_named(sheet.name)
    if not sheet.visible:
        return f"The sheet “{sheet.name}” is hidden, so it was left out."
    if any(f" {words} " in name for words in _NOT_A_LIST):
        return f"The sheet “{sheet.name}” is not a list of questions by its name, so it was left out."
    if categories and CARE_CATEGORY not in categories:
        return f"The sheet “{sheet.name}” is for other categories, so it was left out."
    if not categories and reach_of(sheet.name, organisation_type=organisation_type) is Reach.OTHERS:
        return f"The sheet “{sheet.name}” is for other types of organisation, so it was left out."
    if len(sheet.rows) > MOST_ROWS:
        return f"The sheet “{sheet.name}” has more than {MOST_ROWS:,} rows, so it was left out."
    return ""


def _closeness(name: str, *, organisation_type: str) -> int:
    reach = reach_of(name, organisation_type=organisation_type)
    categories = categories_named(name)
    if reach is Reach.OURS:
        return 4
    if reach is Reach.OTHERS:
        return 0
    return 3 if categories == {CARE_CATEGORY} else 2 if categories else 1


def _level_of_name(name: str) -> bool | None:
    words = f" {plain(name)} "
    if any(f" {not_so} " in words for not_so in ("optional", "non mandatory", "not mandatory")):
        return False
    return True if " mandatory " in words else None


def _nothing_found(workbook: Workbook) -> str:
    for sheet in workbook.sheets:
        if not sheet.visible and CARE_CATEGORY in categories_named(sheet.name):
            return (
                f"The sheet “{sheet.name}” is hidden, so it was not read. Unhide it in your spreadsheet "
                "program, save the file and try again."
            )
    return (
        "No list of evidence items for Category 3 was found in this file. Use the workbook of assertions and "
        "evidence items that the NHS publishes on the toolkit's news page, as it was downloaded."
    )


def _without_repeats(rows: list[OfficialItem], *, tally: RowTally) -> list[OfficialItem]:
    first: dict[str, OfficialItem] = {}
    for row in rows:
        earlier = first.setdefault(row.ref, row)
        if earlier is row:
            continue
        if plain(earlier.text) != plain(row.text):
            tally.problems.append(
                f"{row.source}: {row.ref} stands here and at {earlier.source} with different wording."
            )
        elif earlier.mandatory != row.mandatory:
            tally.problems.append(
                f"{row.source}: {row.ref} stands here and at {earlier.source}, mandatory in only one of them."
            )
        else:
            tally.repeats += 1
            first[row.ref] = replace(
                earlier,
                tooltip=earlier.tooltip or row.tooltip,
                approaching=earlier.approaching or row.approaching,
                kind=earlier.kind or row.kind,
            )
    return list(first.values())


def _refuse_problems(problems: list[str]) -> None:
    if not problems:
        return
    rows = "One row" if len(problems) == 1 else f"{len(problems)} rows"
    raise NotTheSheet(
        f"{rows} of the list could not be read, so nothing was imported. {problems[0]} "
        "Download the workbook again, or correct the row in it, and try again.",
        problems=tuple(problems[:PROBLEMS_SHOWN]),
    )


def _refuse_strange_numbers(items: list[OfficialItem], *, organisation_type: str) -> None:
    if len(items) > MOST_ITEMS:
        raise NotTheSheet(
            f"This file lists {len(items)} evidence items, more than the toolkit has ever asked. "
            "Use the workbook that the NHS publishes."
        )
    if not any(item.mandatory for item in items):
        raise NotTheSheet(
            f"The list marks nothing as mandatory for {organisation_type} in Category 3. "
            "Check that this is the workbook with Category 3 in it."
        )


def _with_approaching(items: list[OfficialItem]) -> tuple[OfficialItem, ...]:
    """Where some rows are marked for Approaching Standards, the others are known not to be."""
    marked = any(item.approaching for item in items)
    return tuple(replace(item, approaching=bool(item.approaching) if marked else None) for item in items)
