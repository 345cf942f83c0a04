"""The answer book as JSON, for programs: stable keys, dates as ISO 8601, texts as they are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Final

from havenkeep.printing.text import printable
from havenkeep.reports.domain.answer_book import AnswerBook

FORMAT: Final = "havenkeep-answer-book"
VERSION: Final = 1


def write(book: AnswerBook) -> bytes:
    """Return the book as UTF-8 JSON. Its keys are the names of the fields of `AnswerBook` and its rows.

    `version` moves when a key changes its meaning or goes; new keys may come at any time.
    """
    document = {"format": FORMAT, "version": VERSION, **asdict(book)}
    return (json.dumps(_plain(document), ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return printable(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value
