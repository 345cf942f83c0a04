"""What each duty asks of a person, in plain words, for the page and for the appointment letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from havenkeep.governance.domain.lead import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWords:
    """`why` is one line for the page; the others make the letter: its title, its first words, its lists."""

    role: str
    you: str
    why: str
    asks: tuple[str, ...]
    gives: tuple[str, ...]


_TIME = "Time to do it, in working hours."
_DIRECT = "A direct word with the owner or a director whenever it is needed."

DUTY_WORDS: Mapping[Duty, DutyWords] = {
    Duty.LEAD: DutyWords(
        role="Data security and protection lead",
        you="lead on data security and protection",
        why="The one person everyone tells when something is lost, seen or sent by mistake.",
        asks=(
            "Be the person whom everyone can tell, without blame, when information or a device goes missing.",
            "Keep our registers and our toolkit answers true, and say so when one of them is not.",
            "See that everyone who works here has this year’s data security training.",
            "Check now and then, at night as well, that we do what our policies say.",
            "Talk about data security with the owner or a director every three months, and keep notes.",
        ),
        gives=(_TIME, "Training for this role.", _DIRECT, "Someone named to stand in when you are away."),
    ),
    Duty.DEPUTY: DutyWords(
        role="Deputy data security and protection lead",
        you="stand in for the lead on data security and protection",
        why="Leave, sickness and nights happen. Somebody must know what to do then.",
        asks=(
            "Do the lead’s work whenever the lead is away, and tell them afterwards what happened.",
            "Know where the emergency plan and the telephone list are, on paper as well.",
            "Be able to sign in to the toolkit and to Havenkeep with an account of your own.",
        ),
        gives=(_TIME, "The same training as the lead.", _DIRECT),
    ),
    Duty.ICO_DECIDER: DutyWords(
        role="Who decides on telling the ICO",
        you="decide for us whether the ICO must be told about a breach",
        why="The law gives 72 hours, weekends included. Nobody should have to ask first who decides.",
        asks=(
            "Decide after a breach whether the ICO must be told, within 72 hours of anyone here finding out.",
            "Decide whether the people concerned must be told as well.",
            "Write the decision and its reasons down, also when the answer is no.",
            "Say who decides when you cannot be reached.",
        ),
        gives=("To be told at once, at any hour, by whoever finds a breach.", _DIRECT),
    ),
}
