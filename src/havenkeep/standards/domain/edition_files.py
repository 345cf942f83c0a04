"""From an edition's folder to an `Edition`: its own files, or those of the one it stands on with changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from havenkeep.standards.domain.edition import (
    AnswerKind,
    Certainty,
    Edition,
    EditionState,
    Framework,
    Item,
    Job,
    Level,
    NotApplicable,
    Topic,
)
from havenkeep.standards.domain.strict_rows import BadEdition, Row, load
from havenkeep.standards.domain.words import ServiceKind, UnknownPlaceholder, in_words

# The toolkit has no such status, so it is said in the answer. Source: NHS England's tooltips on each item.
HOW_TO_SET_ASIDE: Mapping[AnswerKind, str] = {
    AnswerKind.YES_NO: "Tick the answer, then write “Not applicable” and your reason in the comments box.",
    AnswerKind.TEXT: "Write “Not applicable” and your reason in the answer box.",
    AnswerKind.DOCUMENT: "In the box for where the document is kept, write “Not applicable” and your reason.",
    AnswerKind.DATE: "Leave the date, and write “Not applicable” and your reason in the comments box.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """Topics, raw items and sources by key, before a single item is read."""

    topics: tuple[Topic, ...]
    items: Mapping[str, tuple[str, Mapping[str, object]]]
    sources: Mapping[str, str]


def read_edition(root: Traversable, *, folder: str, frameworks: Mapping[str, Framework]) -> Edition:
    """Read the edition in `root/folder`. Raises `BadEdition`."""
    head = load(root / folder / "edition.yaml", where=f"{folder}/edition.yaml")
    draft, based_on = _draft(root, head, folder=folder, above=())
    ceiling = head.choice("certainty_at_most", Certainty, default=Certainty.CONFIRMED)
    read = [
        _item(raw, topic=topic, where=f"{folder}, item {ref}", draft=draft, frameworks=frameworks)
        for ref, (topic, raw) in draft.items.items()
    ]
    capped = ceiling is not Certainty.CONFIRMED
    edition = Edition(
        id=head.text("id"),
        title=head.text("title"),
        version=head.text("version"),
        state=head.choice("state", EditionState),
        opens_on=head.day("opens_on"),
        deadline=head.day("deadline"),
        deadline_certainty=head.choice("deadline_certainty", Certainty),
        mandatory_count=head.whole("mandatory_count"),
        approaching_count=head.whole("approaching_count"),
        note=head.text("note"),
        topics=draft.topics,
        items=tuple(_at_most(item, ceiling=ceiling) if capped else item for item in read),
        based_on=based_on,
        sources=tuple(draft.sources.values()),
        approaching_ruled_out=tuple(item.ref for item in read if capped and _seen_at_met(item)),
    )
    head.done()
    _check(edition, folder=folder)
    return edition


def _draft(root: Traversable, head: Row, *, folder: str, above: tuple[str, ...]) -> tuple[_Draft, str]:
    own_sources = {key: str(value) for key, value in head.pairs("sources").items()}
    based_on = head.text("based_on", default="")
    if not based_on:
        topics, items = _own_topics(root / folder, slugs=head.texts("topics"), where=folder)
        return _Draft(topics=topics, items=items, sources=own_sources), ""
    if based_on in {*above, folder}:
        raise BadEdition(f"{head.where}: “based_on” leads back to {based_on}.")
    base_head = load(root / based_on / "edition.yaml", where=f"{based_on}/edition.yaml")
    base, _ = _draft(root, base_head, folder=based_on, above=(*above, folder))
    items = _changed(base.items, head=head)
    return replace(base, items=items, sources={**base.sources, **own_sources}), based_on


def _changed(
    items: Mapping[str, tuple[str, Mapping[str, object]]], *, head: Row
) -> dict[str, tuple[str, Mapping[str, object]]]:
    leave_out = head.texts("leave_out", optional=True)
    override = head.pairs("override")
    for ref in (*leave_out, *override):
        if ref not in items:
            raise BadEdition(f"{head.where}: the edition it stands on has no item {ref}.")
    kept = {ref: pair for ref, pair in items.items() if ref not in leave_out}
    for ref, changes in override.items():
        if ref not in kept:
            raise BadEdition(f"{head.where}: item {ref} is both left out and changed.")
        topic, raw = kept[ref]
        kept[ref] = (topic, {**raw, **Row(changes, where=f"{head.where}, “override”, item {ref}").rest()})
    return kept


def _own_topics(
    folder: Traversable, *, slugs: tuple[str, ...], where: str
) -> tuple[tuple[Topic, ...], dict[str, tuple[str, Mapping[str, object]]]]:
    files = {
        file.name.removesuffix(".yaml")
        for file in (folder / "topics").iterdir()
        if file.name.endswith(".yaml")
    }
    for unknown in sorted(files - set(slugs)):
        raise BadEdition(f"{where}/edition.yaml: unknown topic, topics/{unknown}.yaml is not in its list.")
    topics: list[Topic] = []
    items: dict[str, tuple[str, Mapping[str, object]]] = {}
    for slug in slugs:
        row = load(folder / "topics" / f"{slug}.yaml", where=f"{where}/topics/{slug}.yaml")
        topics.append(Topic(slug=slug, title=row.text("title"), intro=row.text("intro")))
        for one in row.rows("items"):
            ref = one.text("ref")
            if ref in items:
                raise BadEdition(f"{row.where}: item {ref} stands twice in this edition.")
            items[ref] = (slug, {"ref": ref, **one.rest()})
        row.done()
    if len({topic.slug for topic in topics}) != len(topics):
        raise BadEdition(f"{where}/edition.yaml: a topic stands twice.")
    return tuple(topics), items


def _item(
    raw: Mapping[str, object],
    *,
    topic: str,
    where: str,
    draft: _Draft,
    frameworks: Mapping[str, Framework],
) -> Item:
    row = Row(raw, where=where)
    kind = row.choice("kind", AnswerKind)
    item = Item(
        ref=row.text("ref"),
        topic=topic,
        level=row.choice("level", Level),
        level_certainty=row.choice("level_certainty", Certainty),
        certainty=row.choice("certainty", Certainty),
        kind=kind,
        title=row.text("title"),
        ask=row.text("ask"),
        why=row.text("why"),
        good_proof=row.texts("good_proof"),
        trap=row.text("trap"),
        job=_job(row.row("job")),
        suggested=row.text("suggested", default=""),
        stays_human=row.text("stays_human", default=""),
        aliases=row.texts("aliases", optional=True),
        not_applicable=_not_applicable(row.row("not_applicable"), kind=kind)
        if row.has("not_applicable")
        else None,
        depends_on=row.text("depends_on", default=""),
        checks=row.texts("checks", optional=True),
        front_page=row.flag("front_page"),
        maps_to=_maps_to(row, frameworks=frameworks),
        sources=tuple(_source(line, row=row, known=draft.sources) for line in row.texts("sources")),
    )
    row.done()
    _check_words(item, where=where)
    return item


def _job(row: Row) -> Job:
    job = Job(steps=row.texts("steps"), minutes=row.whole("minutes"))
    row.done()
    return job


def _not_applicable(row: Row, *, kind: AnswerKind) -> NotApplicable:
    setting_aside = NotApplicable(
        when=row.text("when"), say=row.text("say"), how=row.text("how", default=HOW_TO_SET_ASIDE[kind])
    )
    row.done()
    return setting_aside


def _maps_to(row: Row, *, frameworks: Mapping[str, Framework]) -> Mapping[str, tuple[str, ...]]:
    if not row.has("maps_to"):
        return {}
    maps = row.row("maps_to")
    found = {
        framework.id: maps.texts(framework.id) for framework in frameworks.values() if maps.has(framework.id)
    }
    maps.done()
    for framework_id, points in found.items():
        known = {point.id for point in frameworks[framework_id].points}
        for unknown in sorted(set(points) - known):
            raise BadEdition(f"{row.where}: {framework_id} has no point “{unknown}”.")
    return found


def _source(line: str, *, row: Row, known: Mapping[str, str]) -> str:
    if line in known:
        return known[line]
    if " " not in line and "://" not in line:
        raise BadEdition(f"{row.where}: “{line}” is not among the edition's sources.")
    return line


def texts_of(item: Item) -> tuple[str, ...]:
    """Every text of an item that a page may show, in the order it is read."""
    aside = item.not_applicable
    return (
        item.title,
        item.ask,
        item.why,
        *item.good_proof,
        item.trap,
        *item.job.steps,
        item.suggested,
        item.stays_human,
        *((aside.when, aside.say, aside.how) if aside else ()),
    )


def _check_words(item: Item, *, where: str) -> None:
    for text in texts_of(item):
        try:
            in_words(text, kind=ServiceKind.RESIDENTIAL)
        except UnknownPlaceholder as error:
            raise BadEdition(f"{where}: {error}") from error


def _seen_at_met(item: Item) -> bool:
    return item.level is Level.MET and item.level_certainty is Certainty.CONFIRMED


def _at_most(item: Item, *, ceiling: Certainty) -> Item:
    def lower(certainty: Certainty) -> Certainty:
        return ceiling if certainty is Certainty.CONFIRMED else certainty

    return replace(item, certainty=lower(item.certainty), level_certainty=lower(item.level_certainty))


def _check(edition: Edition, *, folder: str) -> None:
    where = f"{folder}/edition.yaml"
    if edition.id != folder:
        raise BadEdition(f"{where}: its id is “{edition.id}”, but its folder is {folder}.")
    if len(edition.mandatory) != edition.mandatory_count:
        raise BadEdition(
            f"{where}: it counts {edition.mandatory_count} mandatory items and has {len(edition.mandatory)}."
        )
    if sum(item.level is Level.APPROACHING for item in edition.items) > edition.approaching_count:
        raise BadEdition(f"{where}: it holds more Approaching items than it counts.")
    refs = {item.ref for item in edition.items}
    for item in edition.items:
        if item.depends_on and item.depends_on not in refs:
            raise BadEdition(
                f"{folder}, item {item.ref}: it depends on {item.depends_on}, which is not there."
            )
        for alias in set(item.aliases) & refs:
            raise BadEdition(f"{folder}, item {item.ref}: its alias {alias} is an item of its own.")
