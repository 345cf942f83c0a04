"""A rota, HR or payroll sheet, of one service or of a whole group: read, laid beside the list, brought in."""

from havenkeep.people.imports.home import bring, find_layout, keep, look, needed_of
from havenkeep.people.imports.kept import Kept, Source
from havenkeep.people.imports.reading import read_file, read_pasted

__all__ = [
    "Kept",
    "Source",
    "bring",
    "find_layout",
    "keep",
    "look",
    "needed_of",
    "read_file",
    "read_pasted",
]
