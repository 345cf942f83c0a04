"""What the ten answers add up to: who publishes, which level by when, what to watch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from havenkeep.governance.domain.nhs_systems import LEVEL_WORDS, Use, level_needed, nhs_systems
from havenkeep.standards.domain.edition import Certainty, Edition, Level
from havenkeep.standards.domain.words import WORDS
from havenkeep.web.setup.domain.answers import SetupAnswers
from havenkeep.web.setup.domain.choices import CodeKind, LastStanding, Pressing, Publisher
from havenkeep.web.setup.domain.first_job import FirstJob, Situation, first_job
from havenkeep.web.setup.domain.people import fee_sentence, missing_sentence

_FULL = frozenset({LastStanding.MET, LastStanding.EXCEEDED})
_PUBLISHES: Mapping[Publisher, str] = {
    Publisher.US: "You publish the toolkit yourselves. Havenkeep takes you through all of it.",
    Publisher.HEAD_OFFICE: "Head office publishes for you. You check that its answers are true here.",
    Publisher.NOBODY: "Nobody publishes yet. Havenkeep takes you through all of it, from the start.",
    Publisher.NOT_SURE: "We do not know yet who publishes. We go on as if you do; you can change that later.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Sentences for one page, and the facts behind them."""

    publishes: str
    edition_title: str
    needed: Level | None
    level: str
    by: date
    by_certainty: Certainty
    at_stake: tuple[str, ...]
    approaching_open: bool
    already_published: bool
    numbers: tuple[str, ...]
    set_aside: tuple[str, ...]
    watch: tuple[str, ...]
    job: FirstJob


def opening(answers: SetupAnswers, *, edition: Edition, on: date) -> Opening:
    """Sum up the answers on a day, against the edition in force."""
    needed = level_needed(answers.nhs.uses)
    counts = answers.people.counts
    return Opening(
        publishes=_PUBLISHES[answers.publisher.publisher],
        edition_title=edition.title,
        needed=needed,
        level=_level_sentence(answers, needed),
        by=edition.deadline,
        by_certainty=edition.deadline_certainty,
        at_stake=_at_stake(answers.nhs.uses),
        approaching_open=answers.standing.last is LastStanding.NEVER,
        already_published=_already_published(answers, edition),
        numbers=tuple(line for line in (missing_sentence(counts), fee_sentence(counts)) if line),
        set_aside=tuple(_set_aside(answers)),
        watch=tuple(_watch(answers, edition, on=on)),
        job=first_job(situation_of(answers)),
    )


def situation_of(answers: SetupAnswers) -> Situation:
    return Situation(
        service_name=answers.service.name,
        code=answers.service.ods_code,
        publisher=answers.publisher.publisher,
        sign_in=answers.sign_in.sign_in,
        pressing=answers.pressing.pressing,
    )


def _level_sentence(answers: SetupAnswers, needed: Level | None) -> str:
    unsure = Use.NOT_SURE in answers.nhs.uses.values()
    if needed is Level.MET:
        return "What you use of the NHS asks for Standards Met."
    if needed is not None:
        rest = " Some of what you were not sure about asks for Standards Met." if unsure else ""
        return f"What you use of the NHS asks for {LEVEL_WORDS[needed]} at least.{rest}"
    if unsure:
        return "We cannot tell yet which level you need. Aim for Standards Met: it is enough for all of them."
    return "Nothing you use of the NHS asks for a level. Contracts often do, so aim for Standards Met."


def _at_stake(uses: Mapping[str, Use]) -> tuple[str, ...]:
    return tuple(nhs_systems()[key].at_stake for key, use in uses.items() if use is Use.YES)


def _already_published(answers: SetupAnswers, edition: Edition) -> bool:
    last = answers.standing
    return last.last in _FULL and last.published_on is not None and last.published_on >= edition.opens_on


def _set_aside(answers: SetupAnswers) -> Iterator[str]:
    if answers.computing.own_phones is False:
        yield "Staff do not use their own phones for work, so questions about that may not apply."
    if answers.computing.own_phones is None:
        yield "Ask staff whether anything of the rota, e-mail or a chat group is on their own phones."


def _watch(answers: SetupAnswers, edition: Edition, *, on: date) -> Iterator[str]:
    service, words = answers.service, WORDS[answers.people.kind]
    if service.bought_recently and service.ods_code:
        yield (
            f"You took over recently, so the code {service.ods_code} may still be the old owner’s. "
            "Check it before you publish."
        )
    elif service.code_kind is CodeKind.HEAD_OFFICE:
        yield (
            f"The code {service.ods_code} is a head office’s. For one {words.service}, the advice is to use "
            "its own code, which begins with V."
        )
    if answers.standing.last is LastStanding.APPROACHING:
        yield "Approaching Standards can be published once only. The next time it has to be Standards Met."
    counted = answers.standing.mandatory
    if counted is not None and counted != edition.mandatory_count:
        yield (
            f"Your toolkit shows {counted} mandatory questions; our list for {edition.title} has "
            f"{edition.mandatory_count}. Trust your toolkit: we compare the two with you later."
        )
    if on > edition.deadline:
        yield "This year’s deadline has passed. Publish as soon as your answers are true."
    if Pressing.SALE in answers.pressing.pressing:
        yield "A sale can change your CQC registration, and then your code. Publish with the new one."
    if Pressing.MANAGER_LEAVING in answers.pressing.pressing:
        yield "Before the manager leaves: a second administrator for the toolkit, NHSmail and this Havenkeep."
