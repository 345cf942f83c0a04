"""An edition revised by the official list: theirs is what is asked, ours are the plain words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from havenkeep.standards.domain.edition import (
    AnswerKind,
    Certainty,
    Edition,
    EditionState,
    Item,
    Job,
    Level,
    toolkit_order,
)
from havenkeep.standards.domain.official_list import OfficialItem, OfficialList

PLAIN_ASK = "The toolkit asks this in its own words below."
OFFICIAL_NOTE = (
    "This list is the official one, from the sheet given to this installation. Where we have plain words of "
    "our own, they stand beside the official wording."
)
FIRST_READING = Job(steps=("Read the toolkit's own words, and answer them.",), minutes=30)
TITLE_LENGTH = 70
LEVEL_WORDS: Mapping[Level, str] = {
    Level.APPROACHING: "Approaching Standards",
    Level.MET: "Standards Met",
    Level.RECOMMENDED: "our advice",
    Level.OPTIONAL: "optional",
}
GONE = "no longer asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One item that differs from the revision before. `title` is our title, or the start of their wording."""

    ref: str
    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReport:
    """How a revision differs from the one before. `number` is 0 when nothing was imported before.

    `doubt` is a sentence when the file seems to be another year's list, or not the whole one.
    """

    number: int
    mandatory_was: int
    mandatory_now: int
    added: tuple[ReportRow, ...] = ()
    removed: tuple[ReportRow, ...] = ()
    reworded: tuple[ReportRow, ...] = ()
    level_changed: tuple[ReportRow, ...] = ()
    renumbered: tuple[ReportRow, ...] = ()
    ignored: tuple[str, ...] = ()
    doubt: str = ""
    first: bool = False
    already_current: bool = False

    @property
    def changed(self) -> bool:
        return bool(self.added or self.removed or self.reworded or self.level_changed or self.renumbered)

    @property
    def sentence(self) -> str:
        """One sentence that sums the report up."""
        if self.already_current:
            return "This file is the list already in use, so nothing changed."
        parts = [
            f"{len(rows)} {words}"
            for rows, words in (
                (self.added, "new"),
                (self.removed, "gone"),
                (self.reworded, "reworded"),
                (self.level_changed, "at another level"),
                (self.renumbered, "renumbered"),
            )
            if rows
        ]
        start = (
            f"The official list has {self.mandatory_now} mandatory questions; ours had {self.mandatory_was}."
        )
        first = " Nothing counts as reworded, because we had only our own words before." if self.first else ""
        return f"{start} {', '.join(parts).capitalize() or 'Nothing differs'}.{first}"


def revise(
    edition: Edition, official: OfficialList, *, number: int, previous: Edition | None = None
) -> tuple[Edition, RevisionReport]:
    """Return `edition` with the official list in force, and how that differs from `previous`.

    `edition` is the one we ship (revision 0), so that an item that comes back finds our words again;
    `previous` is the revision in force until now, `edition` itself when left out. An item that the sheet
    no longer has is dropped when the sheet lists optional items too, and else kept as optional: a sheet of
    mandatory items only cannot say that the question has gone. What we recommend stays either way.
    """
    matched = _match((item.ref for item in official.items), edition.items)
    asked = [
        _asked(item, matched.get(item.ref), edition=edition, marks=official.marks_approaching)
        for item in official.items
    ]
    claimed = {item.ref for item in matched.values()}
    unclaimed = [item for item in edition.items if item.ref not in claimed]
    left = [kept for item in unclaimed if (kept := _left_over(item, official))]
    items = _with_dependencies_mended((*asked, *left))
    revised = replace(
        edition,
        items=_in_our_order(items, edition=edition),
        revision=number,
        state=EditionState.OPEN if edition.state is EditionState.PROVISIONAL else edition.state,
        note=OFFICIAL_NOTE,
        mandatory_count=sum(item.mandatory for item in items),
        approaching_count=(
            sum(item.level is Level.APPROACHING for item in items)
            if official.marks_approaching
            else edition.approaching_count
        ),
    )
    return revised, report_of(previous or edition, revised, ignored=official.ignored)


def report_of(previous: Edition, revised: Edition, *, ignored: tuple[str, ...] = ()) -> RevisionReport:
    """Return how one revision differs from the one before. Wording counts only between official wordings."""
    before = _match((item.ref for item in revised.items), previous.items)
    pairs = [(before[item.ref], item) for item in revised.items if item.ref in before]
    still = {was.ref for was, _ in pairs}
    mandatory_gone = [(was, now) for was, now in pairs if was.mandatory and now.level is Level.OPTIONAL]
    unlisted = [(was, now) for was, now in mandatory_gone if not now.official]
    return RevisionReport(
        number=revised.revision,
        mandatory_was=previous.mandatory_count,
        mandatory_now=revised.mandatory_count,
        added=tuple(
            _row(item, was="", now=LEVEL_WORDS[item.level])
            for item in revised.items
            if item.ref not in before
        ),
        removed=(
            *(
                _row(item, was=LEVEL_WORDS[item.level], now=GONE)
                for item in previous.items
                if item.ref not in still
            ),
            *(_row(now, was=LEVEL_WORDS[was.level], now="kept as optional") for was, now in unlisted),
        ),
        reworded=tuple(
            _row(now, was=was.official, now=now.official)
            for was, now in pairs
            if was.official and now.official and was.official != now.official
        ),
        level_changed=tuple(
            _row(now, was=LEVEL_WORDS[was.level], now=LEVEL_WORDS[now.level])
            for was, now in pairs
            if was.level is not now.level and (was, now) not in unlisted
        ),
        renumbered=tuple(_row(now, was=was.ref, now=now.ref) for was, now in pairs if was.ref != now.ref),
        ignored=ignored,
        first=previous.revision == 0,
    )


