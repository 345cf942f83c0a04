"""One submission for many homes: the worst finding speaks, and names the homes it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding, FindingState

WORST_FIRST = (
    FindingState.NOT_MET,
    FindingState.COULD_NOT_TELL,
    FindingState.LAPSING,
    FindingState.MET,
    FindingState.NOT_APPLICABLE,
)
_NAMED = 3


def merge(findings: Sequence[tuple[str, Finding]]) -> Finding:
    """Return one finding for homes with their names. With one home, it is that home's own."""
    if len(findings) <= 1:
        return next((finding for _, finding in findings), NOTHING_RECORDED)
    worst = min((finding.state for _, finding in findings), key=WORST_FIRST.index)
    homes = [name for name, finding in findings if finding.state is worst]
    example = next(finding for _, finding in findings if finding.state is worst)
    lapses = [finding.lapses_on for _, finding in findings if finding.lapses_on]
    if len(homes) == len(findings):
        sentence = f"At all {len(findings)} services. {homes[0]}: {example.sentence}"
    else:
        sentence = f"{names(homes)}: {example.sentence}"
    return replace(
        example,
        sentence=sentence,
        numerator=len(findings) - len(homes),
        denominator=len(findings),
        lapses_on=min(lapses, default=None),
        draft=example.draft if len({finding.draft for _, finding in findings}) == 1 else "",
        expects=example.expects if len({finding.expects for _, finding in findings}) == 1 else "",
    )


def names(homes: list[str]) -> str:
    """Return a short list of names: the first three and how many more."""
    more = len(homes) - _NAMED
    shown = ", ".join(homes[:_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
