"""Turns what a cell holds into the text a person would say it holds.

Dates become yyyy-mm-dd (with hh:mm when there is a time of day), whole numbers lose a needless ".0",
percentages keep their sign, true and false become Yes and No. A reference such as 1.10 that a spreadsheet
turned into the number 1.1 gets its last nought back when the cell's number format, or the text shown, still
has it; otherwise it is lost, and `havenkeep.sheets.references` lists what it may have been.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

YES: Final = "Yes"
NO: Final = "No"

_DROPPED = [
    *(code for code in range(32) if code not in {9, 10, 13}),
    *range(0x7F, 0xA0),
    0xAD,  # soft hyphen
    *range(0x200B, 0x2010),  # widthless spaces and joiners, direction marks
    *range(0x202A, 0x202F),  # direction overrides
    *range(0x2060, 0x2070),
    0xFEFF,
    0xFFFE,
    0xFFFF,
    *range(0xD800, 0xE000),  # halves of surrogate pairs
]
_SPACES = {0xA0: " ", 0x2007: " ", 0x202F: " "}
_TRANSLATION: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **_SPACES}

_GUARDED = re.compile(r"^'+\s*[=+\-@＝＋－＠]")
_AS_TEXT_FORMULA = re.compile(r'^="([^"]*)"$')
_PLAIN_DECIMAL = re.compile(r"^-?\d+(\.\d+)?$")
_TRUTHS: Final = {"TRUE": "1", "FALSE": "0"}
_ISO_DURATION = re.compile(r"^-?PT(?:(\d{1,6})H)?(?:(\d{1,4})M)?(?:(\d{1,4})(?:[.,]\d+)?S)?$")


def clean(text: str) -> str:
    """Text without control or invisible characters, composed, with plain line ends, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.translate(_TRANSLATION)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def typed_text(text: str) -> str:
    """Cleans text a person or program typed, and undoes the two common guards around it.

    `="00123"` is how some exports keep leading noughts; an apostrophe before `=`, `+`, `-` or `@` is how safe
    writers, ours among them, keep text from being run as a formula.
    """
    text = clean(text)
    if text[:1] == "'" and _GUARDED.match(text):
        return text[1:].strip()
    if text[:2] == '="' and (match := _AS_TEXT_FORMULA.match(text)):
        return match[1].strip()
    return text


def number_text(raw: str, *, decimals: int = 0, digits: int = 0) -> str:
    """A number as text: whole numbers plain, others to 15 figures, never with an exponent.

    A number that is not whole is filled with noughts to `decimals` places; a whole one with noughts in front
    up to `digits` figures. Text that is not a finite number comes back as it was.
    """
    if not digits and len(raw) < 15 and raw.isdecimal() and raw.isascii() and raw[0] != "0":
        return raw
    try:
        value = Decimal(raw)
        if not value.is_finite() or abs(value.adjusted()) > 308:
            return clean(raw)
    except InvalidOperation:
        return clean(raw)
    if len(value.as_tuple().digits) > 15:
        value = Decimal(f"{float(value):.15g}")
    if value == value.to_integral_value():
        whole = f"{int(value):d}"
        return whole.zfill(digits) if value >= 0 else whole
    text = f"{value.normalize():f}"
    missing = decimals - len(text.partition(".")[2])
    return text + "0" * missing if missing > 0 else text


def percent_text(raw: str) -> str:
    """A share as a percentage: 0.85 is 85%."""
    try:
        share = Decimal(raw)
    except InvalidOperation:
        return clean(raw)
    if not share.is_finite() or abs(share.adjusted()) > 300:
        return clean(raw)
    return number_text(str(share * 100)) + "%"


def shown_number_text(raw: str, *, shown: str) -> str:
    """A number whose spreadsheet also keeps the text it showed: 1.1 shown as 1.10 stays 1.10."""
    text = number_text(raw)
    shown = shown.strip().replace(",", "")
    if shown in _TRUTHS and text == _TRUTHS[shown]:
        return boolean_text(shown == "TRUE")
    if shown == text or len(shown) > 40 or not _PLAIN_DECIMAL.match(shown):
        return text
    led_by_nought = "." not in shown and shown.startswith("0")
    return shown if ("." in text or led_by_nought) and Decimal(shown) == Decimal(text) else text


def boolean_text(value: bool) -> str:
    return YES if value else NO


def moment_text(value: datetime) -> str:
    """A date, with the time of day only when it is not midnight."""
    if value.microsecond:
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return (
        value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d} {clock_text(value.time())}"
    )


def clock_text(value: time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def span_text(seconds: int) -> str:
    """A length of time as hours and minutes, and seconds when there are any."""
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")
    return f"-{text}" if seconds < 0 else text


def iso_date_text(raw: str) -> str:
    """A date or instant as OpenDocument and ISO 8601 write it; other text comes back as it was."""
    try:
        return moment_text(datetime.fromisoformat(raw.strip()).replace(tzinfo=None))
    except ValueError:
        return clean(raw)


def iso_duration_text(raw: str) -> str:
    """A time of day or length of time as OpenDocument writes it: PT09H30M00S is 09:30."""
    match = _ISO_DURATION.match(raw.strip())
    if not match:
        return clean(raw)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return span_text(-total if raw.strip().startswith("-") else total)


def serial_moment(serial: float, *, from_1904: bool) -> datetime | None:
    """The moment behind Excel's day number, or None outside the years it can show.

    Excel's first calendar has a 29 February 1900 that never was, so days before it are one out.
    """
    if not 0 <= serial < 2_958_466:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
    if not from_1904 and serial < 60:
        serial += 1
    return start + timedelta(seconds=round(serial * 86_400))
