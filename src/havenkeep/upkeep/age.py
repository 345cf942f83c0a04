"""The age format, version 1, under a passphrase, read and written a piece at a time.

The format is public: https://github.com/C2SP/C2SP/blob/main/age.md. What this writes, `age --decrypt` opens.
The library for it takes a passphrase only for what fits into memory; see docs/adr/0006.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION: Final = b"age-encryption.org/v1\n"
SALT_LABEL: Final = b"age-encryption.org/v1/scrypt"
WORK: Final = 17  # scrypt's N is 2 to this: 128 MiB and one or two seconds; OWASP's advice for r = 8, p = 1
MOST_WORK: Final = 20  # 1 GiB; more would be a way to stop this computer with a file
CHUNK: Final = 64 * 1024
TAG: Final = 16
LONGEST_LINE: Final = 128
_STANZA: Final = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n")
_WORD: Final = re.compile(rb"([A-Za-z0-9+/]{43})\n")
_MAC: Final = re.compile(rb"--- ([A-Za-z0-9+/]{43})\n")


class NotAge(Exception):
    """The file does not begin as an age file under a passphrase does."""


class WrongPassphrase(Exception):
    """The passphrase does not open the file, or the file's first lines were altered."""


class Altered(Exception):
    """The file was cut short or altered after it was written."""


class Sealer:
    """Encrypts what is written to it into `file`. `close` writes the last piece, and leaves `file` open.

    `work` is `WORK` but for tests; what reads takes any up to `MOST_WORK`.
    """

    def __init__(self, file: BinaryIO, *, passphrase: str, work: int | None = None) -> None:
        work = WORK if work is None else work
        salt, file_key, nonce = (secrets.token_bytes(16) for _ in range(3))
        wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
        header = VERSION + b"-> scrypt %s %d\n%s\n---" % (_base64(salt), work, _base64(wrapped))
        file.write(header + b" " + _base64(_mac(file_key, header)) + b"\n" + nonce)
        self._file = file
        self._cipher = ChaCha20Poly1305(_derive(file_key, salt=nonce, info=b"payload"))
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self._held), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1


class Opener:
    """Decrypts `file` from where it stands. What `read` returns is as it was written; its end is proved too.

    Raises:
        NotAge: it is another sort of file.
        WrongPassphrase: the passphrase does not open it.
        Altered: it was cut short or altered; also raised by `read`.
    """

    def __init__(self, file: BinaryIO, *, passphrase: str) -> None:
        file_key = _unwrap(file, passphrase)
        nonce = file.read(16)
        if len(nonce) != 16:
            raise Altered
        self._file = file
        self._cipher = ChaCha20Poly1305(_derive(file_key, salt=nonce, info=b"payload"))
        self._next = file.read(CHUNK + TAG)
        self._held = b""
        self._number = 0
        self._ended = False

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; fewer only at the end, and nothing after it."""
        found = []
        missing = size
        while missing and (self._held or not self._ended):
            if not self._held:
                self._open_next()
            found.append(self._held[:missing])
            self._held = self._held[missing:]
            missing -= len(found[-1])
        return b"".join(found)

    def _open_next(self) -> None:
        sealed, self._next = self._next, self._file.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            self._held = self._cipher.decrypt(_nonce(self._number, last=self._ended), sealed, None)
        except (InvalidTag, ValueError) as wrong:
            raise Altered from wrong
        if not self._held and self._number:
            raise Altered
        self._number += 1


def _unwrap(file: BinaryIO, passphrase: str) -> bytes:
    lines = [file.readline(LONGEST_LINE) for _ in range(4)]
    if lines[0] != VERSION:
        raise NotAge
    if not all(line.endswith(b"\n") for line in lines):
        raise Altered
    stanza, word, mac = _STANZA.fullmatch(lines[1]), _WORD.fullmatch(lines[2]), _MAC.fullmatch(lines[3])
    if not lines[1].startswith(b"-> scrypt "):
        raise NotAge
    if stanza is None or word is None or mac is None or int(stanza[2]) > MOST_WORK:
        raise Altered
    salt = _bytes(stanza[1])
    try:
        file_key = ChaCha20Poly1305(_wrap_key(passphrase, salt, int(stanza[2]))).decrypt(
            bytes(12), _bytes(word[1]), None
        )
    except InvalidTag as wrong:
        raise WrongPassphrase from wrong
    header = b"".join(lines[:3]) + b"---"
    if len(file_key) != 16 or not hmac.compare_digest(_mac(file_key, header), _bytes(mac[1])):
        raise Altered
    return file_key


@lru_cache(maxsize=1)  # what was just written is read back under the same passphrase
def _wrap_key(passphrase: str, salt: bytes, work: int) -> bytes:
    room = 128 * 8 * 2**work
    return hashlib.scrypt(
        passphrase.encode(), salt=SALT_LABEL + salt, n=2**work, r=8, p=1, maxmem=room + 2**20, dklen=32
    )


def _derive(file_key: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derive(file_key, salt=b"", info=b"header"), header, "sha256")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    data = b64decode(text + b"=" * (-len(text) % 4))
    if _base64(data) != text:
        raise Altered
    return data
