"""When two written names are the same name."""

from __future__ import annotations

import re
import unicodedata


def name_key(name: str) -> str:
    """Return what is the same for names that differ in case, accents, signs, spacing, or “Last, First”."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign)
    )
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("’", "").replace("'", "")).split())
