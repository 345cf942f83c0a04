"""Whatever is done to a locked file is found, and memory stays small both ways."""

from __future__ import annotations

import io
import os
import stat
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.evidence.vault import cipher
from havenkeep.evidence.vault.cipher import CHUNK, HEADER_BYTES, TAG_BYTES, Damaged, WrongKey, lock, unlock
from havenkeep.evidence.vault.keys import Keys, KeyTrouble, key_id, new_key, read_keys
from havenkeep.evidence.vault.store import NoRoom, Vault

NAME = "0" * 32


def keys_of(*lines: str) -> Keys:
    keys = [bytes.fromhex(line) for line in lines]
    return Keys(newest=keys[0], by_id={key_id(key): key for key in keys})


KEYS = keys_of("5a" * 32)


def locked(content: bytes, *, name: str = NAME, keys: Keys = KEYS) -> bytes:
    return b"".join(lock(iter([content]), name=name, keys=keys))


def opened(content: bytes, *, name: str = NAME, keys: Keys = KEYS) -> bytes:
    return b"".join(unlock(io.BytesIO(content), name=name, keys=keys))


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(cipher, "CHUNK", 16)
    return 16 + TAG_BYTES


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_locked_comes_back(size: int) -> None:
    content = os.urandom(size)
    assert opened(locked(content)) == content


def test_the_same_file_locked_twice_looks_different_and_never_like_itself() -> None:
    first, second = locked(b"induction checklist" * 9), locked(b"induction checklist" * 9)
    assert first != second
    assert b"checklist" not in first


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_any_bit_that_is_flipped_is_found(at: int, bit: int) -> None:
    whole = bytearray(LOCKED)
    whole[at % len(whole)] ^= 1 << bit
    with pytest.raises(Damaged):
        opened(bytes(whole))


LOCKED = locked(b"a page of minutes " * 20)


def test_chunks_that_are_swapped_doubled_dropped_or_cut_are_found(small_chunks: int) -> None:
    whole = locked(bytes(range(64)))
    header, body = whole[:HEADER_BYTES], whole[HEADER_BYTES:]
    chunks = [body[start : start + small_chunks] for start in range(0, len(body), small_chunks)]
    assert len(chunks) == 4
    assert opened(whole) == bytes(range(64))
    a, b, c, d = chunks
    for wrong in (
        [b, a, c, d],
        [a, a, b, c, d],
        [a, b, d],
        [a, b, c],
        [a],
        [],
        [a, b, c, d, d],
        [a, b, c, d[:-1]],
    ):
        with pytest.raises(Damaged):
            opened(header + b"".join(wrong))


def test_two_files_that_changed_places_are_found() -> None:
    with pytest.raises(Damaged):
        opened(locked(b"theirs", name="1" * 32), name=NAME)


def test_an_old_key_still_opens_and_a_missing_one_is_named() -> None:
    old, new = new_key(), new_key()
    kept = locked(b"x", keys=keys_of(old))
    assert opened(kept, keys=keys_of(new, old)) == b"x"
    with pytest.raises(WrongKey):
        opened(kept, keys=keys_of(new))


@pytest.mark.parametrize("text", ["", "short", "5a" * 31, "5a" * 32 + "\nnot hex"])
def test_a_key_file_that_is_none_says_what_to_do(text: str, tmp_path: Path) -> None:
    path = tmp_path / "evidence-key"
    path.write_text(text)
    with pytest.raises(KeyTrouble, match="safe copy"):
        read_keys(path)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "evidence", keys=KEYS)


def test_a_file_is_kept_whole_for_the_owner_only_under_a_name_that_tells_nothing(vault: Vault) -> None:
    first, second = vault.keep([b"minutes"]), vault.keep([b"minutes"])
    assert first.name != second.name
    assert first.sha256 == second.sha256
    assert first.size == 7
    (path,) = vault.folder.glob(f"??/{first.name}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"".join(vault.read(first.name)) == b"minutes"
    vault.remove(first.name)
    vault.remove(first.name)
    with pytest.raises(Damaged):
        vault.check(first.name)


def test_a_full_disk_keeps_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NoRoom, match="Make room"):
        vault.keep([b"x"])
    assert not [path for path in vault.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["", "..", "../../secrets/evidence-key", "A" * 32, "0" * 31])
def test_no_name_leads_out_of_the_folder(vault: Vault, name: str) -> None:
    with pytest.raises(Damaged):
        vault.check(name)


def test_memory_stays_small_however_long_the_file(vault: Vault) -> None:
    tracemalloc.start()
    kept = vault.keep(bytes(CHUNK) for _ in range(40))
    vault.check(kept.name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept.size == 40 * CHUNK
    assert peak < 8 * CHUNK


def test_files_older_than_a_moment_are_told(vault: Vault) -> None:
    vault.keep([b"x"])
    now = datetime.now(UTC)
    assert list(vault.older_than(now - timedelta(days=1))) == []
    assert len(list(vault.older_than(now + timedelta(days=1)))) == 1
