"""The national list, as the first question shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from havenkeep.design.fields import Choice
from havenkeep.directory.domain.codes import Place
from havenkeep.directory.queries import DirectoryMatch, KeptList, kept_lists, search
from havenkeep.web.setup.domain.choices import CodeKind
from havenkeep.web.setup.domain.reading import BadAnswer, read_postcode

LIMIT = 15
_CODE_KINDS: Mapping[Place, CodeKind] = {
    Place.SITE: CodeKind.SITE,
    Place.HEAD_OFFICE: CodeKind.HEAD_OFFICE,
    Place.UNTOLD: CodeKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The lists that are kept here, and what was found in them; `more` says whether that is not all."""

    lists: tuple[KeptList, ...]
    found: tuple[DirectoryMatch, ...] = ()
    more: bool = False

    @classmethod
    def of(cls, text: str) -> Self:
        """Search the lists; an empty text finds nothing. Two queries at most."""
        lists = tuple(kept_lists())
        found = tuple(search(text=text, limit=LIMIT + 1)) if lists and text else ()
        return cls(lists=lists, found=found[:LIMIT], more=len(found) > LIMIT)

    @property
    def without_towns(self) -> bool:
        """Say whether several were found and nothing tells where any of them is."""
        return len(self.found) > 1 and not any(match.town or match.postcode for match in self.found)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return each as a choice, with what tells it from others of its name."""
        return tuple(
            Choice(str(match.pk), match.name, hint=f"{match.told_apart_by}. {match.status_sentence}")
            for match in self.found
        )

    def answer(self, *, chosen: str, bought_recently: bool) -> Mapping[str, Any]:
        """Return what is kept of the service that was chosen."""
        match = next(match for match in self.found if str(match.pk) == chosen)
        return {
            "name": match.name,
            "town": match.town,
            "postcode": _postcode(match.postcode),
            "ods_code": match.ods_code,
            "cqc_location_id": match.cqc_location_id,
            "provider_name": match.provider_name,
            "code_kind": _CODE_KINDS[match.place].value,
            "listed_status": match.status_sentence if match.status_dated_on else "",
            "from_list": True,
            "bought_recently": bought_recently,
        }


def _postcode(text: str) -> str:
    """Return the postcode when the list has a whole one, else nothing."""
    try:
        return read_postcode(text)
    except BadAnswer:
        return ""
