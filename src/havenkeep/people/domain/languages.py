"""The languages people here speak best. Texts exist in some of them; the others get plain English."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English",
    "ar": "Arabic",
    "bn": "Bengali",
    "bg": "Bulgarian",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "lt": "Lithuanian",
    "ml": "Malayalam",
    "ne": "Nepali",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "sn": "Shona",
    "so": "Somali",
    "es": "Spanish",
    "tl": "Tagalog",
    "ta": "Tamil",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "yo": "Yoruba",
    "other": "Another language",
}
# In these there is text to give somebody.
WRITTEN = (ENGLISH, "pl", "ro")


def written_language(code: str) -> str:
    """Return the language in which somebody gets what we print for them."""
    return code if code in WRITTEN else ENGLISH
