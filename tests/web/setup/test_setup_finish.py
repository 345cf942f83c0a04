from __future__ import annotations

import pytest
from django.test import Client

from havenkeep.assessment.models import Submission
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.governance.models import Appointment, SystemUse
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.jobs.models import Job
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup import actions
from havenkeep.web.setup.actions import Account, SetupClosed, finish
from tests.web.setup.conftest import ACCOUNT, KEY, answer, answer_all, with_key
from tests.world import AT


@pytest.fixture
def ready() -> Client:
    """Give a browser in which all ten questions are answered."""
    client = with_key()
    answer_all(client)
    return client


def _nothing_was_made() -> bool:
    return not (User.objects.exists() or Home.objects.exists() or Provider.objects.exists())


def test_the_account_comes_only_after_the_tenth_answer(keeper: Client) -> None:
    answer(keeper, "publisher")
    assert keeper.get("/setup/account/").headers["Location"] == "/setup/service/"
    assert keeper.post("/setup/account/", ACCOUNT).headers["Location"] == "/setup/service/"
    assert _nothing_was_made()


def test_finishing_leads_signed_in_to_the_home_with_one_job(ready: Client) -> None:
    response = ready.post("/setup/account/", ACCOUNT, follow=True)
    home = Home.objects.get()
    assert response.redirect_chain[-1][0] == f"/homes/{home.ref}/"
    assert response.status_code == 200
    page = response.content.decode()
    assert "Thistlewick House" in page
    assert page.count("hk-next__title") == 1
    assert page.count("hk-three__number") == 3


