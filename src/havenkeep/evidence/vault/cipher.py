"""Locking a stream of bytes with AES-256-GCM, one mebibyte at a time, so that memory stays small both ways.

    header   magic 4 | id of the master key 8 | nonce 12 | data key, wrapped by the master key 48
    then     each chunk of 1 MiB as cipher text and its tag of 16 bytes; the last may be shorter, or empty

Every file has a data key of its own, so a chunk's nonce can be its number and whether it is the last: a chunk
that is changed, moved, doubled or left out is found, and so is a file that is cut at a chunk's edge (the
STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015). The name a file is kept under is authenticated
too, so two files that changed places are found. Rotation writes a new header and no chunk.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from havenkeep.evidence.vault.keys import KEY_BYTES, KEY_ID_BYTES, Keys, key_id

MAGIC: Final = b"HKE1"
CHUNK: Final = 1024 * 1024
TAG_BYTES: Final = 16
NONCE_BYTES: Final = 12
WRAPPED_BYTES: Final = KEY_BYTES + TAG_BYTES
HEADER_BYTES: Final = len(MAGIC) + KEY_ID_BYTES + NONCE_BYTES + WRAPPED_BYTES


class Damaged(Exception):
    """What is kept is not what was locked: changed, cut, swapped, or locked with a key that is not there."""


class WrongKey(Damaged):
    """The file was locked with a master key that is not in the key file."""


def lock(source: Iterator[bytes], *, name: str, keys: Keys) -> Iterator[bytes]:
    """Yield the locked form of a stream, to be kept under `name`. At most two chunks are held at once."""
    data_key = secrets.token_bytes(KEY_BYTES)
    bound = MAGIC + name.encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    yield MAGIC + key_id(keys.newest) + nonce + AESGCM(keys.newest).encrypt(nonce, data_key, bound)
    cipher = AESGCM(data_key)
    number = 0
    chunks = _even(source)
    held = next(chunks, b"")
    for chunk in chunks:
        yield cipher.encrypt(_nonce(number, last=False), held, bound)
        held, number = chunk, number + 1
    yield cipher.encrypt(_nonce(number, last=True), held, bound)


def unlock(stream: BinaryIO, *, name: str, keys: Keys) -> Iterator[bytes]:
    """Yield what was locked, chunk by chunk, each one authenticated before it is given.

    Raises:
        WrongKey: the master key is not there.
        Damaged: a byte was changed, a chunk moved, or the end missing. What was yielded before is true.
    """
    bound = MAGIC + name.encode()
    cipher = AESGCM(_data_key(stream.read(HEADER_BYTES), bound=bound, keys=keys))
    number = 0
    held = stream.read(CHUNK + TAG_BYTES)
    while True:
        following = stream.read(CHUNK + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), held, bound)
        except (InvalidTag, ValueError) as wrong:
            raise Damaged(f"chunk {number} does not hold") from wrong
        if not following:
            return
        held, number = following, number + 1


def check_head(stream: BinaryIO, *, name: str, keys: Keys) -> None:
    """Read the header alone, which tells whether the keys open the rest.

    Raises:
        WrongKey: the master key is not there.
        Damaged: the header does not hold.
    """
    _data_key(stream.read(HEADER_BYTES), bound=MAGIC + name.encode(), keys=keys)


def _data_key(header: bytes, *, bound: bytes, keys: Keys) -> bytes:
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise Damaged("not a file that was kept here")
    name_of_key = header[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES]
    nonce, wrapped = header[-WRAPPED_BYTES - NONCE_BYTES : -WRAPPED_BYTES], header[-WRAPPED_BYTES:]
    master = keys.by_id.get(name_of_key)
    if master is None:
        raise WrongKey("locked with a key that is not in the key file")
    try:
        return AESGCM(master).decrypt(nonce, wrapped, bound)
    except InvalidTag as wrong:
        raise Damaged("the header does not hold") from wrong


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES - 1, "big") + bytes([last])


def _even(source: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces of exactly one chunk, the last one shorter."""
    pending = bytearray()
    for piece in source:
        if not pending and len(piece) == CHUNK:
            yield piece
            continue
        pending += piece
        while len(pending) >= CHUNK:
            yield bytes(pending[:CHUNK])
            del pending[:CHUNK]
    if pending:
        yield bytes(pending)
