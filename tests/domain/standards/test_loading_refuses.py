"""A slip in a file of ours is caught when it is read, with the file and the item named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from havenkeep.standards.domain.loading import BadEdition, read_library

Files = dict[str, Any]

HEAD: Files = {
    "id": "one",
    "title": "One",
    "version": "1",
    "state": "open",
    "opens_on": date(2025, 9, 1),
    "deadline": date(2026, 6, 30),
    "deadline_certainty": "confirmed",
    "mandatory_count": 1,
    "approaching_count": 1,
    "note": "A made-up list.",
    "topics": ["doors"],
    "sources": {"book": "A book about doors"},
}
ITEM: Files = {
    "ref": "1.1.1",
    "level": "met",
    "level_certainty": "inferred",
    "certainty": "confirmed",
    "kind": "yes_no",
    "title": "Front door",
    "ask": "Is it shut?",
    "why": "It is cold.",
    "good_proof": ["A shut door."],
    "trap": "A painted door.",
    "job": {"steps": ["Push."], "minutes": 1},
    "maps_to": {"frame": ["a"]},
    "sources": ["book"],
}
NEXT: Files = {
    **{key: value for key, value in HEAD.items() if key != "topics"},
    "id": "two",
    "opens_on": date(2026, 9, 1),
    "deadline": date(2027, 6, 30),
    "based_on": "one",
}
GOOD: Files = {
    "frameworks/frame.yaml": {
        "id": "frame",
        "title": "Frame",
        "version": "1",
        "note": "A frame.",
        "certainty": "confirmed",
        "sources": ["A frame maker"],
        "groups": [{"name": "Wood", "points": [{"id": "a", "title": "A"}]}],
    },
    "editions/one/edition.yaml": HEAD,
    "editions/one/topics/doors.yaml": {"title": "Doors", "intro": "About doors.", "items": [ITEM]},
    "editions/two/edition.yaml": NEXT,
    "editions/two/mapping.yaml": {"old_edition": "one", "rest": "same"},
}


def shelf(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        path.write_text(text, encoding="utf-8")
    return folder


Break = Callable[[Files], object]


def head(**changes: object) -> Break:
    return lambda files: files["editions/one/edition.yaml"].update(changes)


def item(**changes: object) -> Break:
    return lambda files: files["editions/one/topics/doors.yaml"]["items"][0].update(changes)


def without(key: str) -> Break:
    return lambda files: files["editions/one/topics/doors.yaml"]["items"][0].pop(key)


def another(**changes: object) -> Break:
    return lambda files: files["editions/one/topics/doors.yaml"]["items"].append({**ITEM, **changes})


def nxt(**changes: object) -> Break:
    return lambda files: files["editions/two/edition.yaml"].update(changes)


def rows(*added: Files) -> Break:
    return lambda files: files["editions/two/mapping.yaml"].update({"rows": list(added)})


def file(name: str, content: object) -> Break:
    return lambda files: files.update({name: content})


BAD: dict[str, tuple[Break, str]] = {
    "an unknown key of an item": (item(colour="red"), "item 1.1.1: “colour” is not a key"),
    "an unknown key of the edition": (head(colour="red"), "one/edition.yaml: “colour” is not a key"),
    "a missing key": (without("trap"), "item 1.1.1: “trap” is missing"),
    "a reference twice": (another(), "item 1.1.1 stands twice"),
    "a bad level": (item(level="exceeded"), "item 1.1.1: “level” is “exceeded”"),
    "a bad kind": (item(kind="poem"), "“kind” is “poem”"),
    "a topic file nobody lists": (file("editions/one/topics/roof.yaml", {"title": "Roof"}), "unknown topic"),
    "a topic without a file": (head(topics=["doors", "roof"]), "topics/roof.yaml is missing"),
    "an empty text": (item(why=" "), "item 1.1.1: “why” must be a text"),
    "a number for a text": (item(ref=1.1), "“ref” must be a text"),
    "a colon that made a mapping": (item(good_proof=[{"Look": "here"}]), "every line of “good_proof”"),
    "a text for a list": (item(good_proof="One"), "“good_proof” must be a list"),
    "no minutes": (item(job={"steps": ["Push."], "minutes": 0}), "“job”: “minutes” must be a whole number"),
    "a placeholder we lack": (item(ask="Is {who} in?"), "item 1.1.1: “{who}” cannot be filled in"),
    "a source we lack": (item(sources=["diary"]), "“diary” is not among"),
    "a framework we lack": (item(maps_to={"iso": ["a"]}), "“iso” is not a key"),
    "a point we lack": (item(maps_to={"frame": ["z"]}), "frame has no point “z”"),
    "an item it depends on that is not there": (item(depends_on="9.9.9"), "depends on 9.9.9"),
    "an alias that is an item": (item(aliases=["1.1.1"]), "alias 1.1.1 is an item"),
    "a count that is off": (head(mandatory_count=2), "counts 2 mandatory items and has 1"),
    "a date that is none": (head(deadline="soon"), "“deadline” must be a date"),
    "an id that is not its folder": (head(id="three"), "its folder is one"),
    "not applicable without words": (item(not_applicable={"when": "No door."}), "“say” is missing"),
    "YAML that cannot be read": (file("editions/one/edition.yaml", "id: [one"), "is not readable YAML"),
    "a key twice": (file("editions/one/edition.yaml", "id: one\nid: two"), "“id” stands twice"),
    "a list for an edition": (file("editions/one/edition.yaml", "- one"), "must hold keys and values"),
    "a base that is not there": (nxt(based_on="nought"), "nought/edition.yaml is missing"),
    "a base that leads in a ring": (nxt(based_on="two"), "leads back to two"),
    "leaving out what is not there": (nxt(leave_out=["9.9.9"]), "has no item 9.9.9"),
    "changing what is not there": (nxt(override={"9.9.9": {"ask": "Is it?"}}), "has no item 9.9.9"),
    "a bad change": (nxt(override={"1.1.1": {"colour": "red"}}), "two, item 1.1.1: “colour” is not a key"),
    "leaving out without saying so": (nxt(leave_out=["1.1.1"]), "counts 1 mandatory items and has 0"),
    "a mapping to nothing": (rows({"kind": "new", "new": ["9.9.9"]}), "two has no item 9.9.9"),
    "a mapping from nothing": (
        rows({"kind": "reworded", "old": ["9.9.9"], "new": ["1.1.1"]}),
        "one has no item 9.9.9",
    ),
    "a row of the wrong shape": (
        rows({"kind": "split", "old": ["1.1.1"], "new": ["1.1.1"]}),
        "a split row cannot",
    ),
    "an item in two rows": (
        rows(*[{"kind": "same", "old": ["1.1.1"], "new": ["1.1.1"]}] * 2),
        "old item 1.1.1 stands in two rows",
    ),
    "an item with no fate": (rows({"kind": "new", "new": ["1.1.1"]}), "say what became of item 1.1.1"),
    "a rest that cannot be known": (
        file("editions/two/mapping.yaml", {"old_edition": "nought", "rest": "same"}),
        "the edition nought is not here",
    ),
    "a point twice": (
        lambda files: files["frameworks/frame.yaml"]["groups"][0]["points"].append({"id": "a", "title": "B"}),
        "point a stands twice",
    ),
    "a framework under another name": (
        lambda files: files["frameworks/frame.yaml"].update({"id": "window"}),
        "its file is frame.yaml",
    ),
}


def test_the_made_up_shelf_is_good_before_it_is_broken(tmp_path: Path) -> None:
    library = read_library(shelf(tmp_path, GOOD))
    assert list(library.editions) == ["one", "two"]
    assert library.editions["two"].items == library.editions["one"].items
    assert library.editions["one"].items[0].sources == ("A book about doors",)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    damage, sentence = BAD[name]
    files = copy.deepcopy(GOOD)
    damage(files)
    with pytest.raises(BadEdition) as caught:
        read_library(shelf(tmp_path, files))
    assert sentence in str(caught.value)


def test_a_change_touches_only_the_edition_that_makes_it(tmp_path: Path) -> None:
    files = copy.deepcopy(GOOD)
    nxt(override={"1.1.1": {"ask": "Is it locked?"}})(files)
    library = read_library(shelf(tmp_path, files))
    assert library.editions["one"].items[0].ask == "Is it shut?"
    assert library.editions["two"].items[0].ask == "Is it locked?"


def test_a_ceiling_lowers_certainty_and_remembers_what_was_read(tmp_path: Path) -> None:
    files = copy.deepcopy(GOOD)
    item(level_certainty="confirmed")(files)
    nxt(certainty_at_most="inferred")(files)
    provisional = read_library(shelf(tmp_path, files)).editions["two"]
    assert provisional.items[0].certainty == provisional.items[0].level_certainty == "inferred"
    assert provisional.approaching_ruled_out == ("1.1.1",)
    assert provisional.approaching_candidates == ()
