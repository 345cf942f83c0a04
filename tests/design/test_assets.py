"""Promises about what is shipped: ours to ship, complete, and readable."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

import havenkeep.design
import havenkeep.printing

STATIC = Path(havenkeep.design.__file__).parent / "static"
DESIGN = STATIC / "design"
PRINT_FONTS = Path(havenkeep.printing.__file__).parent / "fonts"
STYLESHEETS = sorted(DESIGN.rglob("*.css"))
GROUNDS = ("paper", "sheet")
TEXT = ("ink", "quiet", "teal", "teal-deep", "soon", "harm")
WASHED = {
    "teal-wash": ("teal", "teal-deep", "ink"),
    "soon-wash": ("soon", "ink"),
    "harm-wash": ("harm", "ink"),
}


def colours() -> dict[str, str]:
    base = (DESIGN / "css/base.css").read_text("utf-8")
    return dict(re.findall(r"--hk-([a-z-]+): (#[0-9a-f]{6});", base))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(colours()[one]), luminance(colours()[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_words_stand_out_from_the_paper(ground: str, text: str) -> None:
    assert contrast(ground, text) >= 4.5


@pytest.mark.parametrize(("ground", "text"), [(g, t) for g, texts in WASHED.items() for t in texts])
def test_words_stand_out_from_a_wash(ground: str, text: str) -> None:
    assert contrast(ground, text) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_a_box_to_type_in_can_be_seen(ground: str) -> None:
    assert contrast(ground, "edge") >= 3


def test_nothing_of_gov_uk_identity_is_shipped() -> None:
    shipped = "".join(
        path.read_text("utf-8") for path in DESIGN.rglob("*") if path.suffix in {".css", ".js", ".svg"}
    )
    for mark in ("GDS Transport", "crest", "Frutiger", "sourceMappingURL"):
        assert mark not in shipped


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_every_file_a_stylesheet_names_is_there(path: Path) -> None:
    for named in re.findall(r'url\("?([^")]+)"?\)', path.read_text("utf-8")):
        assert (path.parent / named).is_file()


def test_every_font_travels_with_its_licence() -> None:
    for folder, fonts in ((DESIGN / "fonts", "*.woff2"), (PRINT_FONTS, "*.ttf")):
        assert list(folder.glob(fonts))
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["govuk-frontend", "lucide"])
def test_every_library_travels_with_its_licence(name: str) -> None:
    assert "Permission" in (DESIGN / f"vendor/LICENCE-{name}.txt").read_text("utf-8")


def test_the_sprite_is_only_shapes() -> None:
    allowed = {"svg", "symbol", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    root = ET.fromstring((DESIGN / "icons.svg").read_text("utf-8"))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= allowed


def test_the_assets_can_be_given_names_that_never_change(tmp_path: Path) -> None:
    storage = ManifestStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    source = FileSystemStorage(location=str(STATIC))
    paths = {}
    for path in STATIC.rglob("*"):
        if path.is_file():
            name = path.relative_to(STATIC).as_posix()
            storage._save(name, ContentFile(path.read_bytes()))
            paths[name] = (source, name)
    done = {name: hashed for name, hashed, _ in storage.post_process(paths)}
    assert done["design/css/base.css"] != "design/css/base.css"
    assert not [hashed for hashed in done.values() if isinstance(hashed, Exception)]
