"""Reads the squares that we draw as a phone does, from paper or from a page."""

from __future__ import annotations

import io
import re
import subprocess
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typst
import zxingcpp
from PIL import Image

DPI = 150
MM = 25.4
QUIET = 4  # modules of white that a reader may count on
LIGHT = 200
PICTURE = re.compile(r'data:image/svg\+xml(;base64)?[^,"]*,([^"]+)"')
ON_PAPER = """
#set page(width: auto, height: auto, margin: 0mm)
#image(bytes(sys.inputs.svg), format: "svg", width: 40mm)
"""


@dataclass(frozen=True, kw_only=True)
class Read:
    """One square: what it says, how large its dark part is, and whether there is enough white around it."""

    text: str
    level: str
    millimetres: float
    has_quiet: bool


def on_paper(pdf: bytes, folder: Path) -> list[Read]:
    """Read every square of a PDF, page by page, as printed at 150 dots an inch."""
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-", str(folder / "page")],
        input=pdf,
        check=True,
    )
    return [one for page in sorted(folder.glob("page*.png")) for one in _read(Image.open(page))]


def on_page(html: str) -> list[Read]:
    """Read every square of a page, drawn 40 mm wide: what counts there is its margin and what it says."""
    return [one for svg in pictures(html) for one in _read(_drawn(svg))]


def in_terminal(text: str) -> list[Read]:
    """Read a square of half blocks, light on dark."""
    lines = [line for line in text.splitlines() if line and set(line) <= set("█▀▄ ")]
    picture = Image.new("L", (max(map(len, lines)), 2 * len(lines)))
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            picture.putpixel((column, 2 * row), 255 if sign in "█▀" else 0)
            picture.putpixel((column, 2 * row + 1), 255 if sign in "█▄" else 0)
    return _read(picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST))


def pictures(html: str) -> list[str]:
    """Return the drawings that stand in a page's own addresses."""
    found = PICTURE.findall(html)
    return [b64decode(told).decode() if base64 else unquote(told) for base64, told in found]


def _drawn(svg: str) -> Image.Image:
    made: Any = typst.compile(ON_PAPER.encode(), format="png", ppi=DPI, sys_inputs={"svg": svg})
    return Image.open(io.BytesIO(made))


def _read(picture: Image.Image) -> list[Read]:
    grey = picture.convert("L")
    return [_told(one, grey) for one in zxingcpp.read_barcodes(grey)]


def _told(one: Any, picture: Image.Image) -> Read:
    at, modules = one.position, 17 + 4 * int(one.extra["Version"])
    wide = at.top_right.x - at.top_left.x
    edge = QUIET * wide / modules - 1  # a pixel of a line may be half of either
    left, top = at.top_left.x - edge, at.top_left.y - edge
    right, bottom = at.bottom_right.x + edge, at.bottom_right.y + edge
    return Read(
        text=one.text,
        level=one.ec_level,
        millimetres=wide / DPI * MM,
        has_quiet=min(left, top) >= 0
        and right <= picture.width
        and bottom <= picture.height
        and _is_white(picture, (left, top, right, bottom), at),
    )


def _is_white(picture: Image.Image, whole: tuple[float, ...], at: Any) -> bool:
    left, top, right, bottom = (round(edge) for edge in whole)
    inner = (at.top_left.x - 1, at.top_left.y - 1, at.bottom_right.x + 2, at.bottom_right.y + 2)
    ring = picture.crop((left, top, right, bottom))
    ring.paste(255, (inner[0] - left, inner[1] - top, inner[2] - left, inner[3] - top))
    return int(ring.getextrema()[0]) >= LIGHT
