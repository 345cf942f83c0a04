"""Squares for a phone's camera (QR codes), drawn in one way: with room for dirt, and white around."""

from __future__ import annotations

import io
from typing import Final

import segno

LEVEL: Final = "m"  # up to 15% of it may be creased or dirty
QUIET: Final = 4  # modules of white around it, which ISO/IEC 18004 asks for


def square(text: str, *, quiet: int = QUIET) -> str:
    """Return a square as SVG. With less `quiet` the paper around it is white for four modules."""
    drawn = io.BytesIO()
    made = segno.make(text, error=LEVEL, micro=False)
    made.save(drawn, kind="svg", border=quiet, light="#fff", xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()


def square_lines(text: str) -> str:
    """Return a square as lines of a terminal that writes light on dark."""
    drawn = io.StringIO()
    segno.make(text, error=LEVEL, micro=False).terminal(drawn, compact=True, border=QUIET)
    return drawn.getvalue()


def square_uri(text: str, *, scale: int = 6) -> str:
    """Return a square as the address of a picture. `scale` is how many pixels a module has."""
    return str(
        segno.make(text, error=LEVEL, micro=False).svg_data_uri(scale=scale, border=QUIET, light="#fff")
    )
