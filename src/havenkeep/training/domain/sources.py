"""How it is known that somebody learned something."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Source(StrEnum):
    LESSONS = "lessons"
    PAPER_QUIZ = "paper_quiz"
    TALK = "talk"
    SHEET = "sheet"
    CERTIFICATE = "certificate"
    PASSPORT = "passport"


SOURCE_TITLES: Mapping[Source, str] = {
    Source.LESSONS: "Our lessons",
    Source.PAPER_QUIZ: "Quiz on paper",
    Source.TALK: "Team talk or webinar",
    Source.SHEET: "From a learning platform’s list",
    Source.CERTIFICATE: "Certificate of another course",
    Source.PASSPORT: "Shown by another service’s certificate",
}
# What we saw somebody learn gets a certificate of ours; what others saw has theirs.
OURS = frozenset({Source.LESSONS, Source.PAPER_QUIZ, Source.TALK})
