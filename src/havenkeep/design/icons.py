"""Line icons, drawn from one sprite (Lucide, ISC licence)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.templatetags.static import static
from markupsafe import Markup

SPRITE: Final = Path(__file__).parent / "static/design/icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """Return the names that `icon` can draw."""
    return frozenset(re.findall(r'id="i-([a-z0-9-]+)"', SPRITE.read_text("utf-8")))


def icon(name: str, label: str | None = None) -> Markup:
    """Return an inline drawing; hidden from screen readers unless it has a `label`.

    Raises ValueError for a name that is not in the sprite: add it to scripts/icons.txt and vendor again.
    """
    if name not in icon_names():
        raise ValueError(f"There is no icon called {name!r} in the sprite.")
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup(
        '<svg class="hk-icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>'
        '<use href="{}#i-{}"></use></svg>'
    ).format(spoken, static("design/icons.svg"), name)
