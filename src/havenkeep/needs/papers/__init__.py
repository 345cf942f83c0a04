"""The papers of training needs: an approved version, the list for the handover room, slips for the pocket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import Final, Protocol

from havenkeep.needs.pages.analysis import VersionPage
from havenkeep.needs.papers import lists, version_pdf
from havenkeep.needs.papers.paper import Paper
from havenkeep.needs.queries.owing import OwedBy
from havenkeep.organisations.models import Home

__all__ = ["LISTS", "VERSION_FILES", "Paper"]


class ListWriter(Protocol):
    def __call__(self, home: Home, rows: tuple[OwedBy, ...], *, on: date) -> Paper:
        """Return a paper about those who owe something and have no e-mail."""
        ...


def _docx(page: VersionPage) -> Paper:
    """Write the Word file. Its library loads only now, so that Havenkeep starts sooner."""
    made: Paper = import_module(f"{__name__}.version_docx").write(page)
    return made


VERSION_FILES: Final[Mapping[str, Callable[[VersionPage], Paper]]] = MappingProxyType(
    {"pdf": version_pdf.write, "docx": _docx}
)
LISTS: Final[Mapping[str, ListWriter]] = MappingProxyType(
    {"handover-list": lists.handover_list, "pocket-slips": lists.pocket_slips}
)
