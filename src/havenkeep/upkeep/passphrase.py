"""The passphrase of a backup, read from a file of one line."""

from __future__ import annotations

from pathlib import Path

from havenkeep.upkeep.trouble import BadUse

SHORTEST = 12
LONGEST = 1024


def read_passphrase(file: Path) -> str:
    """Return the one line of a passphrase file, without its line end.

    Raises:
        BadUse: the file cannot be read, is no text, has several lines, or is too short to be safe.
    """
    try:
        text = file.read_bytes()[: 4 * LONGEST].decode("utf-8-sig").rstrip("\r\n")
    except OSError as wrong:
        raise BadUse(f"The passphrase file {file} cannot be read ({wrong.strerror}).") from wrong
    except UnicodeDecodeError as wrong:
        raise BadUse(
            f"The passphrase file {file} is not plain text. Write it with a text editor, as UTF-8."
        ) from wrong
    if "\n" in text or "\r" in text or len(text) > LONGEST:
        raise BadUse(f"The passphrase file {file} has more than one line. Put the passphrase on one line.")
    if len(text.strip()) < SHORTEST:
        raise BadUse(
            f"The passphrase in {file} is shorter than {SHORTEST} letters. Take four or five words that do "
            "not belong together."
        )
    return text
