"""A rota, HR or payroll sheet, of one service or of a whole group: read, laid beside the list, brought in."""

from havenkeep.people.imports.group import (
    bring_group_in,
    find_group_layout,
    keep_group,
    look_group,
    needed_of_group,
    places_of,
)
from havenkeep.people.imports.home import bring, find_layout, keep, look, needed_of
from havenkeep.people.imports.kept import Kept, Source
from havenkeep.people.imports.reading import read_file, read_pasted

__all__ = [
    "Kept",
    "Source",
    "bring",
    "bring_group_in",
    "find_group_layout",
    "find_layout",
    "keep",
    "keep_group",
    "look",
    "look_group",
    "needed_of",
    "needed_of_group",
    "places_of",
    "read_file",
    "read_pasted",
]
