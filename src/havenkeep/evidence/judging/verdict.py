"""What a judged file is, or why it is refused. Every kind of file that is kept stands in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MIB: Final = 1024 * 1024


class Refused(Exception):
    """A file that is not kept. The message is one plain sentence that says what to do."""


class FileType(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"
    EML = "eml"


@dataclass(frozen=True, slots=True)
class TypeRow:
    """How a kind of file is called, named and sent."""

    title: str
    extension: str
    media_type: str


_ODF = "application/vnd.oasis.opendocument"
_OOXML = "application/vnd.openxmlformats-officedocument"
TYPES: Final[Mapping[FileType, TypeRow]] = {
    FileType.PDF: TypeRow("PDF", "pdf", "application/pdf"),
    FileType.JPEG: TypeRow("Picture", "jpg", "image/jpeg"),
    FileType.PNG: TypeRow("Picture", "png", "image/png"),
    FileType.WEBP: TypeRow("Picture", "webp", "image/webp"),
    FileType.DOCX: TypeRow("Word document", "docx", f"{_OOXML}.wordprocessingml.document"),
    FileType.XLSX: TypeRow("Excel workbook", "xlsx", f"{_OOXML}.spreadsheetml.sheet"),
    FileType.ODT: TypeRow("OpenDocument text", "odt", f"{_ODF}.text"),
    FileType.ODS: TypeRow("OpenDocument spreadsheet", "ods", f"{_ODF}.spreadsheet"),
    FileType.CSV: TypeRow("Table in plain text", "csv", "text/csv"),
    FileType.TXT: TypeRow("Plain text", "txt", "text/plain"),
    FileType.EML: TypeRow("E-mail", "eml", "message/rfc822"),
}
PICTURES: Final = frozenset({FileType.JPEG, FileType.PNG, FileType.WEBP})
READABLE: Final = frozenset({FileType.TXT, FileType.CSV})

ACCEPT: Final = ",".join(
    [
        *("application/pdf", "image/jpeg", "image/png", "image/webp"),
        *(f".{row.extension}" for row in TYPES.values()),
        ".jpeg",
    ]
)
WHAT_IS_TAKEN: Final = (
    "Choose a PDF, a photo (JPEG, PNG, WebP), a Word or Excel file (.docx, .xlsx), an OpenDocument file "
    "(.odt, .ods), a text or CSV file, or a saved e-mail (.eml)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file that may be kept. `remade` is our own encoding of a picture, to be kept in its place."""

    type: FileType
    remade: bytes | None = None
