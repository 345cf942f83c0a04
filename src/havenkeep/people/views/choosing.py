"""Choosing a list of people, of one service or of a group: the file, and which of its columns is what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from havenkeep.importing.domain.columns import Layout, SheetKind
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import asked_sheet
from havenkeep.organisations.access import UserRequest
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.forms.bringing import LARGEST, BringForm, CarriedColumnsForm, posted_upload
from havenkeep.people.imports import Source
from havenkeep.people.imports.reading import layout_of
from havenkeep.people.pages.bringing import BringPage, ColumnsPage

TOO_LARGE = (
    "We cannot tell the columns, and the file is too large to ask about in a page. Keep only the columns "
    "with names, numbers, jobs and dates, save it and try again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sheet and how it is to be read; `by_hand` when a person said which column is what."""

    upload: Upload
    layout: Layout
    said: Source
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where a list is brought in: at a service or a group. `why_not` is said when no heading tells."""

    place: Home | Provider
    kind: SheetKind
    namespace: str
    why_not: str

    @property
    def page(self) -> BringPage:
        is_group = isinstance(self.place, Provider)
        return BringPage(
            ref=self.place.ref, name=self.place.name, namespace=self.namespace, is_group=is_group
        )

    def choose(self, request: UserRequest) -> Chosen | HttpResponse:
        """Return what was chosen, or the page that asks for it, or for its columns."""
        posted = request.method == "POST"
        form = BringForm(
            request.POST if posted else None, request.FILES if posted else None, on=timezone.localdate()
        )
        if form.is_valid() and form.upload is not None:
            layout = layout_of(form.upload, place=self.place, kind=self.kind)
            if layout is not None and not form.cleaned_data["ask"]:
                return Chosen(upload=form.upload, layout=layout, said=form.said, by_hand=False)
            if len(json.dumps(form.upload.as_json(), ensure_ascii=False).encode()) <= LARGEST:
                offer = Offer.of(form.upload, layout=layout)
                columns = CarriedColumnsForm(kind=self.kind, offer=offer, carried=_carried(form.said))
                return self._ask(request, columns, offer, why="" if layout else self.why_not)
            form.add_error("file", TOO_LARGE)
        status = 422 if form.is_bound else 200
        return render(request, "people/bring.jinja", {"page": self.page, "form": form}, status=status)

    def read_columns(self, request: UserRequest) -> Chosen | HttpResponse:
        """Return the sheet that travelled in the page, by the columns that a person said."""
        said = _said(request)
        try:
            upload = posted_upload(request.POST.get("rows", ""))
        except ValidationError as wrong:
            messages.error(request, wrong.message)
            return redirect(f"{self.namespace}:bring", ref=self.place.ref)
        if said is None:
            return redirect(f"{self.namespace}:bring", ref=self.place.ref)
        offer = Offer.of(upload, layout=None, asked=asked_sheet(request))
        form = CarriedColumnsForm.asked(request, kind=self.kind, offer=offer, carried=_carried(said))
        if not form.is_valid():
            return self._ask(request, form, offer, why="")
        told = Source(
            source=said.source, dated_on=said.dated_on, each_shift=said.each_shift, order=form.order
        )
        return Chosen(upload=upload, layout=form.layout, said=told, by_hand=True)

    def _ask(self, request: UserRequest, form: CarriedColumnsForm, offer: Offer, *, why: str) -> HttpResponse:
        page = ColumnsPage(ref=self.place.ref, namespace=self.namespace, offer=offer, why=why)
        status = 422 if form.is_bound else 200
        return render(request, "people/bring_columns.jinja", {"page": page, "form": form}, status=status)


def _carried(said: Source) -> dict[str, str]:
    return {
        "source": said.source.value,
        "dated_on": said.dated_on.isoformat(),
        "each_shift": "yes" if said.each_shift else "",
    }


def _said(request: UserRequest) -> Source | None:
    """Return what was said on the page before, or None when somebody changed it."""
    try:
        day = date.fromisoformat(request.POST.get("dated_on", ""))
        source = ListSource(request.POST.get("source", ""))
    except ValueError:
        return None
    if day > timezone.localdate():
        return None
    return Source(source=source, dated_on=day, each_shift=bool(request.POST.get("each_shift")))
