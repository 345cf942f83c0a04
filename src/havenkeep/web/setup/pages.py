"""What the pages of the journey show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.urls import NoReverseMatch, reverse

from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.domain.answers import Answer, PeopleAnswer, ServiceAnswer
from havenkeep.web.setup.domain.opening import Opening, opening
from havenkeep.web.setup.domain.questions import BY_NAME, QUESTIONS, Asked, before, number, worded
from havenkeep.web.setup.domain.reading import first_unanswered, read_so_far, read_whole
from havenkeep.web.setup.domain.summary import said
from havenkeep.web.setup.forms.base import QuestionForm
from havenkeep.web.setup.forms.service import ChooseForm, SearchForm
from havenkeep.web.setup.listed import Listed


def address(asked: Asked) -> str:
    """Return where a question is asked."""
    return reverse("web:setup_question", args=[asked.value])


def kind_of(so_far: Mapping[Asked, Answer]) -> ServiceKind | None:
    """Return the kind of service, once it is known."""
    people = so_far.get(Asked.PEOPLE)
    return people.kind if isinstance(people, PeopleAnswer) else None


def next_address(draft: SetupDraft) -> str:
    """Return where to go on: the first question without an answer, or the list of answers."""
    asked = first_unanswered(read_so_far(draft.answers))
    return reverse("web:setup_answers") if asked is None else address(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage:
    """The first page. `sample_href` is empty while there is no sample to make."""

    has_key: bool
    wrong_key: bool
    answered: int
    questions: int
    service_name: str
    setup_href: str
    sample_href: str

    @classmethod
    def of(cls, *, has_key: bool, draft: SetupDraft | None, wrong_key: bool = False) -> Self:
        so_far = read_so_far(draft.answers) if draft is not None else {}
        return cls(
            has_key=has_key,
            wrong_key=wrong_key,
            answered=len(so_far),
            questions=len(QUESTIONS),
            service_name=str((draft.answers if draft else {}).get(Asked.SERVICE, {}).get("name", "")),
            setup_href=reverse("web:setup_next"),
            sample_href=_sample_address(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question. `own_heading` says whether a field of the form is already the page's heading."""

    title: str
    lead: str
    why: str
    number: int
    whole: int
    back_href: str
    answered: int
    own_heading: bool
    note: str

    @classmethod
    def of(cls, asked: Asked, *, draft: SetupDraft, form: QuestionForm | None = None) -> Self:
        earlier, question = before(asked), BY_NAME[asked]
        so_far = read_so_far(draft.answers)
        fields = form.fields.values() if form is not None else ()
        return cls(
            title=worded(question.title, kind=kind_of(so_far)),
            lead=worded(question.lead, kind=kind_of(so_far)),
            why=worded(question.why, kind=kind_of(so_far)),
            number=number(asked),
            whole=len(QUESTIONS),
            back_href=address(earlier.asked) if earlier else reverse("web:welcome"),
            answered=len(so_far),
            own_heading=any(getattr(field, "page_heading", False) for field in fields),
            note=_listed_note(so_far) if asked is Asked.STANDING else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """A question with what was answered, and where to change it. No lines: not answered yet."""

    topic: str
    lines: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """All answers so far; `opening` is there once there are ten."""

    lines: tuple[AnswerLine, ...]
    answered: int
    whole: int
    next_href: str
    opening: Opening | None

    @classmethod
    def of(cls, draft: SetupDraft, *, edition: Edition, on: date) -> Self:
        so_far = read_so_far(draft.answers)
        whole = len(so_far) == len(QUESTIONS)
        return cls(
            lines=tuple(
                AnswerLine(
                    topic=question.topic,
                    lines=said(question.asked, so_far[question.asked]) if question.asked in so_far else (),
                    href=address(question.asked),
                )
                for question in QUESTIONS
            ),
            answered=len(so_far),
            whole=len(QUESTIONS),
            next_href=reverse("web:setup_account") if whole else next_address(draft),
            opening=opening(read_whole(draft.answers), edition=edition, on=on) if whole else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """The first question: what is kept already, the search, and what it found."""

    asked: QuestionPage
    kept: tuple[str, ...]
    search: SearchForm
    listed: Listed
    chosen: ChooseForm

    @classmethod
    def of(cls, *, draft: SetupDraft, listed: Listed, search: SearchForm, chosen: ChooseForm) -> Self:
        so_far = read_so_far(draft.answers)
        kept = so_far.get(Asked.SERVICE)
        return cls(
            asked=QuestionPage.of(Asked.SERVICE, draft=draft),
            kept=said(Asked.SERVICE, kept) if kept is not None else (),
            search=search,
            listed=listed,
            chosen=chosen,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The last step: whose service it will be."""

    service_name: str
    lead: str
    back_href: str

    @classmethod
    def of(cls, draft: SetupDraft) -> Self | None:
        """Return the page, or None while a question has no answer."""
        so_far = read_so_far(draft.answers)
        if first_unanswered(so_far) is not None:
            return None
        lead = "The last step. You will manage this {service} here, and look after this Havenkeep. "
        return cls(
            service_name=str(draft.answers[Asked.SERVICE]["name"]),
            lead=worded(f"{lead}You can let others in later.", kind=kind_of(so_far)),
            back_href=reverse("web:setup_answers"),
        )


def _listed_note(so_far: Mapping[Asked, Answer]) -> str:
    """Return what an old list says, as old; nothing of a service that may have had another owner then."""
    service = so_far.get(Asked.SERVICE)
    if not isinstance(service, ServiceAnswer) or service.bought_recently or not service.listed_status:
        return ""
    return (
        f"For your code: {service.listed_status} It may have changed since: look in the toolkit if you can."
    )


def _sample_address() -> str:
    try:
        return reverse("sample:look")
    except NoReverseMatch:
        return ""
