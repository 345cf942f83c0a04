"""Promises about a time of day as people type it."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.design.domain.typed_times import UnreadableTimeError, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("9.30", time(9, 30)),
        (" 2.05 PM ", time(14, 5)),
        ("2pm", time(14)),
        ("12 a.m.", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_is_read_as_it_is_written(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "teatime", "2", "25:00", "14:60", "13pm", "0am", "1:5", "١٤:٠٥"])
def test_what_is_no_time_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(UnreadableTimeError):
        read_time(typed)


@given(st.times())
def test_every_minute_reads_back(moment: time) -> None:
    assert read_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)


@given(st.text(max_size=12))
def test_nothing_typed_can_break_it(typed: str) -> None:
    with suppress(UnreadableTimeError):
        assert isinstance(read_time(typed), time)
