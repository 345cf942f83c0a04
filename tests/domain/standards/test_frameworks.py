"""Other schemes that the same proof serves."""

from __future__ import annotations

from collections import Counter

import pytest

from havenkeep.standards.domain.edition import Certainty
from havenkeep.standards.domain.loading import UnknownFramework, edition, framework, frameworks


@pytest.mark.parametrize(
    ("framework_id", "groups"),
    [
        ("cqc-quality-statements", {"Safe": 8, "Effective": 6, "Caring": 5, "Responsive": 7, "Well-led": 8}),
        ("cqc-kloe-2026-draft", {"Safe": 7, "Effective": 4, "Caring": 3, "Responsive": 4, "Well-led": 6}),
        ("cyber-essentials", {"The five controls": 5}),
    ],
)
def test_a_framework_has_all_its_points(framework_id: str, groups: dict[str, int]) -> None:
    assert Counter(point.group for point in framework(framework_id).points) == groups


def test_a_draft_is_called_a_draft() -> None:
    draft = framework("cqc-kloe-2026-draft")
    assert draft.certainty is Certainty.INFERRED
    assert {point.certainty for point in draft.points} == {Certainty.INFERRED}
    assert "draft" in draft.note


def test_every_mandatory_item_serves_the_cqc_in_the_present_scheme_and_the_coming_one() -> None:
    for item in edition("dspt-2025-26").mandatory:
        assert {"cqc-quality-statements", "cqc-kloe-2026-draft"} <= set(item.maps_to), item.ref


def test_every_control_of_cyber_essentials_is_served_by_an_item() -> None:
    served = {
        point for item in edition("dspt-2025-26").items for point in item.maps_to.get("cyber-essentials", ())
    }
    assert served == {point.id for point in framework("cyber-essentials").points}


def test_an_unknown_framework_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFramework, match="cyber-essentials"):
        framework("iso-9001")
    assert len(frameworks()) == 3
