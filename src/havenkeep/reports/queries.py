"""Filling the answer book and the improvement plan from a submission as it stands."""

from __future__ import annotations

from datetime import datetime

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.plan import left
from havenkeep.assessment.domain.standing import STANDING_WORDS
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.queries import Laid
from havenkeep.audit.queries import head_line
from havenkeep.jobs.models import Job
from havenkeep.organisations.models import Home, Provider
from havenkeep.reports.domain.answer_book import AnswerBook, BookProof, BookRow, OpenRow
from havenkeep.reports.domain.plan_file import ImprovementPlan, PlanRow
from havenkeep.standards.domain.edition import AnswerKind, EditionState
from havenkeep.standards.domain.words import ServiceKind, in_words


def answer_book(laid: Laid, *, place: Home | Provider, made_at: datetime) -> AnswerBook:
    """Return the answer book of a submission, as a home or its provider sees it. One query of its own."""
    assessed, publisher = laid.assessed, laid.submission.publisher
    kind = place.service_kind if isinstance(place, Home) else ServiceKind.RESIDENTIAL
    return AnswerBook(
        home_name=place.name,
        home_code=place.ods_code,
        publisher_name=publisher.name,
        covers=tuple(home.name for home in laid.homes) if isinstance(publisher, Provider) else (),
        edition_title=assessed.edition.title,
        edition_note=assessed.edition.note,
        provisional=assessed.edition.state is EditionState.PROVISIONAL,
        revision=assessed.edition.revision,
        on=assessed.on,
        made_at=made_at,
        standing=assessed.standing.value,
        standing_words=STANDING_WORDS[assessed.standing],
        standing_reason=assessed.reason,
        mandatory=assessed.mandatory,
        ready=assessed.ready,
        said=assessed.said,
        shown=assessed.shown,
        proven=assessed.proven,
        open=tuple(
            OpenRow(ref=status.item.ref, title=status.item.title, what=status.reason)
            for status in assessed.open
        ),
        rows=tuple(_row(status, kind=kind, laid=laid) for status in assessed.statuses),
        audit_head=head_line(laid.submission.stream),
    )


def improvement_plan(laid: Laid, *, place: Home | Provider, made_at: datetime) -> ImprovementPlan:
    """Return the plan for what is left, with the owners and days of its jobs. One query of its own."""
    jobs = {job.item: job for job in place.jobs.exclude(item="").order_by("pk")}
    assessed = laid.assessed
    waiting = {status.item.ref for status in assessed.open}
    done = [job for ref, job in jobs.items() if job.done_at is not None and ref not in waiting]
    return ImprovementPlan(
        home_name=place.name,
        home_code=place.ods_code,
        publisher_name=laid.submission.publisher.name,
        edition_title=assessed.edition.title,
        on=assessed.on,
        made_at=made_at,
        rows=(
            *(_plan_row(status, jobs.get(status.item.ref)) for status in left(assessed)),
            *(_done_row(job) for job in done),
        ),
        finish_by=assessed.edition.deadline,
    )


def _plan_row(status: ItemStatus, job: Job | None) -> PlanRow:
    return PlanRow(
        ref=status.item.ref,
        title=status.item.title,
        what=status.reason,
        owner=job.owner_name if job else "",
        due_on=job.due_on if job else None,
        minutes=status.item.job.minutes,
    )


def _done_row(job: Job) -> PlanRow:
    return PlanRow(
        ref=job.item,
        title=job.what,
        what="",
        owner=job.owner_name,
        due_on=job.due_on,
        minutes=job.minutes,
        done=True,
    )


def _row(status: ItemStatus, *, kind: ServiceKind, laid: Laid) -> BookRow:
    item, answer = status.item, status.answer or Answer(value="")
    on = laid.assessed.on
    return BookRow(
        ref=item.ref,
        aliases=item.aliases,
        title=item.title,
        ask=in_words(item.ask, kind=kind),
        level=item.level,
        kind=item.kind,
        answer=answer.words(item.kind),
        paste=_paste(status, answer, kind=kind),
        comment=answer.comment,
        proofs=tuple(
            BookProof(
                what=proof.title,
                where=proof.where,
                dated_on=proof.dated_on,
                valid_until=proof.valid_until,
                lapsed=proof.lapsed(on=on),
            )
            for proof in status.proofs
        ),
        confirmed_by=answer.confirmed_by,
        confirmed_at=answer.confirmed_at,
        state=status.state.value,
        state_words=status.words,
        findings=tuple(checked.finding.sentence for checked in status.findings),
        certainty=item.certainty,
        not_applicable=answer.not_applicable,
        how=_how(status, answer, kind=kind),
    )


def _paste(status: ItemStatus, answer: Answer, *, kind: ServiceKind) -> str:
    """Return what goes into the toolkit's box: for a tick that is the comment, for the rest the answer."""
    item = status.item
    if answer.not_applicable:
        say = in_words(item.not_applicable.say, kind=kind) if item.not_applicable else "Not applicable"
        return f"{say}\n{answer.comment}".strip()
    if item.kind is AnswerKind.YES_NO:
        return answer.comment if answer.given else ""
    return answer.words(item.kind)


def _how(status: ItemStatus, answer: Answer, *, kind: ServiceKind) -> str:
    item = status.item
    if answer.not_applicable and item.not_applicable is not None:
        return in_words(item.not_applicable.how, kind=kind)
    return HOW[item.kind] if answer.given else ""


HOW: dict[AnswerKind, str] = {
    AnswerKind.YES_NO: "Tick the box in the toolkit. Paste the text into its comments.",
    AnswerKind.TEXT: "Paste the text into the toolkit’s box.",
    AnswerKind.DOCUMENT: "Choose to say where the document is kept, and paste the text there.",
    AnswerKind.DATE: "Enter the date in the toolkit.",
}
