"""The name a file came under, made safe to show, to keep and to give back."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 100
NAMELESS: Final = "file"
_UNSAFE: Final = re.compile(r'[<>:"|?*%$`;]')
_SPACES: Final = re.compile(r"\s+")
# Names that Windows keeps for devices, whatever follows the point.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def clean_name(given: str, *, extension: str) -> str:
    """Return a file name without path, control or direction marks, ending in the extension of what it is.

    `a/b/Report.pdf.exe` kept as a PDF is `Report.pdf.exe.pdf`: its ending always says what it is.
    """
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = _SPACES.sub(" ", _UNSAFE.sub("_", name)).strip(" .")
    stem = name[: -len(extension) - 1] if name.casefold().endswith(f".{extension}") else name
    stem = stem[:LONGEST].strip(" .")
    if not stem or stem.split(".")[0].casefold() in _DEVICES:
        stem = f"{NAMELESS} {stem}".strip()
    return f"{stem}.{extension}"


def title_of(name: str) -> str:
    """Return a title for a proof that nobody named: the file's name without its ending."""
    return name.rpartition(".")[0].replace("_", " ").strip() or NAMELESS
