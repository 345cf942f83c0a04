"""What the pages of proof show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from havenkeep.audit.models import Event
from havenkeep.evidence.domain.paper_kinds import PaperKind, kind_titled, paper_kinds
from havenkeep.evidence.forms import FindForm
from havenkeep.evidence.models import KeptFile, Proof, SignOff
from havenkeep.evidence.queries import Found, Standing, Wanted, Whole
from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import PlaceRequest
from havenkeep.standards.domain.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose page it is, and what the reader may do there."""

    namespace: str
    ref: str
    name: str
    may_add: bool
    may_sign: bool
    may_see_history: bool

    @property
    def assessment(self) -> str:
        """Return the namespace of the assessment's addresses of the same place."""
        return self.namespace.replace("evidence", "assessment")

    @classmethod
    def of(cls, request: PlaceRequest) -> Place:
        may = request.granted.may
        return cls(
            namespace=request.namespace,
            ref=request.place_ref,
            name=request.place.name,
            may_add=may(Permission.ASSESSMENT_ANSWER),
            may_sign=may(Permission.ASSESSMENT_CONFIRM),
            may_see_history=may(Permission.HISTORY_VIEW),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One proof in the list."""

    ref: str
    title: str
    paper: str
    how: str
    items: str
    dated_on: date | None
    valid_until: date | None
    lapsed: bool

    @classmethod
    def of(cls, proof: Proof, *, on: date) -> Line:
        items = [use.item for use in proof.uses.all()]
        more = f" and {len(items) - 4} more" if len(items) > 5 else ""
        return cls(
            ref=proof.ref,
            title=proof.title,
            paper=kind_titled(proof.paper),
            how=_how(proof),
            items=(", ".join(items[:4] if more else items) + more) or "None yet",
            dated_on=proof.dated_on,
            valid_until=proof.valid_until,
            lapsed=proof.lapsed(on=on),
        )


def _how(proof: Proof) -> str:
    if proof.kind == Proof.Kind.FILE:
        files = [file for file in proof.files.all() if file.version == proof.version]
        return files[0].type_row.title if len(files) == 1 else f"{len(files)} files"
    return Proof.Kind(proof.kind).label


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    place: Place
    lines: tuple[Line, ...]
    found: Found
    form: FindForm
    looking: bool
    pages_href: str

    @classmethod
    def of(cls, place: Place, *, found: Found, form: FindForm, wanted: Wanted, on: date) -> ListPage:
        asked = {"q": wanted.words, "item": wanted.item, "paper": wanted.paper}
        if wanted.standing is not Standing.ON_FILE:
            asked["show"] = wanted.standing.value
        kept = {key: value for key, value in asked.items() if value}
        return cls(
            place=place,
            lines=tuple(Line.of(proof, on=on) for proof in found.proofs),
            found=found,
            form=form,
            looking=bool(kept),
            pages_href="?" + urlencode(kept | {"page": ""}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    ref: str
    name: str
    facts: str
    sha256: str
    can_look: bool

    @classmethod
    def of(cls, file: KeptFile) -> FileLine:
        scanned = "scanned for viruses" if file.scanned else "not scanned for viruses"
        return cls(
            ref=file.ref,
            name=file.name,
            facts=f"{file.type_row.title}, {_size(file.size)}, {scanned}",
            sha256=file.sha256,
            can_look=file.is_picture or file.is_readable,
        )


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    return f"{size / 1_000_000:.1f} MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    number: int
    added_at: datetime
    added_by: str
    where: str
    is_link: bool
    dated_on: date | None
    valid_until: date | None
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    what: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    place: Place
    proof: Proof
    paper: PaperKind | None
    lapsed: bool
    items: tuple[tuple[str, str, bool], ...]
    files: tuple[FileLine, ...]
    replaced: tuple[Replaced, ...]
    signed: tuple[SignOff, ...]
    signed_before: tuple[SignOff, ...]
    signed_by_reader: bool
    history: tuple[Happened, ...]

    @classmethod
    def of(
        cls,
        place: Place,
        *,
        whole: Whole,
        edition: Edition,
        history: Sequence[Happened],
        reader: str,
        on: date,
    ) -> ProofPage:
        """`reader` is the ref of whoever looks at the page."""
        proof = whole.proof
        now = str(proof.version)
        return cls(
            place=place,
            proof=proof,
            paper=paper_kinds().get(proof.paper),
            lapsed=proof.lapsed(on=on),
            items=tuple(_item(ref, edition) for ref in whole.items),
            files=tuple(FileLine.of(file) for file in whole.files),
            replaced=tuple(
                Replaced(
                    number=row.number,
                    added_at=row.added_at,
                    added_by=row.added_by,
                    where=row.where,
                    is_link=row.kind == Proof.Kind.LINK,
                    dated_on=row.dated_on,
                    valid_until=row.valid_until,
                    files=tuple(FileLine.of(file) for file in files),
                )
                for row, files in whole.replaced
            ),
            signed=tuple(row for row in whole.sign_offs if row.version == now),
            signed_before=tuple(row for row in whole.sign_offs if row.version != now),
            signed_by_reader=any(row.version == now and row.by_id == reader for row in whole.sign_offs),
            history=tuple(history),
        )


def _item(ref: str, edition: Edition) -> tuple[str, str, bool]:
    """Return an item's reference, its title, and whether the list of this year has it."""
    item = edition.by_ref.get(ref)
    return (ref, item.title, True) if item else (ref, "", False)


EVENT_WORDS: Mapping[str, str] = {
    "evidence.file_read": "Read the file",
    "evidence.proof_corrected": "Corrected what is written here",
    "evidence.proof_kept": "Put on file",
    "evidence.proofs_kept": "Put on file",
    "evidence.proof_put_back": "Put back on file",
    "evidence.proof_replaced": "Put a newer version on file",
    "evidence.proof_used": "Changed which items it shows",
    "evidence.proof_withdrawn": "Took it off file",
    "evidence.signed_off": "Signed it off",
}


def told(events: Sequence[Event]) -> list[Happened]:
    """Return events in plain words, with the names of whoever still has an account. One query."""
    refs = {event.by_id for event in events if event.by_id}
    names = dict(User.objects.filter(ref__in=refs).values_list("ref", "name")) if refs else {}
    return [
        Happened(
            what=EVENT_WORDS.get(event.event, event.event),
            at=event.at,
            by=names.get(event.by_id, ""),
        )
        for event in events
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """A page that asks something about one proof, or adds one. `item` is where it was asked from."""

    place: Place
    proof: Proof | None = None
    item: str = ""
    item_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """A kept file shown on a page: a picture, or the beginning of a text."""

    place: Place
    proof: Proof
    file: FileLine
    is_picture: bool
    text: str
    cut: bool
