"""NHS systems decide the level, and silence about one is not a no."""

from __future__ import annotations

import pytest

from havenkeep.evidence.domain.finding import FindingState
from havenkeep.governance.domain.nhs_systems import Use, level_needed, nhs_systems, nhs_systems_finding
from havenkeep.standards.domain.edition import Level

NONE = dict.fromkeys(nhs_systems(), Use.NO)
MET = next(key for key, row in nhs_systems().items() if row.level is Level.MET)
APPROACHING = next(key for key, row in nhs_systems().items() if row.level is Level.APPROACHING)


@pytest.mark.parametrize(
    ("used", "needed"),
    [((), None), ((APPROACHING,), Level.APPROACHING), ((APPROACHING, MET), Level.MET), ((MET,), Level.MET)],
)
def test_the_highest_level_asked_for_is_the_one_needed(used: tuple[str, ...], needed: Level | None) -> None:
    assert level_needed(NONE | dict.fromkeys(used, Use.YES)) is needed


def test_no_to_every_system_is_a_finding_that_none_asks() -> None:
    finding = nhs_systems_finding(NONE)
    assert finding.state is FindingState.MET
    assert "none asks for a level" in finding.sentence


@pytest.mark.parametrize(
    "unsure", [NONE | {MET: Use.NOT_SURE}, {APPROACHING: Use.NO}, {APPROACHING: Use.YES}]
)
def test_a_system_nobody_is_sure_of_or_spoke_of_leaves_it_open(unsure: dict[str, Use]) -> None:
    finding = nhs_systems_finding(unsure)
    assert finding.state is FindingState.COULD_NOT_TELL
    assert nhs_systems()[MET].title in finding.sentence


def test_once_met_is_needed_the_others_change_nothing() -> None:
    finding = nhs_systems_finding({MET: Use.YES})
    assert finding.state is FindingState.MET
    assert finding.sentence.endswith("It needs Standards Met.")


def test_every_system_says_who_says_so_and_what_is_lost() -> None:
    assert all(row.source and row.at_stake for row in nhs_systems().values())
