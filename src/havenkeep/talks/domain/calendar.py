"""A talk as a calendar file that Outlook, Google and phones take (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in a calendar. `edition` counts changes; instants carry a time zone."""

    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime
    about: str
    where: str = ""
    link: str = ""
    edition: int = 0
    called_off: bool = False


def calendar_file(entry: Entry) -> bytes:
    """Return an .ics file of one event. A newer edition takes the place of an earlier one."""
    event = Event()
    event.add("uid", f"talk-{entry.ref}@havenkeep")
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("description", "\n\n".join(part for part in (entry.about, entry.link) if part))
    if entry.where or entry.link:
        event.add("location", entry.where or entry.link)
    if entry.link:
        event.add("url", entry.link)
    event.add("sequence", entry.edition)
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Havenkeep//Talks//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.called_off else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
