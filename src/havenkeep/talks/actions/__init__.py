"""The writers of this room: talks, who was there, and lists from learning platforms."""

from havenkeep.talks.actions.attending import (
    CannotAttend,
    file_paper,
    note_here,
    settle_written_name,
    tick_attendance,
    write_names_down,
)
from havenkeep.talks.actions.bringing import bring_completions, spare_preview
from havenkeep.talks.actions.closing import close_talk
from havenkeep.talks.actions.scheduling import (
    CannotSchedule,
    TalkDetails,
    call_off_talk,
    change_talk,
    renew_code,
    schedule_talk,
    take_code_away,
)

__all__ = [
    "CannotAttend",
    "CannotSchedule",
    "TalkDetails",
    "bring_completions",
    "call_off_talk",
    "change_talk",
    "close_talk",
    "file_paper",
    "note_here",
    "renew_code",
    "schedule_talk",
    "settle_written_name",
    "spare_preview",
    "take_code_away",
    "tick_attendance",
    "write_names_down",
]
