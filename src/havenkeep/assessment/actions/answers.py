"""Answering and confirming. Two tabs cannot overwrite each other; the same form twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.models import Confirmation, Response, ResponseVersion, Submission
from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor


class Conflict(Exception):
    """Raised when the answer has changed since the person opened the page."""

    def __init__(self, response: Response) -> None:
        super().__init__(
            f"{response.saved_by or 'Someone'} changed this answer while you had it open. "
            "Read what it says now, then save yours again if you still want to."
        )
        self.response = response


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """What is to stand as the answer to one item."""

    item: str
    value: str
    not_applicable: bool = False
    comment: str = ""
    origin: Origin = Origin.TYPED
    reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many answers a change added, changed, or found already so."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def save_answer(
    *,
    submission: Submission,
    answer: NewAnswer,
    seen_revision: int,
    by: Actor,
    at: datetime,
    confirm: bool = False,
) -> Response:
    """Save one answer, and confirm it in the same breath when asked.

    `seen_revision` is the revision the person was looking at: 0 when there was no answer yet.

    Raises:
        Conflict: someone else changed the answer in between, and this is not the same change again.
    """
    response = submission.responses.select_for_update().filter(item=answer.item).first()
    if response is None:
        response = _new(submission, answer, by=by, at=at)
        response.save(force_insert=True)
        _record(submission, "assessment.answered", [answer.item], by=by, at=at)
    elif not _same(response, answer):
        if response.revision != seen_revision:
            raise Conflict(response)
        ResponseVersion.objects.create(**_version(response))
        _apply(response, answer, by=by, at=at)
        response.save()
        _record(submission, "assessment.answer_changed", [answer.item], by=by, at=at)
    if confirm:
        confirm_answer(submission=submission, item=answer.item, revision=response.revision, by=by, at=at)
    return response


@transaction.atomic
def save_many(
    *,
    submission: Submission,
    answers: Collection[NewAnswer],
    by: Actor,
    at: datetime,
    only_empty: bool = False,
) -> Changed:
    """Save many answers as drafts in a constant number of queries, as imports and carry-forward do.

    With `only_empty`, an item that has an answer keeps it; a comment alone is no answer.
    """
    existing = {row.item: row for row in submission.responses.select_for_update()}
    new, changed, versions = [], [], []
    for answer in answers:
        response = existing.get(answer.item)
        if response is None:
            new.append(_new(submission, answer, by=by, at=at))
        elif not _same(response, answer) and not (only_empty and _given(response)):
            versions.append(ResponseVersion(**_version(response)))
            _apply(response, answer, by=by, at=at)
            changed.append(response)
    Response.objects.bulk_create(new)
    ResponseVersion.objects.bulk_create(versions)
    Response.objects.bulk_update(changed, _FIELDS)
    touched = [response.item for response in (*new, *changed)]
    if touched:
        _record(submission, "assessment.answers_brought_in", touched, by=by, at=at)
    return Changed(added=len(new), changed=len(changed), unchanged=len(answers) - len(touched))


@transaction.atomic
def confirm_answer(*, submission: Submission, item: str, revision: int, by: Actor, at: datetime) -> None:
    """Say that an answer, as it was read, is true.

    Raises:
        Conflict: the answer has changed since it was read.
        Response.DoesNotExist: there is no answer to confirm.
    """
    response = submission.responses.select_for_update().get(item=item)
    if response.revision != revision:
        raise Conflict(response)
    confirm_many(submission=submission, revisions={item: revision}, by=by, at=at)


@transaction.atomic
def confirm_many(
    *, submission: Submission, revisions: Mapping[str, int], by: Actor, at: datetime
) -> list[str]:
    """Confirm the answers that still stand as they were read; return the items confirmed."""
    rows = submission.responses.filter(item__in=list(revisions)).select_for_update()
    standing = [row for row in rows if row.revision == revisions[row.item]]
    already = set(
        Confirmation.objects.in_force().filter(response__in=standing).values_list("response", flat=True)
    )
    fresh = [row for row in standing if row.pk not in already and (row.value or row.not_applicable)]
    Confirmation.objects.bulk_create(
        [
            Confirmation(
                response=row, revision=row.revision, at=at, by=by.label or by.kind.value, by_id=by.id
            )
            for row in fresh
        ]
    )
    if fresh:
        _record(submission, "assessment.confirmed", [row.item for row in fresh], by=by, at=at)
    return [row.item for row in fresh]


_FIELDS = [
    "value", "not_applicable", "comment", "origin", "reworded", "revision", "saved_at", "saved_by",
]  # fmt: skip


def _new(submission: Submission, answer: NewAnswer, *, by: Actor, at: datetime) -> Response:
    response = Response(submission=submission, item=answer.item, revision=0)
    _apply(response, answer, by=by, at=at)
    return response


def _apply(response: Response, answer: NewAnswer, *, by: Actor, at: datetime) -> None:
    response.value = "" if answer.not_applicable else answer.value
    response.not_applicable = answer.not_applicable
    response.comment = answer.comment
    response.origin = answer.origin.value
    response.reworded = answer.reworded
    response.revision += 1
    response.saved_at, response.saved_by = at, by.label


def _given(response: Response) -> bool:
    return response.not_applicable or bool(response.value)


def _same(response: Response, answer: NewAnswer) -> bool:
    value = "" if answer.not_applicable else answer.value
    return (response.value, response.not_applicable, response.comment) == (
        value,
        answer.not_applicable,
        answer.comment,
    )


def _version(response: Response) -> dict[str, object]:
    return {
        "response": response,
        "revision": response.revision,
        "value": response.value,
        "not_applicable": response.not_applicable,
        "comment": response.comment,
        "saved_at": response.saved_at,
        "saved_by": response.saved_by,
    }


def _record(submission: Submission, event: str, items: list[str], *, by: Actor, at: datetime) -> None:
    record(
        stream=submission.stream,
        event=event,
        by=by,
        at=at,
        subject=f"assessment.submission:{submission.ref}",
        fields=items,
    )
