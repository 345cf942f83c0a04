"""What a file really is, by its content and not by its name; and the zip containers, opened with care."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import IO, BinaryIO, Final

from havenkeep.sheets.table import MIB, Budget, Unreadable

_HEAD: Final = 8192
_MOST_PARTS: Final = 10_000
_RATIO_FLOOR: Final = 8 * MIB
ACCEPTED: Final = "Choose an Excel (.xlsx), OpenDocument (.ods) or CSV file."
_SAVE_AS: Final = "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and try again."

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ODS_TYPES: Final = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)

_OTHER_THINGS: Final = (
    (b"%PDF-", "a PDF"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a text document"),
)
_TEXT_LOOKALIKES: Final = (b"MZ", b"BZh", b"GIF8", b"Rar!")


class Kind(StrEnum):
    """The kinds of spreadsheet we read."""

    DELIMITED = "delimited"
    XLSX = "xlsx"
    ODS = "ods"


def kind_of(stream: BinaryIO, *, budget: Budget) -> Kind:
    """The kind of spreadsheet in a seekable stream, left at its start.

    Raises Unreadable for an empty file, one too large, or anything that is not a spreadsheet.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if size == 0 or not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{budget.name} is empty. Choose the file that holds your list.")
    if size > budget.limits.packed_bytes:
        raise Unreadable(
            f"{budget.name} is larger than {budget.limits.packed_bytes // MIB} MB. "
            "Keep only the columns and rows you need, save it and try again."
        )
    if head[:8] == _OLD_OFFICE:
        raise _old_office(stream.read(), budget=budget)
    if head[:4] == b"PK\x03\x04":
        return _kind_of_zip(stream, budget=budget)
    if head[:4] in {b"PK\x05\x06", b"PK\x07\x08"}:
        raise budget.damaged()
    _refuse_other_things(head, budget=budget)
    return Kind.DELIMITED


def _refuse_other_things(head: bytes, *, budget: Budget) -> None:
    utf16 = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or looks_utf16(head)
    binary = b"\x00" in head and not utf16
    for signature, thing in _OTHER_THINGS:
        if head.startswith(signature) and (binary or signature not in _TEXT_LOOKALIKES):
            raise Unreadable(f"{budget.name} is not a spreadsheet: it is {thing}. {ACCEPTED}")
    if binary:
        raise Unreadable(f"{budget.name} is not a spreadsheet. {ACCEPTED}")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(
        (b"<?xml", b"<!doctype", b"<html", b"<table", b"<!--", b"<head", b"<body", b"<style", b"<meta")
    ):
        raise Unreadable(f"{budget.name} is a web page or XML under a spreadsheet's name. {_SAVE_AS}")


def looks_utf16(head: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' when text without a byte order mark has a nought in every other byte."""
    sample = head[: len(head) // 2 * 2]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if odd > pairs * 0.7 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.05:
        return "utf-16-be"
    return ""


def _kind_of_zip(stream: BinaryIO, *, budget: Budget) -> Kind:
    with opened_zip(stream, budget=budget) as archive:
        names = set(archive.namelist())
        kind = _kind_of_parts(archive, names=names, budget=budget)
    stream.seek(0)
    return kind


def _kind_of_parts(archive: zipfile.ZipFile, *, names: set[str], budget: Budget) -> Kind:
    if "mimetype" in names and "content.xml" in names:
        with part(archive, "mimetype", budget=budget) as stream:
            mimetype = stream.read(200).strip()
        if mimetype not in _ODS_TYPES:
            raise Unreadable(f"{budget.name} is an OpenDocument file but not a spreadsheet. {ACCEPTED}")
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise _macros(budget)
        _refuse_encrypted_ods(archive, names=names, budget=budget)
        return Kind.ODS
    if "[Content_Types].xml" in names:
        if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
            raise _macros(budget)
        if "xl/workbook.bin" in names:
            raise Unreadable(f"{budget.name} is a binary workbook (.xlsb). {_SAVE_AS}")
        for folder, thing in (
            ("word/", "a Word document"),
            ("ppt/", "a presentation"),
            ("visio/", "a drawing"),
        ):
            if any(name.startswith(folder) for name in names):
                raise Unreadable(f"{budget.name} is not a spreadsheet: it is {thing}. {ACCEPTED}")
        return Kind.XLSX
    raise Unreadable(
        f"{budget.name} is a zip of other files. Unpack it, then choose the spreadsheet that was inside it."
    )


def _refuse_encrypted_ods(archive: zipfile.ZipFile, *, names: set[str], budget: Budget) -> None:
    if "META-INF/manifest.xml" not in names:
        return
    with part(archive, "META-INF/manifest.xml", budget=budget) as stream:
        if b"encryption-data" in stream.read(4 * MIB):
            raise protected(budget)


def _macros(budget: Budget) -> Unreadable:
    return Unreadable(
        f"{budget.name} holds macros, which we do not take in. "
        "Save it as an Excel workbook without macros (.xlsx) and try again."
    )


def protected(budget: Budget) -> Unreadable:
    return Unreadable(
        f"{budget.name} is protected by a password. Open it, take the password off, save it and try again."
    )


def _old_office(content: bytes, *, budget: Budget) -> Unreadable:
    """What to do with a file of the container that Office used until 2007, and still uses for passwords."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return protected(budget)
    if "WordDocument".encode("utf-16-le") in content:
        return Unreadable(f"{budget.name} is not a spreadsheet: it is a Word document. {ACCEPTED}")
    return Unreadable(f"{budget.name} is an old Office file (.xls). {_SAVE_AS}")


@contextmanager
def opened_zip(stream: BinaryIO, *, budget: Budget) -> Iterator[zipfile.ZipFile]:
    """A zip that declares sizes within limits. Raises Unreadable when it is damaged, locked or a bomb."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > budget.limits.unpacked_bytes:
                raise budget.bomb()
            for entry in parts:
                if entry.flag_bits & 0x1:
                    raise protected(budget)
                if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                    raise budget.damaged()
                allowed = max(entry.compress_size * budget.limits.ratio, _RATIO_FLOOR)
                if entry.file_size > allowed:
                    raise budget.bomb()
            yield archive
    except _ZIP_FAULTS as error:
        raise budget.damaged() from error


_ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    ValueError,
    OSError,
    RuntimeError,
)


@contextmanager
def part(archive: zipfile.ZipFile, name: str, *, budget: Budget) -> Iterator[IO[bytes]]:
    """One part of a zip as a stream. Raises Unreadable when it is missing."""
    try:
        stream = archive.open(name)
    except KeyError as error:
        raise budget.damaged() from error
    with stream:
        yield stream
