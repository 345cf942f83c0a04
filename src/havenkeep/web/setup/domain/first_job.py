"""The one job to begin with, and the words for whoever has to be asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from havenkeep.web.first_aid.domain.contacts import contacts
from havenkeep.web.setup.domain.choices import Pressing, Publisher, ToolkitSignIn

FIRST_AID = "web:first_aid"


class FirstJobKey(StrEnum):
    INCIDENT = "incident"
    ASK_HEAD_OFFICE = "ask_head_office"
    ASK_WHO_PUBLISHES = "ask_who_publishes"
    RECOVER_SIGN_IN = "recover_sign_in"
    REGISTER = "register"
    FIND_SIGN_IN = "find_sign_in"
    ICO_NUMBER = "ico_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstJob:
    """What to do, why it comes first, how long it takes, and a text to send where someone must be asked.

    `minutes` is None when nobody can say; it should be done within `days`. `page` names the page that does
    the job; it is empty when the job is done outside Havenkeep.
    """

    key: FirstJobKey
    title: str
    why: str
    minutes: int | None
    page: str = ""
    ask: str = ""
    words: str = ""
    days: int = 7

    @property
    def outside(self) -> bool:
        """Say whether no item of the assessment leads to it, so that it has to be planned by itself."""
        return self.key is not FirstJobKey.ICO_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the first job depends on."""

    service_name: str
    code: str
    publisher: Publisher
    sign_in: ToolkitSignIn
    pressing: Collection[Pressing]

    @property
    def called(self) -> str:
        return f"{self.service_name} (code {self.code})" if self.code else self.service_name


def first_job(situation: Situation) -> FirstJob:
    """Return the one job: what is on fire, then who publishes, then the way in, then the quickest answer."""
    return _JOBS[first_job_key(situation)](situation)


def first_job_key(situation: Situation) -> FirstJobKey:
    if Pressing.INCIDENT in situation.pressing:
        return FirstJobKey.INCIDENT
    by_publisher = _BY_PUBLISHER.get(situation.publisher)
    return by_publisher or _BY_SIGN_IN[situation.sign_in]


_BY_PUBLISHER: Mapping[Publisher, FirstJobKey] = {
    Publisher.HEAD_OFFICE: FirstJobKey.ASK_HEAD_OFFICE,
    Publisher.NOT_SURE: FirstJobKey.ASK_WHO_PUBLISHES,
}
_BY_SIGN_IN: Mapping[ToolkitSignIn, FirstJobKey] = {
    ToolkitSignIn.MY_OWN: FirstJobKey.ICO_NUMBER,
    ToolkitSignIn.SHARED: FirstJobKey.ICO_NUMBER,
    ToolkitSignIn.LEFT_WITH_SOMEONE: FirstJobKey.RECOVER_SIGN_IN,
    ToolkitSignIn.NEVER_REGISTERED: FirstJobKey.REGISTER,
    ToolkitSignIn.NOT_SURE: FirstJobKey.FIND_SIGN_IN,
}


def _helpdesk() -> str:
    return contacts()["toolkit_helpdesk"].in_a_line


def _incident(situation: Situation) -> FirstJob:  # noqa: ARG001
    return FirstJob(
        key=FirstJobKey.INCIDENT,
        title="Deal with what is wrong right now",
        why="Everything else can wait.",
        minutes=None,
        page=FIRST_AID,
        days=0,
    )


def _ask_head_office(situation: Situation) -> FirstJob:
    return FirstJob(
        key=FirstJobKey.ASK_HEAD_OFFICE,
        title="Ask head office for its answers",
        why="Head office publishes for you. You check that what it says is true here.",
        minutes=10,
        ask="Head office",
        words="Hello,\n\n"
        f"You publish the Data Security and Protection Toolkit for {situation.called}. "
        "Please send me the list of all your answers, and the latest certificate. "
        "I will check that the answers are true here, and tell you where they are not.\n\n"
        "Please tell me too whom I ring, day or night, when something goes wrong.",
    )


def _ask_who_publishes(situation: Situation) -> FirstJob:
    return FirstJob(
        key=FirstJobKey.ASK_WHO_PUBLISHES,
        title="Ask who publishes the toolkit for you",
        why="It decides whether you answer it all, or check someone else’s answers.",
        minutes=10,
        ask="The owner or head office",
        words="Hello,\n\n"
        f"Who publishes the Data Security and Protection Toolkit for {situation.called}: do we, or do you? "
        "If you do, please send me your answers and the latest certificate. "
        "If nobody does, I will start it.",
    )


def _recover_sign_in(situation: Situation) -> FirstJob:
    return FirstJob(
        key=FirstJobKey.RECOVER_SIGN_IN,
        title="Get your toolkit sign-in back",
        why="Without it you cannot publish. It can take days, so ask now and go on with the rest meanwhile.",
        minutes=10,
        ask=_helpdesk(),
        words="Hello,\n\n"
        f"I manage {situation.called}. The person who could sign in to our Data Security and Protection "
        "Toolkit has left. Please tell me who our administrators are, and what you need from me to give me "
        "access. I would like two administrators from now on, so that this does not happen again.",
    )


def _register(situation: Situation) -> FirstJob:
    return FirstJob(
        key=FirstJobKey.REGISTER,
        title="Register for the toolkit",
        why="You cannot publish without it. It is free. Use an e-mail address that stays when people leave.",
        minutes=20,
        ask=_helpdesk(),
        words="Hello,\n\n"
        f"I manage {situation.called}. We want to register for the Data Security and Protection Toolkit. "
        "Please tell me which code to register with, and whether anyone has registered for us before.",
    )


def _find_sign_in(situation: Situation) -> FirstJob:
    return FirstJob(
        key=FirstJobKey.FIND_SIGN_IN,
        title="Find out who can sign in to the toolkit",
        why="Try “forgotten password” at dsptoolkit.nhs.uk with your own and your shared e-mail. "
        "If nothing comes, ask.",
        minutes=10,
        ask=_helpdesk(),
        words="Hello,\n\n"
        f"I manage {situation.called}. Please tell me whether we are registered for the Data Security and "
        "Protection Toolkit, who our administrators are, and what you need from me to give me access.",
    )


def _ico_number(situation: Situation) -> FirstJob:  # noqa: ARG001
    return FirstJob(
        key=FirstJobKey.ICO_NUMBER,
        title="Note your ICO number",
        why="It is on the certificate, or in the ICO’s public register. It settles the first answer.",
        minutes=10,
        page="privacy:registration",
    )


_JOBS: Mapping[FirstJobKey, Callable[[Situation], FirstJob]] = {
    FirstJobKey.INCIDENT: _incident,
    FirstJobKey.ASK_HEAD_OFFICE: _ask_head_office,
    FirstJobKey.ASK_WHO_PUBLISHES: _ask_who_publishes,
    FirstJobKey.RECOVER_SIGN_IN: _recover_sign_in,
    FirstJobKey.REGISTER: _register,
    FirstJobKey.FIND_SIGN_IN: _find_sign_in,
    FirstJobKey.ICO_NUMBER: _ico_number,
}
