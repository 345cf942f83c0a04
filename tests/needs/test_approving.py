"""Working out who needs which training: what stands there by itself, what a home changes, who approves."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from havenkeep.audit.models import Event
from havenkeep.governance.actions import appoint, note_systems
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.needs.models import Analysis, RoleNote
from havenkeep.needs.queries import owed_by
from havenkeep.people.domain.engagement import Engagement, JobRole
from tests.needs.staff import hire, train
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def staffed(world: World) -> World:
    home = world.thistlewick
    hire(home, "Alice Fenn", JobRole.MANAGER)
    train(hire(home, "Cara Finch"), TODAY - timedelta(days=30))
    hire(home, "Dan Wool")
    hire(home, "Nia Dusk", JobRole.NIGHT_CARER, engagement=Engagement.AGENCY)
    hire(home, "Vic Once", JobRole.NURSE, engagement=Engagement.ONE_OFF)
    hire(home, "Gus Turf", JobRole.MAINTENANCE, sees=False)
    return world


def at(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/training/needs/{rest}"


def text(world: World, rest: str = "", *, user: Any = None) -> str:
    response = world.client(user or world.alice).get(at(world, rest))
    assert response.status_code == 200
    return str(response.content.decode())


def all_ticked(world: World) -> dict[str, str]:
    """Return the approval's form as it is sent when every box is ticked."""
    boxes = re.findall(r'<input[^>]* name="(\w+)"[^>]*>', text(world, "approval/"))
    (seen,) = re.findall(r'name="seen" value="(\w+)"', text(world, "approval/"))
    ticked = set(boxes) - {"seen", "csrfmiddlewaretoken"}
    return dict.fromkeys(ticked, "yes") | {"seen": seen}


def approve(world: World, **changed: str) -> Any:
    return world.client(world.alice).post(at(world, "approval/"), all_ticked(world) | changed)


def test_the_roles_of_today_stand_there_by_themselves_with_people_and_gaps(staffed: World) -> None:
    page = text(staffed)
    for title in ("Manager", "Care worker", "Night care worker", "Maintenance"):
        assert f">{title}</h2>" in page
    assert ">Nurse</h2>" not in page, "an agency worker now and then makes no role"
    assert "1 of 2 have it" in page
    assert "Still needed by Dan Wool" in page
    assert "of whom 0 see personal data" in page


def test_a_home_without_people_is_told_to_begin_there(world: World) -> None:
    assert "Nobody is on the staff list yet" in text(world)
    response = approve(world)
    assert response.status_code == 422
    assert "Add the people first" in response.content.decode()


def test_roles_that_are_often_forgotten_are_asked_for(staffed: World) -> None:
    assert "Nobody on the staff list is down for: Kitchen and Director or trustee" in text(staffed)


def test_approving_keeps_a_version_without_names_and_shows_it(staffed: World) -> None:
    response = approve(staffed)
    kept = Analysis.objects.get()
    assert response.headers["Location"] == at(staffed, f"versions/{kept.ref}/")
    assert (kept.number, kept.approved_on, kept.approved_by, kept.people) == (1, TODAY, "Alice Fenn", 5)
    assert kept.roles == ["manager", "carer", "night_carer", "maintenance"]
    for name in ("Finch", "Wool", "Dusk", "Turf"):
        assert name not in json.dumps(kept.content)
    page = text(staffed, f"versions/{kept.ref}/")
    assert "Approved on 23 November 2026 by Alice Fenn." in page
    assert "1 of 2 had it that day" in page


def test_a_role_that_was_not_ticked_stops_the_approval(staffed: World) -> None:
    response = approve(staffed, carer="")
    assert response.status_code == 422
    assert "Look at Care worker" in response.content.decode()
    assert approve(staffed, looked="").status_code == 422
    assert not Analysis.objects.exists()


def test_what_changed_while_the_page_was_open_is_not_approved(staffed: World) -> None:
    client = staffed.client(staffed.alice)
    sent = all_ticked(staffed)
    client.post(at(staffed, "roles/carer/"), {"sees": "Care notes on the tablet.", "trainings": ["everyone"]})
    response = client.post(at(staffed, "approval/"), sent)
    assert response.status_code == 422
    assert "have changed since you opened the page" in response.content.decode()


