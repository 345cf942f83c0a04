"""What the file says of itself to a person who has no Havenkeep."""

from __future__ import annotations

from html import escape

from havenkeep.design.wording import say_when
from havenkeep.upkeep.moving.layout import Manifest

_PARTS = (
    (
        "tables",
        "Everything that belongs to this service: answers, confirmations, publications, registers, jobs and "
        "proof. Each table is there twice: as .csv, which any spreadsheet program opens, and as .jsonl (one "
        "line of JSON for each row) for other programs. “row” numbers the rows of a table; a column with the "
        "name of another table, such as “proof”, holds the row there. Times are UTC.",
    ),
    (
        "files",
        "The proof itself, as it was added, unlocked. The table evidence.KeptFile says which file belongs to "
        "which proof, and the SHA-256 of each.",
    ),
    (
        "history",
        "Who changed what, and when: numbered events, each sealed to the one before by a SHA-256. It holds "
        "ids and the names of what changed, never what was written. “by_id” is the reference of a person in "
        "to-read/people.csv.",
    ),
    (
        "to-read",
        "What belongs with it but is not moved: who could sign in here (by name only; never a password), "
        "what the records showed, and head office’s answers where head office answers for this service.",
    ),
    ("editions", "The official lists of the toolkit that were loaded here."),
    ("manifest.json", "The size and SHA-256 of every other file, and one digest over all."),
)
_TO_MOVE = (
    "To go on with it in another Havenkeep, of this version or a later one, whoever looks after that one "
    "runs: havenkeep import-service FILE --provider new"
)
_WARNING = (
    "This file is not encrypted, and it names people. Keep it where only the right people can open it, and "
    "delete it when it is no longer needed."
)


def readme(*, service: str, version: str, made: str) -> bytes:
    """Return README.txt."""
    parts = "\r\n\r\n".join(f"{name}\r\n    {words}" for name, words in _PARTS)
    lead = f"{service}\r\n\r\nAll that Havenkeep {version} kept for this service on {made}."
    return f"{lead}\r\n\r\n{_WARNING}\r\n\r\n{parts}\r\n\r\n{_TO_MOVE}\r\n".encode()


def index(manifest: Manifest) -> bytes:
    """Return index.html: the same for a browser, with how much there is of each. It loads nothing."""
    listed = "".join(
        f'<tr><td><a href="{escape(name[:-6])}.csv">{escape(name[:-6])}</a></td>'
        f"<td>{manifest.tables[label].rows if (label := name[7:-6]) in manifest.tables else ''}</td></tr>"
        for name in manifest.members
        if name.endswith(".jsonl") and f"{name[:-6]}.csv" in manifest.members
    )
    parts = "".join(
        f"<dt><strong>{escape(name)}</strong></dt><dd>{escape(words)}</dd>" for name, words in _PARTS
    )
    missing = "".join(f"<li>{escape(name)}</li>" for name in manifest.missing)
    lost = f"<h2>Lost before this was made</h2><ul>{missing}</ul>" if missing else ""
    made = f"All that Havenkeep {manifest.version} kept for this service on {say_when(manifest.made_at)}."
    title = escape(manifest.service)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><h1>{title}</h1><p>{escape(made)}</p><p><strong>{_WARNING}</strong></p>"
        f"<dl>{parts}</dl><table><caption>Tables</caption><thead><tr><th>Table</th><th>Rows</th></tr></thead>"
        f"<tbody>{listed}</tbody></table>{lost}<p>{escape(_TO_MOVE)}</p></body></html>\n"
    ).encode()
