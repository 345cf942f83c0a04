"""Our own answer book comes back in without loss."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from havenkeep.assessment.actions import NewAnswer, open_submission, save_many
from havenkeep.assessment.imports import bring, read_file, understand
from havenkeep.assessment.models import Response
from havenkeep.assessment.queries import standings
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import Proof
from havenkeep.reports.formats import FORMATS
from havenkeep.reports.queries import answer_book
from havenkeep.standards.domain.edition import AnswerKind, Edition, Item
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World


def _answers(edition: Edition) -> list[NewAnswer]:
    """Answer all but the last few, with everything that is hard to write down."""
    said = []
    for number, item in enumerate(edition.in_toolkit_order[:-4]):
        aside = item.not_applicable is not None and number % 3 == 0
        value = {
            AnswerKind.YES_NO: "no" if number % 5 == 0 else "yes",
            AnswerKind.DATE: "2026-05-03",
        }.get(item.kind, f"=SUM(1) is “{item.ref}”;\nsecond line, £5, Zoë’s – +44 1234")
        said.append(
            NewAnswer(
                item=item.ref,
                value="" if aside else value,
                not_applicable=aside,
                comment=f"- Note {number}\n'quoted'" if number % 2 else "",
            )
        )
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_answer_book_comes_back_as_it_was(world: World, tmp_path: Path, kind: str) -> None:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=SYSTEM, at=AT)
    save_many(submission=submission, answers=_answers(edition), by=SYSTEM, at=AT)
    items: list[Item] = list(edition.in_toolkit_order)
    keep_proof(
        owner=world.thistlewick, items=[items[0].ref, items[3].ref], kind=Proof.Kind.PLACE,
        title="Letter (signed)", where="Red folder; office", dated_on=date(2026, 1, 2),
        valid_until=date(2027, 1, 1), by=SYSTEM, at=AT,
    )  # fmt: skip
    keep_proof(
        owner=world.thistlewick, items=[items[3].ref, items[-1].ref], kind=Proof.Kind.LINK, title="Policy",
        where="https://example.org/p.pdf", by=SYSTEM, at=AT,
    )  # fmt: skip
    laid = standings([world.thistlewick], edition_id=edition.id, on=TODAY)[world.thistlewick.pk]
    file = tmp_path / f"Answer book.{kind}"
    file.write_bytes(FORMATS[kind].write(answer_book(laid, place=world.thistlewick, made_at=AT)))

    reading = understand(
        read_file(file, name=file.name),
        place=world.brookside,
        edition=edition,
        choices={} if kind == "xlsx" else {"year": edition.id},
        on=TODAY,
    )
    bringing = bring(reading, place=world.brookside, by=SYSTEM, at=AT)
    assert (bringing.asked, bringing.errors) == ((), ())

    def told(home: object) -> list[tuple[object, ...]]:
        rows = Response.objects.filter(submission__home=home).order_by("item")
        return list(rows.values_list("item", "value", "not_applicable", "comment"))

    def proofs(home: object) -> set[tuple[object, ...]]:
        rows = Proof.objects.filter(home=home)
        return set(rows.values_list("uses__item", "title", "where", "kind", "dated_on", "valid_until"))

    assert told(world.brookside) == told(world.thistlewick)
    assert proofs(world.brookside) == proofs(world.thistlewick)

    again = bring(reading, place=world.brookside, by=SYSTEM, at=AT)
    assert (again.report.added, again.report.changed) == (0, 0)
    assert Proof.objects.filter(home=world.brookside).count() == 2
