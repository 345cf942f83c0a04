"""The sentence about the 95%: what makes it fall, and on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.training.domain.everyone import Around, everyone_finding
from havenkeep.training.domain.standing import Learner, Span

ON = date(2026, 11, 23)
DAY = timedelta(days=1)
NOTED = Around(any_noted=True)


def people(
    count: int, trained: date | None = ON, *, first: date | None = None, last: date | None = None
) -> list[Learner]:
    return [
        Learner(
            person=id(trained) + number,
            ref="",
            name="",
            engagement=Engagement.EMPLOYED,
            role=JobRole.CARER,
            spans=(Span(first, last),),
            trained_from=trained,
        )
        for number in range(count)
    ]


def lapsing(count: int, on: date) -> list[Learner]:
    """People whose training lapses on a day."""
    return people(count, on.replace(year=on.year - 1) - DAY)


WENT = "trained in the last 12 months"


@pytest.mark.parametrize(
    ("team", "told"),
    [
        (people(1), f"1 of 1 person {WENT} (100%)."),
        (people(20), f"20 of 20 people {WENT} (100%)."),
        (people(1, None), f"0 of 1 person {WENT} (0.0%). 1 more person to train for 95%."),
        (people(2, None), f"0 of 2 people {WENT} (0.0%). 2 more people to train for 95%."),
        (
            people(38) + lapsing(3, ON + 100 * DAY),
            f"41 of 41 people {WENT} (100%); drops to 92.6% on 3 March when 3 certificates lapse.",
        ),
        (
            people(38) + lapsing(2, ON + 9 * DAY) + people(1, last=ON + 19 * DAY),
            f"41 of 41 people {WENT} (100%).",
        ),
        (
            people(18) + lapsing(1, ON + 9 * DAY) + people(1, last=ON + 19 * DAY),
            f"20 of 20 people {WENT} (100%); drops to 94.7% on 13 December when 1 person leaves.",
        ),
        (
            [
                *people(18),
                *lapsing(1, ON + 5 * DAY),
                *people(2, None, first=ON + 5 * DAY),
                *people(1, last=ON + 4 * DAY),
            ],
            f"20 of 20 people {WENT} (100%); drops to 85.7% on 28 November when 1 certificate lapses, "
            "2 people start and 1 person leaves.",
        ),
        (
            people(1, last=ON) + people(1, None, first=ON + DAY),
            f"1 of 1 person {WENT} (100%); drops to 0.0% on 24 November when 1 person starts and 1 person "
            "leaves.",
        ),
    ],
)
def test_it_says_the_number_and_what_will_change_it(team: list[Learner], told: str) -> None:
    assert everyone_finding(team, on=ON, around=NOTED).sentence == told


def test_a_day_of_the_year_after_is_told_with_its_year() -> None:
    on = date(2026, 11, 1)
    team = people(1, date(2026, 10, 31), first=None)
    assert "1 November 2027 when" in everyone_finding(team, on=on, around=NOTED).sentence


def test_nothing_is_judged_of_nobody_or_of_those_whose_training_nobody_noted() -> None:
    assert everyone_finding([], on=ON, around=NOTED).sentence.startswith("Nobody who works here now")
    assert everyone_finding(people(1, first=ON + DAY), on=ON, around=NOTED).state == "could_not_tell"
    nobody = everyone_finding(people(1, None), on=ON, around=Around())
    assert nobody.sentence == "1 person is on the staff list, and nobody’s training is noted yet."
