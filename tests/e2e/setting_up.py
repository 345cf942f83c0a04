"""The first run, told once: the key, ten questions, and an account."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from havenkeep.upkeep import setup_key
from tests.e2e.journey import Journey
from tests.e2e.stages import national_list
from tests.world import PASSWORD

EMAIL = "dana.brook@example.org"


@dataclass(frozen=True, kw_only=True)
class ListedService:
    """A service as the national list has it, with the code of its site."""

    code: str
    name: str


@cache
def listed_service(folder: Path) -> ListedService:
    """Return the first social care site of the national list that is in use."""
    with national_list(folder).open(encoding="utf-8-sig", newline="") as file:
        row = next(
            row
            for row in csv.DictReader(file)
            if row["Primary Sector"] == "Social Care" and row["Code"].startswith("VL")
        )
    return ListedService(code=row["Code"], name=row["Organisation Name"])


def comes_with_the_key(dana: Journey) -> None:
    dana.goes_to(f"/setup/?key={setup_key.read(dana.installation.data)}")
    dana.reads("Welcome to Havenkeep")


def finds_the_service(dana: Journey, code: str) -> None:
    dana.types("Which service is yours?", code)
    dana.presses("Search")
    dana.chooses_the_first(of="Which one is yours?")
    dana.presses("This is my service")


def types_the_service_in(dana: Journey, name: str) -> None:
    dana.opens("Type it in")
    dana.types("Name of the service", name)
    dana.presses("Save and go on")


def answers_the_other_nine(dana: Journey) -> None:
    dana.reads("Who publishes the toolkit for your service?")
    dana.presses("Save and go on")
    dana.sees("There is something to mend")
    dana.chooses("We do")
    dana.presses("Save and go on")
    dana.chooses("Yes, with my own e-mail")
    dana.presses("Save and go on")
    dana.chooses("Never published", of="It shows")
    dana.presses("Save and go on")
    dana.chooses("Yes", of="NHSmail")
    dana.presses("Save and go on")
    dana.chooses("Care home without nursing", of="Kind of service")
    dana.types("Employed staff (optional)", 24)
    dana.presses("Save and go on")
    dana.types("Leads on data security and protection", "Robin Dale")
    dana.types("The lead’s job title", "Deputy manager")
    dana.presses("Save and go on")
    dana.ticks("Paper folders")
    dana.presses("Save and go on")
    dana.chooses("On paper", of="Care records")
    dana.presses("Save and go on")
    dana.ticks("None of these")
    dana.presses("Save and go on")
    dana.reads("This is what we understood")


def makes_the_account(dana: Journey) -> None:
    dana.opens("Make my account")
    dana.types("Your full name", "Dana Brook")
    dana.types("Your e-mail address", EMAIL)
    dana.types("Choose a password", PASSWORD)
    dana.presses("Make my account and begin")


def looks_around_the_sample(visitor: Journey) -> None:
    comes_with_the_key(visitor)
    visitor.presses("Look around a sample home")
    visitor.sees("This is a made-up sample.")
