"""Who changed what, when and from where; and whether the chain of it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.audit.queries import ChainReport, head_line, verify_stream
from havenkeep.organisations.models import Home, Provider
from havenkeep.web.history.forms import FilterForm
from havenkeep.web.history.queries import Part, part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """`pages_href` is the address of this page without its number."""

    name: str
    part: Part
    chain: ChainReport
    head_line: str
    form: FilterForm
    filtered: bool
    pages_href: str

    @classmethod
    def of(cls, place: Home | Provider, *, form: FilterForm, page: int) -> HistoryPage:
        room = form.room_chosen()
        return cls(
            name=place.name,
            part=part_of(place.stream, room=room, page=page),
            chain=verify_stream(place.stream),
            head_line=head_line(place.stream),
            form=form,
            filtered=bool(room),
            pages_href=f"?room={room}&page=" if room else "?page=",
        )
