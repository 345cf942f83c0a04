"""Fetch the front-end assets we ship: run by a maintainer about twice a year, and commit what it writes.

It is the only script that needs Node (for `npm pack`). Nobody who runs, tests or develops Havenkeep needs it.

    python scripts/vendor_assets.py

What it leaves out, on purpose: the font, the crest, the crown and the images of govuk-frontend, which
may only be used on gov.uk, and every url() or source map that would point at a file we do not have.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parent.parent
STATIC: Final = ROOT / "src/havenkeep/design/static/design"
PRINT_FONTS: Final = ROOT / "src/havenkeep/printing/fonts"

GOVUK: Final = "govuk-frontend@6.3.0"  # moves together with govuk-frontend-jinja in pyproject.toml
LUCIDE: Final = "lucide-static@1.62.0"
WEB_FONT: Final = "@fontsource/atkinson-hyperlegible-next@5.3.0"
PRINT_FONT: Final = "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1"

FONT_STACK: Final = '"Atkinson Hyperlegible Next",Verdana,"DejaVu Sans",sans-serif'
WEB_FONT_FACES: Final = tuple(
    f"{subset}-{face}.woff2"
    for subset in ("latin", "latin-ext")
    for face in ("400-normal", "400-italic", "700-normal")
)
PRINT_FONT_FACES: Final = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
FONT_NAMES: Final = {"400Regular": "Regular", "400Regular_Italic": "Italic", "700Bold": "Bold"}

ICONS: Final = (ROOT / "scripts/icons.txt").read_text("utf-8").split()

MIT: Final = """The MIT License (MIT)

Copyright (c) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def fetch(package: str, into: Path) -> Path:
    """Download one npm package and return the folder it unpacked to."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("This script needs Node's npm. Nothing else in Havenkeep does.")
    folder = into / re.sub(r"\W+", "-", package)
    folder.mkdir()
    subprocess.run([npm, "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def without_gov_uk_identity(css: str) -> str:
    """Return the stylesheet in our font, also on paper, without their font files, crest and source map."""
    css = re.sub(r"/\*!.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", FONT_STACK)
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", css)
    css = re.sub(r"font-family:sans-serif;?", "", css)
    sizes = r"font-size:[0-9.]+pt(!important)?;?(line-height:[0-9.a-z]+(!important)?;?)?"
    css = re.sub(sizes, "", css)
    while (fewer := re.sub(r"(?<=[{}])[^{}]+\{\}", "", css)) != css:
        css = fewer
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    for forbidden in ("GDS Transport", "url(", "crest.svg", "sourceMappingURL"):
        if forbidden in css:
            sys.exit(f"govuk-frontend.min.css still contains {forbidden!r}: mend without_gov_uk_identity().")
    return css


def vendor_govuk(package: Path, static: Path) -> None:
    """Write the design system's stylesheet and script."""
    vendor = static / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    dist = package / "dist/govuk"
    css = (dist / "govuk-frontend.min.css").read_text("utf-8")
    (vendor / "govuk-frontend.min.css").write_text(without_gov_uk_identity(css), "utf-8")
    script = (dist / "govuk-frontend.min.js").read_text("utf-8")
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    (vendor / "govuk-frontend.min.js").write_text(script.strip() + "\n", "utf-8")
    (vendor / "LICENCE-govuk-frontend.txt").write_text(MIT, "utf-8")


def sprite_of(icons: Path) -> str:
    """Return one SVG whose symbols are the chosen icons, ids `i-<name>`."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    symbols = []
    for name in sorted(ICONS):
        drawing = ET.fromstring((icons / f"{name}.svg").read_text("utf-8"))
        shapes = "".join(ET.tostring(shape, encoding="unicode").strip() for shape in drawing)
        shapes = shapes.replace(' xmlns="http://www.w3.org/2000/svg"', "")
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def vendor_icons(package: Path, static: Path) -> None:
    """Write the sprite and its licence."""
    static.mkdir(parents=True, exist_ok=True)
    (static / "icons.svg").write_text(sprite_of(package / "icons"), "utf-8")
    shutil.copyfile(package / "LICENSE", static / "vendor/LICENCE-lucide.txt")


def vendor_fonts(web: Path, printed: Path) -> None:
    """Write the same typeface twice: small woff2 files for pages, whole TTF files for PDF."""
    fonts = STATIC / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    PRINT_FONTS.mkdir(parents=True, exist_ok=True)
    for face in WEB_FONT_FACES:
        shutil.copyfile(web / f"files/atkinson-hyperlegible-next-{face}", fonts / f"atkinson-{face}")
    for face in PRINT_FONT_FACES:
        name = FONT_NAMES.get(face, "BoldItalic")
        source = printed / face / f"AtkinsonHyperlegibleNext_{face}.ttf"
        shutil.copyfile(source, PRINT_FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf")
    for folder in (fonts, PRINT_FONTS):
        shutil.copyfile(printed / "LICENSE_FONT", folder / "OFL.txt")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        into = Path(temporary)
        vendor_govuk(fetch(GOVUK, into), STATIC)
        vendor_icons(fetch(LUCIDE, into), STATIC)
        vendor_fonts(fetch(WEB_FONT, into), fetch(PRINT_FONT, into))
    print("Written. Look at the diff, then commit.")


if __name__ == "__main__":
    main()
