"""Word, Excel and OpenDocument files: known parts only, nothing that runs, fetches or is embedded."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from havenkeep.evidence.judging.markup import walk
from havenkeep.evidence.judging.verdict import WHAT_IS_TAKEN, Accepted, FileType, Refused
from havenkeep.evidence.judging.zips import LOCKED, Container

SMALL: Final = 2 * 1024 * 1024
CONTENT_TYPES: Final = "[Content_Types].xml"
DEEPEST: Final = 2

MACROS = "This file carries macros. Save it as an ordinary .docx, .xlsx, .odt or .ods file, or as a PDF."
EMBEDDED = "This file carries another program’s object inside. Save it as a PDF, and add that."
FETCHES = (
    "This file fetches something from another computer when it is opened. Save it as a PDF, and add that."
)
ARCHIVE = f"This is a packed folder. Unpack it first. {WHAT_IS_TAKEN}"

_MAIN: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileType.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileType.XLSX,
}
_ODF: Final = {
    b"application/vnd.oasis.opendocument.text": FileType.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileType.ODS,
}
_MACRO_TYPES: Final = re.compile(r"macroenabled|vbaproject|ms-office\.(vba|activex)|activex|macrosheet", re.I)
_MACRO_PARTS: Final = re.compile(r"vbaproject|vbadata|(^|/)(macrosheets|dialogsheets|activex)/", re.I)
_ODF_MACRO_PARTS: Final = re.compile(r"^(basic|scripts|dialogs)/", re.I)
_EMBEDDED_PARTS: Final = re.compile(r"oleobject|\.(bin|exe|dll|js|vbs|hta|bat|cmd|ps1|lnk|scr)$", re.I)
_INNER_BOOK: Final = re.compile(r"(^|/)embeddings/[^/]+\.(xlsx|docx)$", re.I)
_PRINTER: Final = re.compile(r"printersettings\d*\.bin$|customproperty\d*\.bin$", re.I)
_XML: Final = re.compile(r"\.(xml|rels|vml)$", re.I)
_OUTWARD_LINKS: Final = frozenset({"hyperlink", "externallinkpath", "externallinklong", "externallink"})
_DDE: Final = re.compile(r"\bDDE(AUTO)?\b", re.I)
_ODF_SCRIPT: Final = re.compile(r"^(vnd\.sun\.star\.script|macro|javascript|vbscript):", re.I)

JudgeInner = Callable[[bytes, int], object]


def judge_office(content: bytes, *, judge_inner: JudgeInner, depth: int = 0) -> Accepted:
    """Take an office file that only shows. `judge_inner(content, depth)` judges a workbook kept in a chart.

    Raises:
        Refused: another kind of zip, damaged, locked, a bomb, or with macros, objects or outward references.
    """
    box = Container(content)
    if CONTENT_TYPES in box.names:
        kind = _open_xml(box, judge_inner=judge_inner, depth=depth)
    elif "mimetype" in box.names:
        kind = _open_document(box)
    else:
        raise Refused(ARCHIVE)
    return Accepted(type=kind)


def _open_xml(box: Container, *, judge_inner: JudgeInner, depth: int) -> FileType:
    kinds: list[str] = []
    walk(
        [box.read(CONTENT_TYPES, most=SMALL)],
        element=lambda _, attributes: kinds.append(attributes.get("ContentType", "")),
    )
    if any(_MACRO_TYPES.search(kind) for kind in kinds) or any(_MACRO_PARTS.search(n) for n in box.names):
        raise Refused(MACROS)
    main = [_MAIN[kind] for kind in kinds if kind in _MAIN]
    if len(main) != 1:
        raise Refused(ARCHIVE)
    for name in box.names:
        if name == CONTENT_TYPES or name.endswith("/"):
            continue
        if _INNER_BOOK.search(name):
            if depth >= DEEPEST:
                raise Refused(EMBEDDED)
            judge_inner(b"".join(box.pieces(name)), depth + 1)
        elif _EMBEDDED_PARTS.search(name) and not _PRINTER.search(name):
            raise Refused(EMBEDDED)
        elif name.casefold().endswith(".rels"):
            walk(box.pieces(name), element=_relationship)
        elif _XML.search(name):
            _judge_part(box, name)
        else:
            for _ in box.pieces(name):
                pass
    return main[0]


def _relationship(name: str, attributes: dict[str, str]) -> None:
    if name != "Relationship":
        return
    kind = attributes.get("Type", "").rpartition("/")[2].casefold()
    if kind in {"oleobject", "vbaproject", "control", "activexcontrolbinary"}:
        raise Refused(EMBEDDED)
    if attributes.get("TargetMode", "").casefold() == "external" and kind not in _OUTWARD_LINKS:
        raise Refused(FETCHES)


def _judge_part(box: Container, name: str) -> None:
    """Look for fields that start another program; a field's words may be spread over several elements."""
    inside = ""
    fields: list[str] = []
    length = 0

    def element(local: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = local
        if local in {"ddeLink", "oleLink", "oleObject", "OLEObject", "control", "webExtension"}:
            raise Refused(EMBEDDED)
        if local == "fldSimple" and _DDE.search(attributes.get("instr", "")):
            raise Refused(FETCHES)

    def words(text: str) -> None:
        nonlocal length
        if inside == "instrText" and length < SMALL:
            fields.append(text)
            length += len(text)

    walk(box.pieces(name), element=element, words=words)
    if _DDE.search("".join(fields)):
        raise Refused(FETCHES)


def _open_document(box: Container) -> FileType:
    kind = _ODF.get(box.read("mimetype", most=200).strip())
    if kind is None or box.names[0] != "mimetype" or "content.xml" not in box.names:
        raise Refused(ARCHIVE)
    if any(_ODF_MACRO_PARTS.search(name) for name in box.names):
        raise Refused(MACROS)
    for name in box.names:
        if name == "mimetype" or name.endswith("/"):
            continue
        if _EMBEDDED_PARTS.search(name):
            raise Refused(EMBEDDED)
        if name.casefold().endswith(".xml"):
            walk(box.pieces(name), element=_odf_element)
        else:
            for _ in box.pieces(name):
                pass
    return kind


def _odf_element(name: str, attributes: dict[str, str]) -> None:
    if name == "encryption-data":
        raise Refused(LOCKED)
    if name in {"event-listener", "script", "library"}:
        raise Refused(MACROS)
    if name in {"dde-source", "dde-connection-decl", "object-ole", "applet", "plugin"}:
        raise Refused(EMBEDDED)
    if _ODF_SCRIPT.match(attributes.get("href", "").strip()):
        raise Refused(MACROS)
