"""What every page of an assessment says of itself: whose, which list, and how sure of the list."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.assessment.models import ToolkitComparison
from havenkeep.assessment.scope import SubmissionRequest, YearRequest, read_only
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Edition, EditionState
from havenkeep.standards.domain.words import ServiceKind, in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The home or provider of a page, with what its addresses and words need."""

    namespace: str
    ref: str
    name: str
    kind: ServiceKind
    edition_title: str
    against: str
    read_only: bool
    head_office: str

    def words(self, text: str) -> str:
        """Return a text of the edition in the words of this kind of service."""
        return in_words(text, kind=self.kind)

    @classmethod
    def of(cls, request: SubmissionRequest | YearRequest) -> Place:
        """Return it for a submission, or for an edition that has not been begun."""
        place, submission = request.place, request.submission
        provider = submission.provider if submission is not None else None
        against = ""
        if submission is not None:
            against = _against(request.edition, submission.comparisons.order_by("-pk").first())
        return cls(
            namespace=request.namespace,
            ref=request.place_ref,
            name=place.name,
            kind=place.service_kind if isinstance(place, Home) else ServiceKind.RESIDENTIAL,
            edition_title=request.edition.title,
            against=against,
            read_only=read_only(request),
            head_office=provider.name if provider is not None and request.home is not None else "",
        )


def _against(edition: Edition, comparison: ToolkitComparison | None) -> str:
    """Say which list this is measured against, when it is not known to be the toolkit's own.

    What was compared with an older list tells nothing of the one that is now in force.
    """
    compared = (
        comparison if comparison is not None and comparison.edition_revision == edition.revision else None
    )
    if compared is not None and compared.matches:
        return ""
    if edition.state is EditionState.PROVISIONAL and edition.revision == 0:
        if compared is not None:
            return (
                "Measured against last year’s list, and your toolkit shows another one. Trust your toolkit."
            )
        return "Measured against last year’s list, until you compare it with your toolkit."
    if compared is not None:
        return "Your toolkit shows another list than this one. Trust your toolkit."
    return ""
