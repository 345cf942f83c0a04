"""Reading the chain: heads, histories, and whether every link holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from havenkeep.audit.domain.chain import GENESIS, first_broken
from havenkeep.audit.models import Event, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """How one stream stands. `broken_at` is the first number that does not hold."""

    stream: str
    events: int
    broken_at: int | None


def head_numbers(streams: Iterable[str]) -> Mapping[str, int]:
    """Return the newest number of each stream; 0 for one that has no event yet. One query."""
    wanted = list(streams)
    found = dict(Head.objects.filter(stream__in=wanted).values_list("stream", "number"))
    return {stream: found.get(stream, 0) for stream in wanted}


def head_line(stream: str) -> str:
    """Return `stream number digest` to print, so that a chain cut later shows against the paper."""
    head = Head.objects.filter(stream=stream).first()
    return f"{stream} {head.number} {head.digest[:16]}" if head else f"{stream} 0 {GENESIS[:16]}"


def streams_of(ref: str) -> list[Head]:
    """Return every stream of one home or provider: its history, who read its files, and what rooms add."""
    return list(Head.objects.filter(stream__endswith=f":{ref}").order_by("stream"))


def brought_in(stream: str) -> int:
    """Return how many of a stream's first events were recorded in another installation."""
    return Head.objects.filter(stream=stream).values_list("brought_in", flat=True).first() or 0


def verify() -> list[ChainReport]:
    """Walk every stream, a chunk of rows at a time."""
    return [_verify(head) for head in Head.objects.order_by("stream")]


def verify_stream(stream: str) -> ChainReport:
    """Walk one stream. A stream without events is whole."""
    head = Head.objects.filter(stream=stream).first()
    return _verify(head or Head(stream=stream, number=0, digest=GENESIS))


def _verify(head: Head) -> ChainReport:
    # Up to the head as it was read: an event added meanwhile is not a break.
    events = Event.objects.filter(stream=head.stream, number__lte=head.number).order_by("number")
    broken = first_broken(
        (event.as_link(seal=head.seal) for event in events.iterator(chunk_size=1_000)),
        head=(head.number, head.digest),
    )
    return ChainReport(stream=head.stream, events=head.number, broken_at=broken)
