"""A service's file that was cut, changed or written by hand changes nothing, and is one sentence."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from havenkeep.upkeep.moving import room
from havenkeep.upkeep.trouble import DataTrouble
from tests.upkeep.moved import Change, counted, kept_files, rewritten, taken_in, with_row


def refused(bad: Path, words: str) -> None:
    before, files = counted(), kept_files()
    with pytest.raises(DataTrouble) as raised:
        taken_in(bad)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    assert (counted(), kept_files()) == (before, files)


HOSTILE: dict[str, tuple[Change, str]] = {
    "an unknown column": (
        with_row("evidence.Proof", pin="1"),
        "a column pin that this Havenkeep does not know",
    ),
    "a number for a text": (with_row("evidence.Proof", title=7), "the title of a row of evidence.Proof"),
    "a text for a number": (with_row("evidence.Proof", version="x"), "the version of a row"),
    "true for a number": (with_row("evidence.Proof", version=True), "the version of a row"),
    "a number too large": (with_row("evidence.Proof", version=2**80), "the version of a row"),
    "a text too long": (with_row("evidence.Proof", title="x" * 161), "the title of a row"),
    "a nul": (with_row("evidence.Proof", title="a\0b"), "the title of a row"),
    "no such choice": (with_row("evidence.Proof", kind="x"), "the kind of a row"),
    "a moment without a zone": (with_row("evidence.Proof", added_at="2026-01-01T00:00:00"), "the added_at"),
    "no such day": (with_row("evidence.Proof", dated_on="2026-02-31"), "the dated_on of a row"),
    "nothing where something must be": (with_row("evidence.Proof", title=None), "the title of a row"),
    "another's row": (
        with_row("evidence.KeptFile", proof=99),
        "belongs to something that is not in the file",
    ),
    "another home": (with_row("evidence.Proof", home=2), "belongs to something that is not in the file"),
    "nobody's row": (with_row("evidence.KeptFile", proof=None), "does not say its proof"),
    "a file outside": (with_row("evidence.KeptFile", stored_as="../x"), "a stored file that is not in"),
    "a file that is not that": (
        with_row("evidence.KeptFile", sha256="0" * 64),
        "is not the file that was stored",
    ),
    "rows out of order": (with_row("evidence.Proof", row=5), "are not in order"),
    "no reference": (with_row("evidence.Proof", ref="../../x"), "has no reference"),
    "a changed value": (
        with_row("evidence.Proof", title="Better notes"),
        "came out of it is not what was put in",
    ),
    "both owners": (with_row("jobs.Job", home=None), "the database refuses a row"),
    "no row": (lambda n, c: b"[1]\n" if n.endswith("Proof.jsonl") else c, "is not a row"),
    "deep": (lambda n, c: b'{"a":' * 9**5 + b"\n" if n.endswith("Proof.jsonl") else c, "is not a row"),
    "no number": (lambda n, c: b'{"row":NaN}\n' if n.endswith("Proof.jsonl") else c, "is not a row"),
    "no event": (lambda n, c: b'{"number":1}\n' if n == "history/home.jsonl" else c, "is not one"),
    "an event changed": (
        lambda n, c: c.replace(b"home_made", b"home_mode") if n == "history/home.jsonl" else c,
        "does not hold",
    ),
    "an event cut": (
        lambda n, c: b"\n".join(c.splitlines()[:-1]) if n == "history/home.jsonl" else c,
        "does not hold",
    ),
}


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_a_file_that_somebody_wrote_by_hand_is_refused(what: str, file: Path) -> None:
    change, words = HOSTILE[what]
    refused(rewritten(file, change), words)


def test_a_row_or_a_proof_that_was_edited_is_found(file: Path) -> None:
    refused(
        rewritten(file, with_row("evidence.Proof", title="B"), sealed=False), "was altered after it was made"
    )
    refused(
        rewritten(file, lambda n, c: c + b"x" if n.startswith("files/") else c, sealed=False),
        "was altered after it was made (files/evidence/00001 notes.jpg)",
    )
    refused(
        rewritten(file, lambda n, c: b"x" * len(c) if n.endswith(".csv") else c, sealed=False), "was altered"
    )


def test_a_member_that_is_gone_or_was_added_is_found(file: Path) -> None:
    refused(rewritten(file, lambda n, c: None if n == "README.txt" else c, sealed=False), "was altered")

    def add(told: dict[str, Any], new: zipfile.ZipFile) -> None:
        new.writestr("tables/extra.csv", b"x")

    refused(rewritten(file, lambda n, c: c, more=add), "was altered")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "files/../evil",
        "/etc/evil",
        "files/evidence/../../evil",
        "files/evidence/a\\b",
        "C:evil",
        "evil",
    ],
)
def test_a_member_that_names_a_place_elsewhere_is_refused(file: Path, tmp_path: Path, name: str) -> None:
    def add(told: dict[str, Any], new: zipfile.ZipFile) -> None:
        new.writestr(name, b"")
        told["members"][name] = [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]

    refused(rewritten(file, lambda n, c: c, more=add), "was altered")
    assert list(tmp_path.rglob("evil")) == []


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_refused(file: Path, share: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])
    refused(file, "or it was cut short")


def test_another_sort_of_file_is_refused(file: Path) -> None:
    file.write_bytes(b"a photograph" * 1000)
    refused(file, "is not a service's file that Havenkeep made")
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("letter.txt", "Dear Alice")
    refused(file, "is not a service's file that Havenkeep made")


def changed_manifest(file: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    return rewritten(file, lambda n, c: c, more=lambda told, _: change(told))


def test_a_newer_file_and_what_this_version_does_not_know_are_refused(file: Path) -> None:
    newer = changed_manifest(file, lambda told: told.update(format=2, version="9.1"))
    refused(newer, "made by a newer Havenkeep (9.1)")
    tables: dict[str, Any] = {"tarot.Card": {"columns": ["row"], "rows": 0, "sha256": ""}}
    refused(changed_manifest(file, lambda told: told["tables"].update(tables)), "knows no table tarot.Card")
    user = {"identity.User": {"columns": ["row"], "rows": 0, "sha256": ""}}
    refused(changed_manifest(file, lambda told: told["tables"].update(user)), "knows no table identity.User")
    refused(changed_manifest(file, lambda told: told["tables"].pop("organisations.Home")), "one service")
    refused(changed_manifest(file, lambda told: told.update(streams=[])), "the service's history")
    refused(changed_manifest(file, lambda told: told.update(streams=[7])), "was altered")
    refused(changed_manifest(file, lambda told: told.update(editions=["../x"])), "is not known here")


def test_a_file_that_unpacks_to_more_than_there_is_room_for_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def more(told: dict[str, Any], new: zipfile.ZipFile) -> None:
        new.writestr("tables/bomb.csv", bytes(30_000_000), zipfile.ZIP_DEFLATED)
        told["members"]["tables/bomb.csv"] = [30_000_000, "0" * 64]

    bomb = rewritten(file, lambda n, c: c, more=more)
    assert bomb.stat().st_size < 500_000
    refused(bomb, "was altered after it was made (tables/bomb.csv)")
    monkeypatch.setattr(room, "TO_SPARE", 10**15)
    refused(bomb, "Make room, and try again")


def test_a_member_that_lies_about_its_size_is_read_no_further(file: Path) -> None:
    """Its entry says little; what is packed there is much."""
    with zipfile.ZipFile(file) as whole:
        told = json.loads(whole.read("manifest.json"))
    packed = file.read_bytes()
    size = told["members"]["README.txt"][0].to_bytes(4, "little")
    lying = packed.replace(size, (7).to_bytes(4, "little"))
    file.write_bytes(lying)
    with pytest.raises(DataTrouble):
        taken_in(file)


def test_files_that_no_row_speaks_of_are_not_kept(file: Path) -> None:
    content = b"orphan"

    def more(told: dict[str, Any], new: zipfile.ZipFile) -> None:
        new.writestr("files/evidence/00002 orphan.jpg", content)
        digest = "7a1f5b3ba1a1d1ab1ffa7b0ca6a2a02ba8b0e5b5d8a2e6f2fd0e0d9f1c1e2f3a"
        told["members"]["files/evidence/00002 orphan.jpg"] = [len(content), digest]

    refused(rewritten(file, lambda n, c: c, more=more), "was altered")

    def sealed(told: dict[str, Any], new: zipfile.ZipFile) -> None:
        more(told, new)
        from hashlib import sha256

        told["members"]["files/evidence/00002 orphan.jpg"][1] = sha256(content).hexdigest()

    refused(rewritten(file, lambda n, c: c, more=sealed), "files that no row speaks of")
