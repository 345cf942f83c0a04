"""Builds spreadsheets in memory, honest ones and hostile ones, byte by byte where no library would."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import pytest

from havenkeep.sheets.reading import Limits, Unreadable, read_workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"


def zipped(parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx_parts(
    *sheets: tuple[str, str],
    strings: str = "",
    styles: str = "",
    states: Sequence[str] = (),
    date1904: bool = False,
    main: str = _MAIN,
) -> dict[str, str | bytes]:
    """The parts of a workbook; each sheet is (name, the XML inside <worksheet>)."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PKG}/content-types"/>',
        "_rels/.rels": _rels(("rId1", "officeDocument", "xl/workbook.xml")),
    }
    listed, related = [], []
    for number, (name, body) in enumerate(sheets, start=1):
        state = states[number - 1] if number <= len(states) else "visible"
        listed.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        )
        related.append((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{main}">{body}</worksheet>'
    if strings:
        related.append(("rId98", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    if styles:
        related.append(("rId99", "styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    flag = '<workbookPr date1904="1"/>' if date1904 else ""
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{_REL}">{flag}<sheets>{"".join(listed)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = _rels(*related)
    return parts


def xlsx(*sheets: tuple[str, str], **options: object) -> bytes:
    return zipped(xlsx_parts(*sheets, **options))  # type: ignore[arg-type]


def data(*rows: str, after: str = "") -> str:
    """Sheet data from the XML inside each <row>, numbered from 1, and what follows it (merges)."""
    numbered = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, start=1))
    return f"<sheetData>{numbered}</sheetData>{after}"


def text_row(number: int, *texts: str) -> str:
    """The cells of a row of inline texts; empty ones are left out."""
    return "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for column, text in enumerate(texts)
        if text
    )


def _rels(*related: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>' for key, kind, target in related
    )
    return f'<Relationships xmlns="{_PKG}/relationships">{entries}</Relationships>'


_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def ods_parts(body: str, *, styles: str = "") -> dict[str, str | bytes]:
    """An OpenDocument spreadsheet's parts; `body` is the XML inside <office:spreadsheet>."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": (
            f"<office:document-content {_ODS_NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
            "</office:document-content>"
        ),
    }


def ods(body: str, *, styles: str = "") -> bytes:
    return zipped(ods_parts(body, styles=styles))


def ods_table(name: str, *rows: str, style: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    inside = "".join(row if row.startswith("<table:table-row") else _ods_row(row) for row in rows)
    return f"<table:table table:name={quoteattr(name)}{named}>{inside}</table:table>"


def _ods_row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def ods_text(text: str, extra: str = "") -> str:
    inside = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="string"{extra}>{inside}</table:table-cell>'


def ods_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["".join(ods_text(text) for text in row) for row in rows]


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with 512-byte sectors; streams are padded to stay out of the mini stream."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        count = max(1, -(-len(content) // 512))
        for index in range(count):
            sectors.append(content[index * 512 : index * 512 + 512].ljust(512, b"\0"))
            fat.append(first + index + 1 if index < count - 1 else 0xFFFFFFFE)
        return first

    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        entries.append(_entry(name, 2, store(padded), len(padded)))
    directory = store(b"".join(entries))
    fat_start, fat_count = len(sectors), 1
    while fat_count * 128 < len(sectors) + fat_count:
        fat_count += 1
    fat += [0xFFFFFFFD] * fat_count
    fat += [0xFFFFFFFF] * (fat_count * 128 - len(fat))
    sectors += [struct.pack("<128I", *fat[i * 128 : i * 128 + 128]) for i in range(fat_count)]
    difat = [fat_start + i if i < fat_count else 0xFFFFFFFF for i in range(109)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack(
        "<IIIIIIII", fat_count, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    return header + struct.pack("<109I", *difat) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    packed = name.encode("utf-16-le") + b"\0\0"
    return (
        packed.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(packed), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def refusal(source: bytes, name: str = "staff.xlsx", limits: Limits | None = None) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(Unreadable) as caught:
        read_workbook(source, name=name, limits=limits)
    sentence = str(caught.value)
    assert sentence.startswith("“")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence
