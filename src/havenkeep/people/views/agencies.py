"""One-off agency shifts: letters and cards."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people import actions
from havenkeep.people.cards import first_shift_pdf
from havenkeep.people.domain.first_shift import first_shift_cards
from havenkeep.people.forms.agencies import LetterForm
from havenkeep.people.pages.agencies import AgenciesPage
from havenkeep.people.pages.person import FormPage
from havenkeep.printing.pdf import CouldNotPrint


@require_safe
@home_page(Permission.STAFF_VIEW)
def agencies(request: HomeRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    page = AgenciesPage.of(request.home, on=timezone.localdate(), may_edit=may_edit)
    return render(request, "people/agencies.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def new_letter(request: HomeRequest) -> HttpResponse:
    """Note an agency's letter that everyone it sends is trained."""
    proofs = {proof.ref: proof for proof in request.home.proofs.on_file().order_by("title")}
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        on=timezone.localdate(),
        proofs=list(proofs.values()),
    )
    if form.is_valid():
        said = dict(form.cleaned_data)
        proof = proofs.get(said.pop("proof", ""))
        try:
            actions.note_letter(home=request.home, proof=proof, by=actor(request), at=timezone.now(), **said)
        except actions.CannotKeep as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, "The letter is noted. Keep it where you could show it.")
            return redirect("people:agencies", ref=request.home.ref)
    page = FormPage(
        ref=request.home.ref,
        caption=request.home.name,
        title="Note an agency’s letter",
        submit="Note the letter",
        lead="It must say that everyone the agency sends does data security training every year.",
    )
    status = 422 if form.is_bound else 200
    return render(request, "people/form.jinja", {"page": page, "form": form}, status=status)


@require_POST
@home_page(Permission.REGISTERS_EDIT)
def letter_removal(request: HomeRequest, letter: str) -> HttpResponse:
    kept = get_object_or_404(request.home.agency_letters.select_related("home"), ref=letter)
    actions.remove_letter(letter=kept, by=actor(request), at=timezone.now())
    messages.success(request, "The letter is taken off.")
    return redirect("people:agencies", ref=request.home.ref)


@require_safe
@home_page(Permission.STAFF_VIEW)
def card(request: HomeRequest, language: str) -> HttpResponse:
    """Give the first-shift card, four on a page."""
    if language not in first_shift_cards():
        raise Http404
    try:
        content = first_shift_pdf(request.home, language=language)
    except CouldNotPrint as cannot:
        messages.error(request, cannot.sentence)
        return redirect("people:agencies", ref=request.home.ref)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="first-shift-card-{language}.pdf"'
    return response