def _match(refs: Iterable[str], items: Iterable[Item]) -> dict[str, Item]:
    """Return the item of each reference: by its own reference first, then by an alias no one else took."""
    wanted, known = list(refs), list(items)
    by_ref = {item.ref: item for item in known}
    found = {ref: by_ref[ref] for ref in wanted if ref in by_ref}
    taken = {item.ref for item in found.values()}
    by_alias = {alias: item for item in known if item.ref not in taken for alias in item.aliases}
    for ref in wanted:
        item = by_alias.get(ref)
        if ref not in found and item is not None and item.ref not in taken:
            found[ref] = item
            taken.add(item.ref)
    return found


def _asked(official: OfficialItem, ours: Item | None, *, edition: Edition, marks: bool) -> Item:
    level, certainty = _level(official, ours, marks=marks)
    if ours is None:
        return _new(official, edition=edition, level=level, certainty=certainty)
    aliases = tuple(alias for alias in (ours.ref, *ours.aliases) if alias != official.ref)
    return replace(
        ours,
        ref=official.ref,
        aliases=aliases,
        level=level,
        level_certainty=certainty,
        kind=official.kind or ours.kind,
        official=official.text,
    )


def _level(official: OfficialItem, ours: Item | None, *, marks: bool) -> tuple[Level, Certainty]:
    """The sheet settles the level; it leaves us the one of two mandatory levels if it marks neither."""
    if not official.mandatory:
        if ours is not None and ours.level is Level.RECOMMENDED:
            return ours.level, ours.level_certainty
        return Level.OPTIONAL, Certainty.CONFIRMED
    if marks:
        return (Level.APPROACHING if official.approaching else Level.MET), Certainty.CONFIRMED
    if ours is not None and ours.mandatory:
        return ours.level, ours.level_certainty
    return Level.MET, Certainty.INFERRED


def _new(official: OfficialItem, *, edition: Edition, level: Level, certainty: Certainty) -> Item:
    nearest = _nearest(official.ref, edition=edition)
    return Item(
        ref=official.ref,
        topic=nearest.topic if nearest else edition.topics[0].slug,
        level=level,
        level_certainty=certainty,
        certainty=Certainty.CONFIRMED,
        kind=official.kind or AnswerKind.TEXT,
        title=_title(official.text),
        ask=PLAIN_ASK,
        why="",
        good_proof=(),
        trap="",
        job=FIRST_READING,
        sources=(f"The official sheet, {official.source}",),
        official=official.text,
    )


def _nearest(ref: str, *, edition: Edition) -> Item | None:
    """Return the item with the closest number: of the same assertion, else the same standard, else any."""
    wanted = _numbers(ref)
    numbered = [
        (numbers, item) for item in edition.items if len(numbers := _numbers(item.ref)) == len(wanted)
    ]
    distance = [
        ([abs(a - b) for a, b in zip(numbers, wanted, strict=True)], toolkit_order(item.ref), item)
        for numbers, item in numbered
    ]
    return min(distance, key=lambda entry: entry[:2])[2] if distance else None


def _in_our_order(items: Iterable[Item], *, edition: Edition) -> tuple[Item, ...]:
    """Keep the order of our topics, with each new item after its nearest."""
    place = {item.ref: index for index, item in enumerate(edition.items)}

    def key(item: Item) -> tuple[int, bool, object]:
        known = next((place[ref] for ref in (item.ref, *item.aliases) if ref in place), None)
        nearest = _nearest(item.ref, edition=edition) if known is None else None
        index = place[nearest.ref] if nearest else known if known is not None else len(place)
        return index, known is None, toolkit_order(item.ref)

    return tuple(sorted(items, key=key))


def _numbers(ref: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ref.split(".") if part.isdigit())


def _title(text: str) -> str:
    """Return the start of the wording. Braces go, because our own texts use them for the service's words."""
    words = " ".join(text.translate({ord("{"): "(", ord("}"): ")"}).split())
    if len(words) <= TITLE_LENGTH:
        return words
    return f"{words[:TITLE_LENGTH].rpartition(' ')[0] or words[:TITLE_LENGTH]}…"


def _left_over(item: Item, official: OfficialList) -> Item | None:
    if item.level is Level.RECOMMENDED:
        return item
    if official.lists_optional:
        return None
    return replace(item, level=Level.OPTIONAL, level_certainty=Certainty.INFERRED)


def _with_dependencies_mended(items: tuple[Item, ...]) -> list[Item]:
    by_ref = {alias: item.ref for item in items for alias in item.aliases} | {
        item.ref: item.ref for item in items
    }
    return [
        replace(
            item,
            depends_on=by_ref.get(item.depends_on, ""),
            aliases=tuple(alias for alias in item.aliases if by_ref[alias] == item.ref),
        )
        for item in items
    ]


def _row(item: Item, *, was: str, now: str) -> ReportRow:
    return ReportRow(ref=item.ref, title=item.title, was=was, now=now)
