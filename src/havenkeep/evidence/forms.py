"""Adding a proof, a newer version of one, what is written about one, and looking for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    FilesField,
    RadioField,
    SelectField,
)
from havenkeep.design.forms import Form
from havenkeep.evidence.domain.paper_kinds import OTHER, paper_kinds
from havenkeep.evidence.judging.verdict import ACCEPT, MIB
from havenkeep.evidence.models import Proof
from havenkeep.evidence.queries import Standing, Wanted

AS_USUAL, ON_A_DAY, WITHOUT_END = "usual", "day", "open"
NO_RESIDENTS = (
    "No names of people who live here or use the service, please: not in the words, not in the picture."
)
_OPTIONAL: dict[str, Any] = {"required": False, "mark_optional": False}


def _paper() -> SelectField:
    choices = [
        (kind.id, kind.title + (f": good for {_length(kind.months)}" if kind.months else ""))
        for kind in paper_kinds().values()
    ]
    return SelectField(label="What kind of paper is it?", choices=choices, initial=OTHER, **_OPTIONAL)


def _length(months: int) -> str:
    if months % 12 == 0:
        return "a year" if months == 12 else f"{months // 12} years"
    return "a month" if months == 1 else f"{months} months"


class Dated(Form):
    """A form that asks for the date on the paper and until when it is good."""

    dated_on = DateField(
        label="What date is on the paper?", hint="Not the day you add it here.", required=False
    )
    ends = RadioField(
        label="Until when is it good?",
        choices=[
            Choice(AS_USUAL, "As long as papers of its kind usually are"),
            Choice(ON_A_DAY, "Until a day that you know", reveals="valid_until"),
            Choice(WITHOUT_END, "It does not end by itself"),
        ],
        initial=AS_USUAL,
        **_OPTIONAL,
    )
    valid_until = DateField(label="The last day it is good", noun="the last day it is good", **_OPTIONAL)

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dated = self.fields["dated_on"]
        assert isinstance(dated, DateField)  # noqa: S101  # declared above
        dated.latest = today

    def paper(self) -> str:
        """Return the id of the kind of paper."""
        return str(self.cleaned_data.get("paper") or OTHER)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dated, until = data.get("dated_on"), data.get("valid_until")
        ends = data.get("ends") or (ON_A_DAY if until else AS_USUAL)
        if ends == ON_A_DAY:
            self.need("valid_until")
            if dated and until and until < dated:
                self.add_error("valid_until", "This day is before the date on the paper. Check both.")
            return data
        data["valid_until"] = None
        kind = paper_kinds().get(self.paper())
        if (
            ends == AS_USUAL
            and kind is not None
            and kind.months is not None
            and "dated_on" not in self.errors
        ):
            if dated is None:
                self.add_error(
                    "dated_on", f"Enter the date on the paper: it is good for {_length(kind.months)} from it."
                )
            else:
                data["valid_until"] = kind.good_until(dated)
        return data


class VersionForm(Dated):
    """What stands for a proof: a file, a link, or a place."""

    kind = RadioField(
        label="How do you want to add it?",
        choices=[
            Choice(Proof.Kind.FILE, "Add a file or a photo", reveals="upload"),
            Choice(Proof.Kind.LINK, "Paste a web link", reveals="link"),
            Choice(
                Proof.Kind.PLACE,
                "Say where it is",
                hint="Such as “locked cabinet in the office, blue folder”.",
                reveals="where",
            ),
        ],
    )
    upload = FilesField(
        label="Files", hint=NO_RESIDENTS, accept=ACCEPT, photo=True, noun="a file", **_OPTIONAL
    )
    link = CharField(label="The link", max_length=500, spellcheck=False, **_OPTIONAL)
    where = CharField(label="Where is it?", hint=NO_RESIDENTS, max_length=500, **_OPTIONAL)
    field_order: Sequence[str] = ("kind", "upload", "link", "where", "dated_on", "ends", "valid_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upload = self.fields["upload"]
        assert isinstance(upload, FilesField)  # noqa: S101  # declared above
        upload.max_megabytes = settings.LARGEST_PROOF_BYTES // MIB

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind = data.get("kind")
        if kind == Proof.Kind.FILE:
            self.need("upload")
        else:
            data["upload"] = []
        if kind == Proof.Kind.LINK:
            self.need("link")
            link = str(data.get("link") or "")
            if link and not link.startswith(("https://", "http://")):
                self.add_error("link", "Enter the whole link, starting with https://")
        if kind == Proof.Kind.PLACE:
            self.need("where")
        return data

    def place(self) -> str:
        """Return where it is: a place or a link, or nothing when it is kept here."""
        kind = self.cleaned_data["kind"]
        if kind == Proof.Kind.FILE:
            return ""
        return str(self.cleaned_data["link" if kind == Proof.Kind.LINK else "where"])

    def refuse(self, sentences: Sequence[str]) -> None:
        """Show why files were not kept."""
        others = len(self.cleaned_data["upload"]) > len(sentences)
        for sentence in sentences:
            self.add_error("upload", sentence)
        if others:
            self.add_error("upload", "None of the files was kept: choose the others again")


class ProofForm(VersionForm):
    """A proof to put on file. Offer the items it may show with `offer_items`."""

    title = CharField(
        label="What is it?",
        hint="Such as “Induction checklist, signed”. Leave empty to take the file’s own name.",
        max_length=160,
        **_OPTIONAL,
    )
    apart = ConfirmField(
        label="Several files are proofs of their own, each named after its file", **_OPTIONAL
    )
    paper_kind = _paper()
    items = CheckboxesField(label="Which items does it show?", choices=[], **_OPTIONAL)
    field_order: Sequence[str] = (
        *("title", "kind", "upload", "apart", "link", "where"),
        *("paper_kind", "dated_on", "ends", "valid_until", "items"),
    )

    def offer_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer items by reference and title."""
        field = self.fields["items"]
        assert isinstance(field, CheckboxesField)  # noqa: S101  # declared above
        field.offer([Choice(ref, f"{ref} {title}") for ref, title in items])

    def paper(self) -> str:
        return str(self.cleaned_data.get("paper_kind") or OTHER)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") in {Proof.Kind.LINK, Proof.Kind.PLACE}:
            self.need("title")
        return data


