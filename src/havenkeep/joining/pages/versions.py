"""The checklist and the clause: what is in force, what is still a draft, and what was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from havenkeep.joining.domain.papers import SIGNER_TITLES
from havenkeep.joining.models import Checklist, Clause
from havenkeep.joining.queries import papers_of
from havenkeep.organisations.models import Home

T = TypeVar("T", Checklist, Clause)

COVERS_CHECKLIST = (
    "I have read every point. Together they cover data security, data protection and cyber risks, "
    "and they fit how we work"
)
COVERS_CLAUSE = (
    "I have read the clause. It asks everyone to keep data confidential, correct and within reach, "
    "and we can stand by it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage(Generic[T]):
    """`draft` is newer than what is in force; both may be missing."""

    ref: str
    name: str
    in_force: T | None
    draft: T | None
    earlier: tuple[T, ...]
    signers: str
    may_edit: bool
    may_approve: bool

    @classmethod
    def of(cls, home: Home, versions: list[T], *, may_edit: bool, may_approve: bool) -> VersionsPage[T]:
        in_force = next((row for row in versions if row.approved_at), None)
        return cls(
            ref=home.ref,
            name=home.name,
            in_force=in_force,
            draft=next((row for row in versions if not row.approved_at), None),
            earlier=tuple(row for row in versions if row.approved_at and row is not in_force),
            signers=SIGNER_TITLES[in_force.as_signers] if isinstance(in_force, Checklist) else "",
            may_edit=may_edit,
            may_approve=may_approve,
        )


BACK = {
    "checklist": "Induction checklist",
    "clause": "Confidentiality clause",
    "agreements": "Confidentiality",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """A form about the checklist or the clause; `back` is the page it came from.

    `points` or `text` are what is approved, and `digest` is theirs; empty where something is written.
    """

    ref: str
    name: str
    back: str
    back_text: str
    title: str
    submit: str
    points: tuple[str, ...] = ()
    text: str = ""
    digest: str = ""

    @classmethod
    def writing(cls, home: Home, *, title: str, back: str, submit: str) -> WritePage:
        return cls(ref=home.ref, name=home.name, back=back, back_text=BACK[back], title=title, submit=submit)

    @classmethod
    def approving(cls, home: Home, version: Checklist | Clause, *, back: str) -> WritePage:
        return cls(
            ref=home.ref,
            name=home.name,
            back=back,
            back_text=BACK[back],
            title=f"Approve version {version.number}",
            submit="Approve it in my name",
            points=tuple(version.points) if isinstance(version, Checklist) else (),
            text=version.text if isinstance(version, Clause) else "",
            digest=version.digest,
        )


def newest_checklist(home: Home) -> Checklist | None:
    """Return the newest version, draft or approved."""
    return next(iter(papers_of(home)[0]), None)


def newest_clause(home: Home) -> Clause | None:
    """Return the newest version, draft or approved."""
    return next(iter(papers_of(home)[1]), None)
