"""Waiting uploads and remembered columns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from havenkeep.audit.models import Event
from havenkeep.importing.actions import (
    AlreadyApplied,
    CannotApply,
    clear_expired,
    close_preview,
    keep_preview,
    remember_columns,
    settle_choices,
    take_preview,
)
from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.models import KEPT, ColumnMap, Preview
from havenkeep.importing.queries import preview_of, remembered_columns, remembered_layout
from havenkeep.organisations.models import Home
from havenkeep.sheets.table import Row, Sheet
from tests.world import AT, World


def keep(world: World, place: Home | None = None) -> Preview:
    return keep_preview(
        place=place or world.thistlewick, kind="answers", rows={"a": 1}, by=world.alice.as_actor(), at=AT
    )


def test_an_upload_is_found_by_its_own_place_and_kind_only(world: World) -> None:
    kept = keep(world)
    assert preview_of(world.thistlewick, kind="answers", ref=kept.ref, at=AT) == kept
    assert preview_of(world.brookside, kind="answers", ref=kept.ref, at=AT) is None
    assert preview_of(world.larkfield, kind="answers", ref=kept.ref, at=AT) is None
    assert preview_of(world.thistlewick, kind="people", ref=kept.ref, at=AT) is None


def test_an_upload_is_applied_once_and_its_rows_are_let_go(world: World) -> None:
    kept = keep(world)
    take_preview(preview=kept, at=AT)
    close_preview(preview=kept, result={"added": 1}, by=world.alice.as_actor(), at=AT)
    with pytest.raises(AlreadyApplied):
        take_preview(preview=kept, at=AT)
    kept.refresh_from_db()
    assert (kept.rows, kept.result) == ({}, {"added": 1})


def test_what_was_settled_stays_as_it_was_applied(world: World) -> None:
    kept = keep(world)
    settle_choices(preview=kept, choices={"year": "a"})
    close_preview(preview=kept, result={}, by=world.alice.as_actor(), at=AT)
    settle_choices(preview=kept, choices={"year": "b"})
    kept.refresh_from_db()
    assert kept.choices == {"year": "a"}


def test_an_upload_is_forgotten_after_a_day(world: World) -> None:
    kept, theirs = keep(world), keep(world, world.brookside)
    assert preview_of(world.thistlewick, kind="answers", ref=kept.ref, at=AT + KEPT) is None
    with pytest.raises(CannotApply, match="Choose it again"):
        take_preview(preview=kept, at=AT + KEPT)
    clear_expired(AT + KEPT - timedelta(seconds=1))
    assert Preview.objects.count() == 2
    clear_expired(AT + KEPT)
    assert not Preview.objects.filter(pk__in=[kept.pk, theirs.pk]).exists()


def test_columns_that_a_person_said_are_remembered_once_they_were_applied(world: World) -> None:
    sheet = Sheet("S", True, (Row(1, ("Wer",)), Row(2, ("Ann",))))
    said = Layout(sheet=0, heading_row=1, columns={"name": 0})
    kept = keep_preview(
        place=world.larkfield,
        kind="people",
        rows={},
        choices=said.as_said([sheet]),
        by=world.alice.as_actor(),
        at=AT,
    )
    assert remembered_layout(world.larkfield, kind="people", sheets=[sheet]) is None
    close_preview(preview=kept, result={}, by=world.alice.as_actor(), at=AT)
    assert remembered_layout(world.larkfield, kind="people", sheets=[sheet]) == said


def test_columns_are_remembered_for_the_place_and_the_latest_word_counts(world: World) -> None:
    by = world.alice.as_actor()
    for column in (2, 3):
        remember_columns(
            place=world.thistlewick, kind="answers", fingerprint="f", columns={"ref": column}, by=by, at=AT
        )
    assert remembered_columns(world.thistlewick, kind="answers") == {"f": {"ref": 3}}
    assert remembered_columns(world.brookside, kind="answers") == {}
    assert remembered_columns(world.thistlewick, kind="people") == {}
    assert ColumnMap.objects.count() == 1
    event = Event.objects.filter(event="importing.columns_remembered").first()
    assert event is not None
    assert event.stream == world.thistlewick.stream
