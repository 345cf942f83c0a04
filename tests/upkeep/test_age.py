"""What we write, age opens; what age writes, we open; nothing else."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import passphrase as age

from havenkeep.upkeep.age import CHUNK, Altered, NotAge, Opener, Sealer, WrongPassphrase

PASSPHRASE = "three purple teapots"
LENGTHS = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17)


def sealed(content: bytes, *, step: int = 10_000) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, passphrase=PASSPHRASE, work=4)
    for start in range(0, len(content), step):
        sealer.write(content[start : start + step])
    sealer.close()
    return file.getvalue()


def opened(file: bytes, passphrase: str = PASSPHRASE) -> bytes:
    opener = Opener(io.BytesIO(file), passphrase=passphrase)
    found = []
    while piece := opener.read(9_999):
        found.append(piece)
    return b"".join(found)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("step", [1_000, CHUNK, 10 * CHUNK])
def test_the_library_opens_what_we_write_and_so_do_we(length: int, step: int) -> None:
    content = bytes(number % 251 for number in range(length))
    file = sealed(content, step=step)
    assert age.decrypt(file, PASSPHRASE) == content
    assert opened(file) == content


def test_we_open_what_the_library_writes() -> None:
    content = bytes(3 * CHUNK)
    assert opened(age.encrypt(content, PASSPHRASE)) == content


def test_the_same_content_is_never_the_same_file() -> None:
    assert sealed(b"one") != sealed(b"one")


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        opened(sealed(b"one"), "three purple kettles")


@pytest.mark.parametrize("start", [b"", b"age", b"%PDF-1.7\n", b"age-encryption.org/v2\n-> scrypt x 4\n"])
def test_another_sort_of_file_is_told_apart(start: bytes) -> None:
    with pytest.raises(NotAge):
        opened(start)


def test_a_file_that_asks_for_all_the_memory_is_refused() -> None:
    with pytest.raises(Altered):
        opened(sealed(b"one").replace(b" 4\n", b" 30\n", 1))


FILE = sealed(bytes(2 * CHUNK + 100))


@settings(deadline=None, max_examples=60)
@given(place=st.integers(0, len(FILE) - 1), flip=st.integers(1, 255))
def test_any_byte_changed_is_refused(place: int, flip: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= flip
    with pytest.raises((Altered, NotAge, WrongPassphrase)):
        opened(bytes(changed))


@settings(deadline=None, max_examples=60)
@given(length=st.integers(0, len(FILE) - 1))
def test_any_cut_is_refused(length: int) -> None:
    with pytest.raises((Altered, NotAge)):
        opened(FILE[:length])


def test_a_cut_between_two_pieces_is_refused_too() -> None:
    body = len(FILE) - (2 * CHUNK + 100 + 3 * 16)
    for pieces in (0, 1, 2):
        with pytest.raises(Altered):
            opened(FILE[: body + pieces * (CHUNK + 16)])


@pytest.mark.parametrize("more", [b"x", bytes(CHUNK + 16)])
def test_anything_added_is_refused(more: bytes) -> None:
    with pytest.raises(Altered):
        opened(FILE + more)
