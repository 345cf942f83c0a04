"""Who leads on data security, judged on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from havenkeep.evidence.domain.finding import FindingState
from havenkeep.governance.domain.duties import DUTY_WORDS
from havenkeep.governance.domain.lead import DUTY_TITLES, Appointed, Duty, lead_finding

ON = date(2026, 11, 23)
DAY = timedelta(days=1)
LENA = Appointed(
    name="Lena Reed",
    job_title="deputy manager",
    signed_by="Jo Marsh, director",
    signed_on=date(2026, 3, 2),
    since=date(2026, 3, 1),
    ended_on=None,
)
TAM = replace(LENA, name="Tam Hill", job_title="senior carer")


def test_a_signed_lead_in_post_is_met_and_drafts_the_answer() -> None:
    finding = lead_finding([LENA], on=ON)
    assert finding.state is FindingState.MET
    assert finding.draft == (
        "Lena Reed, deputy manager, has led on data security and protection since 1 March 2026. "
        "Jo Marsh, director signed the appointment on 2 March 2026."
    )
    assert finding.expects == "Lena Reed"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (replace(LENA, signed_by=""), "nobody senior has signed the appointment yet"),
        (replace(LENA, job_title=""), "their job title is not noted"),
    ],
)
def test_a_letter_nobody_signed_or_a_name_without_a_title_is_never_green(row: Appointed, says: str) -> None:
    finding = lead_finding([row], on=ON)
    assert finding.state is FindingState.COULD_NOT_TELL
    assert says in finding.sentence
    assert finding.draft == ""


def test_a_lead_who_left_is_told_with_the_day() -> None:
    finding = lead_finding([replace(LENA, ended_on=ON - DAY)], on=ON)
    assert finding.state is FindingState.NOT_MET
    assert (
        finding.sentence
        == "Nobody leads on data security now: Lena Reed’s appointment ended on 22 November 2026."
    )


def test_a_lead_still_leads_on_their_last_day() -> None:
    finding = lead_finding([replace(LENA, ended_on=ON)], on=ON)
    assert finding.state is FindingState.LAPSING
    assert finding.lapses_on == ON


def test_someone_who_only_begins_tomorrow_does_not_lead_today() -> None:
    finding = lead_finding([replace(TAM, since=ON + DAY)], on=ON)
    assert finding.state is FindingState.NOT_MET
    assert finding.sentence == "Nobody leads on data security now. Tam Hill begins on 24 November 2026."


def test_an_end_with_a_follower_named_does_not_lapse() -> None:
    ends = ON + 30 * DAY
    finding = lead_finding([replace(TAM, since=ends), replace(LENA, ended_on=ends)], on=ON)
    assert finding.state is FindingState.MET
    assert "Tam Hill takes over on 23 December 2026." in finding.sentence
    assert "Tam" not in finding.draft


def test_a_gap_before_the_follower_still_lapses() -> None:
    ends = ON + 30 * DAY
    finding = lead_finding([replace(TAM, since=ends + 2 * DAY), replace(LENA, ended_on=ends)], on=ON)
    assert finding.state is FindingState.LAPSING


def test_a_follower_called_off_before_the_first_day_does_not_count() -> None:
    called_off = replace(TAM, since=ON + 9 * DAY, ended_on=ON)
    assert lead_finding([called_off], on=ON).sentence == "Nobody leads on data security now."


def test_on_the_day_of_a_handover_the_new_lead_counts() -> None:
    finding = lead_finding([replace(TAM, since=ON), replace(LENA, ended_on=ON)], on=ON)
    assert finding.expects == "Tam Hill"


def test_every_duty_has_a_title_and_words_for_its_letter() -> None:
    assert set(DUTY_TITLES) == set(Duty) == set(DUTY_WORDS)
    assert all(words.asks and words.gives for words in DUTY_WORDS.values())