def test_a_second_approval_asks_only_about_roles_that_changed(staffed: World) -> None:
    approve(staffed)
    hire(staffed.thistlewick, "Kit Stew", JobRole.KITCHEN)
    client = staffed.client(staffed.alice)
    client.post(at(staffed, "roles/carer/"), {"sees": "Care notes.", "trainings": ["everyone", "tricks"]})
    assert set(all_ticked(staffed)) == {"seen", "carer", "kitchen", "looked"}
    approve(staffed)
    assert list(Analysis.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert "There is a newer version" in text(staffed, f"versions/{Analysis.objects.get(number=1).ref}/")


def test_since_when_a_need_stands_survives_the_next_approval(staffed: World, time_machine: Any) -> None:
    approve(staffed)
    time_machine.move_to(AT + timedelta(days=40), tick=False)
    staffed.client(staffed.alice).post(
        at(staffed, "roles/carer/"), {"sees": "Care notes.", "trainings": ["everyone", "tricks"]}
    )
    approve(staffed)
    carer = next(row for row in Analysis.objects.get(number=2).content["roles"] if row["role"] == "carer")
    assert [need["since"] for need in carer["needs"]] == [None, "2027-01-02"]


def test_a_home_changes_what_a_role_sees_and_needs(staffed: World) -> None:
    client = staffed.client(staffed.alice)
    sent = {"sees": "Menu cards.", "trainings": ["tricks"], "note": "Shares the office computer."}
    for _ in range(2):
        assert client.post(at(staffed, "roles/night_carer/"), sent).status_code == 302
    assert RoleNote.objects.get().trainings == ["tricks"]
    assert Event.objects.filter(event="needs.role_noted").count() == 1
    page = text(staffed)
    assert "Menu cards." in page
    assert "Shares the office computer." in page
    assert client.get(at(staffed, "roles/pilot/")).status_code == 404
    wrong = client.post(at(staffed, "roles/carer/"), {"sees": " ", "trainings": ["flying"]})
    assert wrong.status_code == 422
    assert RoleNote.objects.count() == 1


def test_nhs_systems_in_use_stand_with_the_roles_that_use_them(staffed: World) -> None:
    key, system = next(iter(nhs_systems().items()))
    contract = next(key for key, row in nhs_systems().items() if row.contract)
    uses = {key: Use.YES, contract: Use.YES}
    note_systems(home=staffed.thistlewick, uses=uses, by=staffed.alice.as_actor(), at=AT)
    page = text(staffed)
    assert page.count(f"NHS systems: {system.title}.") == 1, "the manager's, not the carers'"


def test_whoever_leads_on_data_security_needs_the_leads_training(staffed: World) -> None:
    appoint(home=staffed.thistlewick, duty=Duty.LEAD, name="Dan Wool", by=staffed.alice.as_actor(), at=AT)
    page = text(staffed)
    assert "Leads on data security and protection" in page
    assert "For the data security lead and the deputy" in page


def test_an_editor_changes_and_only_a_lead_or_manager_approves(staffed: World) -> None:
    assert staffed.client(staffed.ivy).get(at(staffed, "approval/")).status_code == 403
    assert "Look at each role and approve" not in text(staffed, user=staffed.ivy)
    assert staffed.client(staffed.charlie).get(at(staffed)).status_code == 404


def test_the_paper_and_the_word_file_say_the_same(staffed: World) -> None:
    approve(staffed)
    client, ref = staffed.client(staffed.alice), Analysis.objects.get().ref
    pdf = client.get(at(staffed, f"versions/{ref}/file.pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    paper = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    word = client.get(at(staffed, f"versions/{ref}/file.docx"))
    written = docx.Document(io.BytesIO(word.content))
    words = "\n".join([line.text for line in written.paragraphs])
    for told in (paper, words):
        assert "Night care worker" in told
        assert "Approved on 23 November 2026 by Alice Fenn" in " ".join(told.split())
    assert client.get(at(staffed, f"versions/{ref}/file.exe")).status_code == 404


def test_approving_makes_nobody_less_late(staffed: World) -> None:
    late = hire(staffed.thistlewick, "Lou Slow", started_on=TODAY - timedelta(days=40))
    before = owed_by(late, TODAY)
    approve(staffed)
    assert owed_by(late, TODAY) == before
    assert before[0].overdue == 33