def test_everything_that_was_answered_is_there(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    home = Home.objects.get()
    assert (home.name, home.town, home.postcode, home.ods_code) == (
        "Thistlewick House",
        "Leeds",
        "LS1 4DY",
        "VLXYZ",
    )
    assert home.provider.name == "Larkfield Care Ltd"
    assert not home.provider.is_sample
    profile = home.profile
    assert (profile.publisher, profile.toolkit_sign_in, profile.last_standing) == (
        "us",
        "left_with_someone",
        "met",
    )
    assert (profile.people_counts, profile.toolkit_mandatory) == ({"employed": 38, "bank": 6}, 45)
    assert profile.pressing == ["visit", "ten_minutes_evening"]
    assert set(Appointment.objects.values_list("duty", "name", "job_title")) == {
        (Duty.LEAD, "Lena Reed", "Deputy manager"),
        (Duty.ICO_DECIDER, "Rosa Field", "Registered manager"),
    }
    uses = dict(SystemUse.objects.values_list("system", "use"))
    assert (uses["nhsmail"], uses["gp_ordering"], uses["gp_connect"]) == (Use.YES, Use.NO, Use.NOT_SURE)
    assert Submission.objects.get().home == home
    assert Submission.objects.get().edition == "dspt-2026-27"


def test_who_sets_up_manages_the_home_and_looks_after_the_installation(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    assert set(Membership.objects.values_list("role", flat=True)) == {Role.MANAGER, Role.OPERATOR}
    assert User.objects.get().email == "alice.fenn@example.org"


def test_a_job_outside_the_toolkit_is_planned_and_its_words_are_kept(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    job = Job.objects.get()
    assert (job.what, job.owner_name) == ("Get your toolkit sign-in back", "Alice Fenn")
    page = ready.get(f"/homes/{Home.objects.get().ref}/first-job/").content.decode()
    assert "Thistlewick House (code VLXYZ)" in page


@pytest.mark.parametrize(
    ("question", "changes", "leads_to"),
    [
        ("sign-in", {"sign_in": "my_own"}, "/homes/{ref}/registers/"),
        ("pressing", {"pressing": ["incident"]}, "/first-aid/"),
    ],
)
def test_a_first_job_that_is_done_here_has_its_way_there(
    ready: Client, question: str, changes: dict[str, object], leads_to: str
) -> None:
    answer(ready, question, **changes)
    ready.post("/setup/account/", ACCOUNT)
    ref = Home.objects.get().ref
    page = ready.get(f"/homes/{ref}/first-job/").content.decode()
    assert f'class="govuk-button" href="{leads_to.format(ref=ref)}' in page


def test_the_draft_and_the_key_are_forgotten(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    assert not SetupDraft.objects.exists()
    assert "setup_key" not in ready.session
    assert Client().get(f"/setup/?key={KEY}", follow=True).redirect_chain[-1][0] == "/account/sign-in/"


def test_signing_in_at_the_end_begins_a_fresh_session(ready: Client) -> None:
    before = ready.session.session_key
    ready.post("/setup/account/", ACCOUNT)
    assert ready.session.session_key != before


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("three teapot", ""),
        ("teapots", "at least 12 characters"),
        ("111111111111111", "too common"),
        ("passwordpassword", "too easy to guess"),
        ("ThistlewickHouse1", "mostly a name"),
        ("thistlewick12", "mostly a name"),
        ("LarkfieldCare99", "mostly a name"),
        ("AliceFenn2026!", "mostly a name"),
    ],
)
def test_a_password_anybody_could_guess_is_refused_beside_its_box(
    ready: Client, password: str, sentence: str
) -> None:
    response = ready.post("/setup/account/", ACCOUNT | {"password": password})
    if not sentence:
        assert response.status_code == 302
        return
    page = response.content.decode()
    assert sentence in page
    assert 'id="id_password-error"' in page
    assert 'value="Alice Fenn"' in page
    assert password not in page
    assert _nothing_was_made()


def test_the_same_form_sent_twice_makes_nothing_twice(ready: Client) -> None:
    """A double click: both requests carry the cookie from before the sign-in."""
    cookies = ready.cookies["sessionid"].value
    ready.post("/setup/account/", ACCOUNT)
    again = Client()
    again.cookies["sessionid"] = cookies
    response = again.post("/setup/account/", ACCOUNT, follow=True)
    home = Home.objects.get()
    assert response.redirect_chain[-1][0] == f"/homes/{home.ref}/"
    assert User.objects.count() == Provider.objects.count() == Submission.objects.count() == 1


def test_a_second_tab_that_is_still_open_lands_on_the_same_home(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    for path, typed in (("account", ACCOUNT), ("publisher", {"publisher": "us"})):
        response = ready.post(f"/setup/{path}/", typed, follow=True)
        assert response.redirect_chain[-1][0] == f"/homes/{Home.objects.get().ref}/"
    assert User.objects.count() == Home.objects.count() == 1


def test_a_second_tab_is_not_stopped_by_its_old_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/setup/?key={KEY}")
    answer_all(with_key())
    strict.get("/setup/account/")
    old_form = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    strict.post("/setup/account/", ACCOUNT | old_form)
    assert Home.objects.count() == 1
    response = strict.post("/setup/account/", ACCOUNT | old_form)
    assert response.headers["Location"] == "/"


def test_someone_else_cannot_use_the_finished_form_to_get_in(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    stranger = Client()
    wrong = ACCOUNT | {"password": "a wrong guess at it"}
    assert stranger.post("/setup/account/", wrong, follow=True).redirect_chain[-1][0] == "/account/sign-in/"
    tries = [stranger.post("/setup/account/", wrong).status_code for _ in range(6)]
    assert tries[-1] == 429


@pytest.mark.parametrize(
    "step",
    [
        "make_provider",
        "make_home",
        "give_membership",
        "change_profile",
        "appoint",
        "note_systems",
        "open_submission",
        "plan_jobs",
    ],
)
def test_when_anything_fails_nothing_is_half_saved(
    ready: Client, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, step, fail)
    events = Event.objects.count()
    with pytest.raises(RuntimeError):
        ready.post("/setup/account/", ACCOUNT)
    assert _nothing_was_made()
    assert Event.objects.count() == events
    assert SetupDraft.objects.get().answers["service"]["name"] == "Thistlewick House"
    monkeypatch.undo()
    assert ready.post("/setup/account/", ACCOUNT).status_code == 302


def test_the_password_is_hashed_before_the_transaction_begins(
    ready: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from havenkeep.identity import actions as identity

    outer = len(connection.savepoint_ids)
    depths = []
    hashing = identity.make_password

    def spy(password: str | None) -> str:
        depths.append(len(connection.savepoint_ids) - outer)
        return hashing(password)

    monkeypatch.setattr(identity, "make_password", spy)
    ready.post("/setup/account/", ACCOUNT)
    assert depths == [0]


def test_of_two_who_finish_with_the_same_draft_only_the_first_makes_a_home(ready: Client) -> None:
    draft = SetupDraft.objects.get()
    finish(draft=draft, account=Account(**ACCOUNT), at=AT)
    with pytest.raises(SetupClosed):
        finish(
            draft=draft,
            account=Account(name="Bob Marsh", email="b@example.org", password="four green kettles"),
            at=AT,
        )
    assert User.objects.count() == Home.objects.count() == 1


def test_finishing_is_refused_when_an_account_has_appeared_meanwhile(ready: Client) -> None:
    draft = SetupDraft.objects.get()
    make_user(name="Olive Tarn", email="olive@example.org", password=None, by=SYSTEM, at=AT)
    with pytest.raises(SetupClosed):
        finish(draft=draft, account=Account(**ACCOUNT), at=AT)
    assert User.objects.count() == 1
    assert not Home.objects.exists()


def test_the_chain_holds_no_name_and_no_address(ready: Client) -> None:
    ready.post("/setup/account/", ACCOUNT)
    told = " ".join(str(vars(event)) for event in Event.objects.all())
    for personal in ("Alice", "alice", "Lena", "Rosa", "teapots"):
        assert personal not in told
