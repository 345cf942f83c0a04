"""Kept findings: a page reads rows, and the checks run again only when the home or the day has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.assessment.checks import CHECKS, KEPT_AT
from havenkeep.assessment.models import Judgement
from havenkeep.audit.actions import INSTANCE
from havenkeep.audit.queries import head_numbers
from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding, FindingState
from havenkeep.organisations.models import Home, Homes

BATCH = 1_000
Findings = Mapping[str, Finding]


# What each check says of a home that has noted nothing for it yet.
_NOTHING = {name: replace(NOTHING_RECORDED, fix=page) for name, page in KEPT_AT.items()}


def findings_of(home: Home, *, on: date) -> Findings:
    """Return the findings of one home, kept ones when they are fresh. Two queries when nothing moved."""
    return findings_by_home([home], on=on)[home.pk]


def findings_by_home(homes: Collection[Home], *, on: date) -> Mapping[int, Findings]:
    """Return the findings of some homes by primary key; what is stale is judged again and kept."""
    found: dict[int, Findings] = {}
    for batch in _batches(list(homes)):
        versions = _versions(batch)
        kept = _kept([home.pk for home in batch], versions=versions, on=on)
        stale = [home for home in batch if home.pk not in kept]
        if stale:
            kept |= _judge(stale, versions=versions, on=on)
        found |= kept
    return found


def refresh_stale(at: datetime) -> None:
    """Judge again every home whose kept findings are behind. The worker calls this."""
    on = timezone.localdate(at)
    last = 0
    while batch := list(Home.objects.filter(pk__gt=last).order_by("pk").select_related("provider")[:BATCH]):
        findings_by_home(batch, on=on)
        last = batch[-1].pk


def _versions(homes: Collection[Home]) -> dict[int, str]:
    streams = {stream for home in homes for stream in (home.stream, home.provider.stream)}
    numbers = head_numbers([INSTANCE, *streams])
    return {
        home.pk: f"{numbers[home.stream]}.{numbers[home.provider.stream]}.{numbers[INSTANCE]}"
        for home in homes
    }


def _kept(pks: list[int], *, versions: Mapping[int, str], on: date) -> dict[int, Findings]:
    kept: dict[int, dict[str, Finding]] = defaultdict(dict)
    rows = Judgement.objects.filter(home__in=pks, on=on, check_id__in=CHECKS).values_list(
        "home", "version", "check_id", "state", "sentence", "numerator", "denominator", "lapses_on", "fix",
        "draft", "expects",
    )  # fmt: skip
    for pk, version, check, state, sentence, numerator, denominator, lapses_on, fix, draft, expects in rows:
        if version == versions[pk]:
            kept[pk][check] = Finding(
                state=FindingState(state),
                sentence=sentence,
                numerator=numerator,
                denominator=denominator,
                lapses_on=lapses_on,
                fix=fix,
                draft=draft,
                expects=expects,
            )
    return {pk: found for pk, found in kept.items() if len(found) == len(CHECKS)}


def _judge(homes: Collection[Home], *, versions: Mapping[int, str], on: date) -> dict[int, Findings]:
    """Run every check over the homes at once, keep what they found, and return it."""
    pks = [home.pk for home in homes]
    asked: Homes = Home.objects.filter(pk__in=pks)
    by_check = {name: check(homes=asked, on=on) for name, check in CHECKS.items()}
    found: dict[int, Findings] = {
        pk: {name: results.get(pk, _NOTHING[name]) for name, results in by_check.items()} for pk in pks
    }
    with transaction.atomic():
        Judgement.objects.bulk_create(
            [
                _row(pk, name, finding, version=versions[pk], on=on)
                for pk, findings in found.items()
                for name, finding in findings.items()
            ],
            update_conflicts=True,
            unique_fields=["home", "check_id"],
            update_fields=_WRITTEN,
            batch_size=2_000,
        )
    return found


_WRITTEN = [
    "on", "version", "state", "sentence", "numerator", "denominator", "lapses_on", "fix", "draft", "expects",
]  # fmt: skip


def _row(pk: int, check: str, finding: Finding, *, version: str, on: date) -> Judgement:
    return Judgement(
        home_id=pk,
        check_id=check,
        on=on,
        version=version,
        state=finding.state.value,
        sentence=finding.sentence,
        numerator=finding.numerator,
        denominator=finding.denominator,
        lapses_on=finding.lapses_on,
        fix=finding.fix,
        draft=finding.draft,
        expects=finding.expects,
    )


def _batches(homes: list[Home]) -> Iterator[list[Home]]:
    for start in range(0, len(homes), BATCH):
        yield homes[start : start + BATCH]