class ReplacementForm(VersionForm):
    """A newer version of a proof, of the same kind of paper."""

    def __init__(self, *args: Any, proof: Proof, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proof = proof

    def paper(self) -> str:
        return self.proof.paper


class DetailsForm(Dated):
    """What is written about a proof."""

    title = CharField(label="What is it?", max_length=160)
    paper_kind = _paper()
    field_order: Sequence[str] = ("title", "paper_kind", "dated_on", "ends", "valid_until")

    def paper(self) -> str:
        return str(self.cleaned_data.get("paper_kind") or OTHER)


class ItemsForm(Form):
    """Which items a proof shows."""

    items = CheckboxesField(label="Which items does it show?", choices=[], **_OPTIONAL)

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, CheckboxesField)  # noqa: S101  # declared above
        field.offer([Choice(ref, f"{ref} {title}") for ref, title in items])


class FindForm(Form):
    """Looking for a proof. What it cannot read means everything on file."""

    q = CharField(label="Words in its title or file name", max_length=80, **_OPTIONAL)
    item = CharField(label="Item", max_length=20, width="10", **_OPTIONAL)
    paper = SelectField(
        label="Kind of paper",
        prompt="All kinds",
        choices=[(kind.id, kind.title) for kind in paper_kinds().values()],
        **_OPTIONAL,
    )
    show = SelectField(
        label="Show",
        prompt="All on file",
        choices=[
            (Standing.LAPSING, "Ends within 60 days"),
            (Standing.LAPSED, "Out of date"),
            (Standing.OFF_FILE, "Taken off file"),
        ],
        **_OPTIONAL,
    )

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(
            words=data.get("q", ""),
            item=data.get("item", ""),
            paper=data.get("paper", ""),
            standing=Standing(data.get("show") or Standing.ON_FILE),
        )
