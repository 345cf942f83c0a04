"""PDFs: read whole, refused when anything in them runs, opens, sends or is attached."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from havenkeep.evidence.judging.verdict import Accepted, FileType, Refused

MOST_NODES: Final = 3_000_000
DEEPEST: Final = 200
AFTER_THE_END: Final = 2_048

AGAIN = "Print it to a new PDF (choose Print, then Save as PDF) and add that."
DAMAGED = f"This PDF is damaged. {AGAIN}"
LOCKED = f"This PDF is locked. {AGAIN}"
SCRIPTED = f"This PDF runs a script or starts something when it is opened. {AGAIN}"
CARRIES = f"This PDF carries other files inside. {AGAIN}"
TOO_MUCH = f"This PDF is too involved to be looked through. {AGAIN}"

# Actions that only move about in the document itself, or are a link that a person presses.
_HARMLESS: Final = frozenset({"/GoTo", "/URI", "/Named", "/Thread", "/Hide", "/SetOCGState", "/ResetForm"})
_HARMFUL: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"}
    | {"/RichMediaExecute", "/GoTo3DView", "/Movie", "/Sound"}
)
_BY_ITSELF: Final = frozenset({"/GoTo", "/Named"})  # what may happen without anyone pressing
_CARRYING: Final = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"})
# Read from the bytes too: a reader that mends broken files might see objects that ours does not.
_RAW: Final = (
    (re.compile(rb"/JavaScript|/Launch\b"), SCRIPTED),
    (re.compile(rb"/EmbeddedFile|/RichMedia"), CARRIES),
)
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


def judge_pdf(content: bytes) -> Accepted:
    """Take a PDF that only shows.

    Raises:
        Refused: damaged, locked, active, carrying files, or too involved.
    """
    end = content.rstrip().rfind(b"%%EOF")
    if end == -1 or len(content) - end > AFTER_THE_END:
        raise Refused(DAMAGED)
    raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    for pattern, sentence in _RAW:
        if pattern.search(raw):
            raise Refused(sentence)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refused(LOCKED)
            _judge_all(pdf)
    except pikepdf.PasswordError as wrong:
        raise Refused(LOCKED) from wrong
    except MemoryError as wrong:
        raise Refused(TOO_MUCH) from wrong
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        RuntimeError,
        LookupError,
        OSError,
        ArithmeticError,
    ) as wrong:
        raise Refused(DAMAGED) from wrong
    return Accepted(type=FileType.PDF)


def _judge_all(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    if "/OpenAction" in root:
        _judge_opening(root["/OpenAction"])
    if len(pdf.pages) == 0:
        raise Refused(DAMAGED)
    for node in _nodes(pdf):
        _judge_dictionary(node)


def _nodes(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary, of its own or inside another. Nothing is followed twice."""
    seen = 0
    pending: list[tuple[Any, int]] = [(one, 0) for one in (*pdf.objects, pdf.trailer)]
    while pending:
        node, depth = pending.pop()
        seen += 1
        if seen > MOST_NODES or depth > DEEPEST:
            raise Refused(TOO_MUCH)
        if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            yield node
            inner = [value for _, value in node.items()]
        elif isinstance(node, pikepdf.Array):
            inner = list(node)
        else:
            continue
        pending += [
            (one, depth + 1)
            for one in inner
            if isinstance(one, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and not one.is_indirect
        ]


def _judge_dictionary(node: Any) -> None:
    keys = set(node.keys())
    if "/JS" in keys or "/JavaScript" in keys or "/XFA" in keys:
        raise Refused(SCRIPTED)
    if "/EF" in keys or "/EmbeddedFiles" in keys or _word(node, "/Subtype") in _CARRYING:
        raise Refused(CARRIES)
    if _word(node, "/Type") == "/EmbeddedFile":
        raise Refused(CARRIES)
    if "/AA" in keys:
        _judge_triggers(node["/AA"])
    action = _word(node, "/S")
    named = _word(node, "/Type") == "/Action"
    if action in _HARMFUL or (named and action not in _HARMLESS):
        raise Refused(SCRIPTED)


def _judge_opening(found: Any) -> None:
    """What happens when a document opens may only move to a place in the document.

    Word processors write such a move into ordinary files, so an array (a place) and a GoTo are let be.
    """
    if isinstance(found, pikepdf.Array):
        return
    moves = isinstance(found, pikepdf.Dictionary) and _word(found, "/S") in _BY_ITSELF
    if not moves or "/Next" in found:
        raise Refused(SCRIPTED)


def _judge_triggers(found: Any) -> None:
    """What happens when a page or field is opened, pressed or left, by the same measure."""
    if not isinstance(found, pikepdf.Dictionary):
        raise Refused(SCRIPTED)
    for key in found.keys():  # noqa: SIM118  a PDF dictionary is not a Python one
        _judge_opening(found[key])


def _word(node: Any, key: str) -> str:
    value = node.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
