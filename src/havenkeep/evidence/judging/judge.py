"""One way in: bytes and the name they came under, out comes what they are, or Refused and nothing else.

Pure: no Django, no files, no network. The server never calls it in its own process; see `apart`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from havenkeep.evidence.judging.sniffing import TEXT, ZIP, sniff
from havenkeep.evidence.judging.verdict import PICTURES, Accepted, FileType, Refused
from havenkeep.evidence.judging.words import is_letter, judge_text

_ROOM: Final = "havenkeep.evidence.judging"
# Loaded when a file of the kind is met: the libraries behind them take longer to load than a file to judge.
_MODULES: Final[Mapping[str, str]] = {
    "pdf": f"{_ROOM}.pdf",
    "pictures": f"{_ROOM}.pictures",
    "office": f"{_ROOM}.office",
    "letters": f"{_ROOM}.letters",
}


def judge(content: bytes, *, name: str, depth: int = 0) -> Accepted:
    """Return what a file is, or refuse it.

    Raises:
        Refused: with one plain sentence that says what to do.
    """
    kind = sniff(content)
    if kind in PICTURES:
        accepted: Accepted = _module("pictures").judge_picture(content, type=FileType(kind))
    elif kind is FileType.PDF:
        accepted = _module("pdf").judge_pdf(content)
    elif kind == ZIP:
        accepted = _module("office").judge_office(content, judge_inner=_inner, depth=depth)
    elif kind == TEXT and is_letter(name):
        accepted = _module("letters").judge_letter(
            content,
            judge_part=lambda part, part_name: judge(part, name=part_name, depth=depth + 1),
            depth=depth,
        )
    else:
        accepted = judge_text(content, name=name)
    return accepted


def _inner(content: bytes, depth: int) -> Accepted:
    """Judge a workbook inside an office file: it must be an office file itself."""
    if sniff(content) != ZIP:
        raise Refused("This file carries another file inside. Save it as a PDF, and add that.")
    return judge(content, name="", depth=depth)


def _module(name: str) -> Any:
    return import_module(_MODULES[name])
