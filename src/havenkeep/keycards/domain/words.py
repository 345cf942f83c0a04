"""The words on the pages of a card and a link, in each language: one file a language, total by its type."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from havenkeep.keycards.domain.pins import LONGEST, SHORTEST, Flaw
from havenkeep.people.domain.languages import written_language
from havenkeep.standards.domain.strict_rows import load


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """Every sentence and button; `{braces}` stand for what is filled in.

    `lang` is the language tag of the pages, such as `en-GB`. Those that begin with `flaw_` tell why a PIN
    cannot be somebody's; why somebody may not come in stands under the names of `Refusal`.
    """

    lang: str
    another: str
    another_card: str
    another_link: str
    ask_lead: str
    ask_no_mail: str
    ask_send: str
    ask_sent: str
    ask_title: str
    away: str
    back_to_page: str
    card_lost: str
    choose_again: str
    choose_hint: str
    choose_keep: str
    choose_label: str
    choose_lead: str
    choose_title: str
    closed: str
    closed_title: str
    code_hint: str
    code_label: str
    code_missing: str
    code_unknown: str
    done_kept: str
    done_out: str
    done_title: str
    email_hint: str
    email_invalid: str
    email_label: str
    email_missing: str
    error: str
    errors_title: str
    flaw_common: str
    flaw_digits: str
    flaw_length: str
    flaw_repeats: str
    flaw_runs: str
    flaw_year: str
    go_on: str
    gone: str
    gone_title: str
    have_card: str
    hello: str
    hide: str
    left: str
    left_title: str
    letter: str
    letter_english: str
    letter_subject: str
    link_lead: str
    link_open: str
    link_title: str
    locked: str
    locked_title: str
    next_person: str
    no_camera: str
    no_card: str
    not_me: str
    not_yet: str
    not_yet_title: str
    over: str
    over_title: str
    pin_forgotten: str
    pin_hidden: str
    pin_hide: str
    pin_label: str
    pin_missing: str
    pin_show: str
    pin_shown: str
    pin_title: str
    pin_wait: str
    pin_wrong: str
    pins_differ: str
    pins_left: str
    remember: str
    shared: str
    shared_title: str
    show: str
    show_card: str
    shut: str
    sign_in_password: str
    start_lead: str
    start_title: str
    stronger: str
    stronger_title: str
    unknown: str
    unknown_title: str

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(getattr(self, field.name) for field in fields(self) if field.name != "lang")

    def flaw(self, flaw: Flaw) -> str:
        """Say why a PIN cannot be somebody's."""
        sentence: str = getattr(self, f"flaw_{flaw}")
        return sentence.format(shortest=SHORTEST, longest=LONGEST)


@cache
def card_words(language: str) -> CardWords:
    """Return the words of a language; English for one we do not have. Raises `BadEdition` for a torn file."""
    name = f"{written_language(language)}.yaml"
    return load(files("havenkeep.keycards") / "words" / name, where=f"keycards/words/{name}").filled(
        CardWords
    )
