"""The process that prints one PDF and ends: a request as JSON on standard input, the PDF on standard output.

    python -m havenkeep.printing.pdf_child < request.json > document.pdf

It keeps the typesetting library, some 200 MB once warm, out of the server. Exit codes: 0 printed, 2 the
library refused the document (its words on standard error), 1 anything else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Final

import typst

from havenkeep.printing.glyphs import drawable, in_shapes
from havenkeep.printing.text import JSON

PACKAGE: Final = Path(__file__).resolve().parent.parent
FONTS: Final = Path(__file__).resolve().parent / "fonts"
REFUSED: Final = 2
NO_FONT: Final = "could not be displayed"
LATIN: Final = frozenset({0x0A, 0x200B, *range(0x20, 0x250)})
MEMORY_LIMIT_BYTES: Final = 2 * 1024**3


def render(*, template: Path, data: str) -> bytes:
    """Return the tagged PDF/UA-1 of `template` with `data`, a JSON text that stays data.

    Only the fonts that ship with the product are used, so a document looks the same on every machine.
    Letters that no font can draw are replaced; where marks are stacked so that no one font holds the
    whole, a second try keeps Latin letters only. Raises `typst.TypstError` when the document breaks a
    rule, such as a picture without words.
    """
    fonts = sorted(FONTS.rglob("*.ttf"))
    known = drawable(fonts)
    try:
        return _typeset(template=template, data=in_shapes(json.loads(data), known=known))
    except typst.TypstError as refused:
        if NO_FONT not in refused.message:
            raise
        return _typeset(template=template, data=in_shapes(json.loads(data), known=known & LATIN))


def _typeset(*, template: Path, data: JSON) -> bytes:
    return typst.compile(
        str(template),
        root=str(PACKAGE),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        ),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
    )


def be_modest() -> None:
    """Cap the memory this process may take and let the server go first, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  the module exists on POSIX only

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    os.nice(5)


def main() -> int:
    be_modest()
    request = json.load(sys.stdin.buffer)
    try:
        pdf = render(template=PACKAGE / request["template"], data=request["data"])
    except typst.TypstError as refused:
        sys.stderr.write("\n".join([refused.message, *refused.trace]))
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
