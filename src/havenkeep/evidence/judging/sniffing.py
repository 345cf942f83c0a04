"""What a file is, by its content and never by its name; and files that are two things at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import olefile  # type: ignore[import-untyped]

from havenkeep.evidence.judging.verdict import WHAT_IS_TAKEN, FileType, Refused

ZIP: Final = "zip"
TEXT: Final = "text"
HEAD: Final = 1024
TAIL: Final = 66_000  # a zip's end record and its longest comment
END_OF_ZIP: Final = b"PK\x05\x06"

TWO_THINGS = (
    "This file is two kinds of file in one, which is how attacks are hidden. "
    "Save it again, or add a photo of it."
)
_HEIC = (
    "This is an iPhone photo (HEIC). Take the photo from this page, or send it to yourself as a JPEG, "
    "then add that."
)
_PROGRAM = f"This is a program, not a document. {WHAT_IS_TAKEN}"
_WEB_PAGE = "Web pages and SVG drawings can carry scripts. Print it to a PDF, or add a photo of the screen."
_ARCHIVE = "This is a packed folder. Unpack it and add the files inside, one by one."
_OTHER_PICTURE = "Pictures of this kind are not taken. Save it as a JPEG or PNG, then add that."
_OLD_OFFICE = (
    "This is an old Word or Excel file, which can carry macros. Save it as .docx or .xlsx, or as a PDF."
)
_OUTLOOK = "This is an Outlook message. Save it as a PDF, or as a text file."
_LOCKED_OFFICE = "This file is locked with a password. Save it without one, then add it."

# Beginnings, the first that fits decides.
_BEGINNINGS: Final[tuple[tuple[bytes, FileType | str], ...]] = (
    (b"%PDF-", FileType.PDF),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"PK\x03\x04", ZIP),
)
_REFUSED_BEGINNINGS: Final = (
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"GIF8", _OTHER_PICTURE),
    (b"II*\x00", _OTHER_PICTURE),
    (b"MM\x00*", _OTHER_PICTURE),
    (b"BM", _OTHER_PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"PK", _ARCHIVE),
    (b"{\\rtf", "This is an RTF file, which can carry programs. Save it as .docx or as a PDF."),
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<!--", b"<hta")


def sniff(content: bytes) -> FileType | str:
    """Return the kind of file, `zip` for a container to look into, or `text`.

    Raises:
        Refused: it is empty, two kinds at once, or of a kind that is not taken.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("This file is empty. Choose another one.")
    kind = next((kind for start, kind in _BEGINNINGS if content.startswith(start)), None)
    if kind is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = FileType.WEBP
    if kind is None:
        _refuse_known(content)
        kind = TEXT
    _refuse_two_in_one(content, kind=kind)
    return kind


def _refuse_known(content: bytes) -> None:
    if content.startswith(olefile.MAGIC):
        raise Refused(_compound(content))
    if content[:2] == b"MZ" and (b"\x00" in content[:256] or b"This program" in content[:512]):
        raise Refused(_PROGRAM)
    if content[4:8] == b"ftyp":
        raise Refused(
            _HEIC if content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"heim"} else _OTHER_PICTURE
        )
    for start, sentence in _REFUSED_BEGINNINGS:
        if content.startswith(start) and (b"\x00" in content[:HEAD] or start not in {b"BM", b"PK"}):
            raise Refused(sentence)
    if _begins_with_markup(content):
        raise Refused(_WEB_PAGE)


def _begins_with_markup(content: bytes) -> bool:
    head = content[: 4 * HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f").lower()
    return head.startswith(_MARKUP)


def _compound(content: bytes) -> str:
    """Say what a compound file is. The library fails in many ways on hostile ones; each means refused."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            streams = {"/".join(path).casefold() for path in opened.listdir()}
    except Exception:  # noqa: BLE001  the library raises what it meets; the file is refused either way
        return _OLD_OFFICE
    if "encryptedpackage" in streams:
        return _LOCKED_OFFICE
    return _OUTLOOK if any(name.startswith("__substg") for name in streams) else _OLD_OFFICE


def _refuse_two_in_one(content: bytes, *, kind: FileType | str) -> None:
    head = content[:HEAD].lower()
    zip_inside = END_OF_ZIP in content[-TAIL:]
    other: tuple[Callable[[], bool], ...] = (
        lambda: kind != ZIP and zip_inside,
        lambda: kind != FileType.PDF and b"%pdf-" in head,
        lambda: (
            kind not in {TEXT, FileType.PDF, ZIP}
            and any(tag in head for tag in (b"<script", b"<html", b"<svg"))
        ),
    )
    if any(found() for found in other):
        raise Refused(TWO_THINGS)
