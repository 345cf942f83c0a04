"""`havenkeep import answers`: what comes in, what is asked, what is wrong, and the number it ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from havenkeep.assessment.actions import NewAnswer, open_provider_submission, open_submission, save_answer
from havenkeep.assessment.models import Response, Submission
from havenkeep.cli import importing
from havenkeep.evidence.models import ProofUse
from havenkeep.standards.domain.edition import AnswerKind
from havenkeep.standards.queries import edition_in_force
from havenkeep.upkeep.trouble import BadUse, DataTrouble
from tests.assessment.sheets import csv_file, mandatory, merged_xlsx
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def run(file: Path, *more: str, home: str = "thistlewick-house") -> tuple[int, str]:
    told = CliRunner().invoke(importing.app, ["answers", str(file), "--home", home, *more])
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, told.stdout


def told(file: Path, *more: str) -> dict[str, Any]:
    return dict(json.loads(run(file, "--json", *more)[1]))


def kept() -> dict[str, Response]:
    return {row.item: row for row in Response.objects.all()}


def test_last_years_answers_come_in_as_drafts_to_confirm_again(world: World, tmp_path: Path) -> None:
    tick, text = mandatory(AnswerKind.YES_NO, aside=True)[0], mandatory(AnswerKind.TEXT)[0]
    code, said = run(
        csv_file(tmp_path, [(tick.ref, "N/A", "None here"), (text.ref, "ZA123456", "")]), "--json"
    )
    assert code == 0
    assert json.loads(said) == {
        "added": 2, "changed": 0, "ended": 0, "unchanged": 0, "asked": [], "errors": [],
    }  # fmt: skip
    rows = kept()
    assert (rows[tick.ref].not_applicable, rows[tick.ref].comment) == (True, "None here")
    assert {row.origin for row in rows.values()} == {"carried_forward"}
    submission = Submission.objects.get(home=world.thistlewick)
    assert submission.edition == edition_in_force(on=TODAY).id
    assert not rows[text.ref].confirmations.exists()


def test_answers_of_this_year_are_not_last_years(world: World, tmp_path: Path) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    told(csv_file(tmp_path, [(text.ref, "ZA123456", "")]), "--edition", "2026-27")
    assert kept()[text.ref].origin == "imported"


def test_trying_saves_nothing_at_all(world: World, tmp_path: Path) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    assert told(csv_file(tmp_path, [(text.ref, "ZA123456", "")]), "--dry-run")["added"] == 1
    assert not Submission.objects.exists()


def test_errors_are_told_by_row_the_rest_comes_in_and_the_command_ends_with_three(
    world: World, tmp_path: Path
) -> None:
    tick, text = mandatory(AnswerKind.YES_NO)[0], mandatory(AnswerKind.TEXT)[0]
    code, said = run(
        csv_file(tmp_path, [("99.9.9", "Yes", ""), (tick.ref, "Maybe", ""), (text.ref, "Joan", "")]), "--json"
    )
    report = json.loads(said)
    assert code == 3
    assert [one["row"] for one in report["errors"]] == [2, 3]
    assert "99.9.9" in report["errors"][0]["sentence"]
    assert (report["added"], set(kept())) == (1, {text.ref})


def test_two_answers_to_one_item_are_asked_and_end_with_nought(world: World, tmp_path: Path) -> None:
    tick = mandatory(AnswerKind.YES_NO)[0]
    code, said = run(csv_file(tmp_path, [(tick.ref, "Yes", ""), (tick.ref, "No", "")]), "--json")
    assert (code, [one["row"] for one in json.loads(said)["asked"]]) == (0, [3])
    assert not kept()


def test_the_same_file_twice_adds_nothing(world: World, tmp_path: Path) -> None:
    rows = [(item.ref, "Yes", "Because") for item in mandatory(AnswerKind.YES_NO)]
    file = csv_file(tmp_path, rows)
    first, again = told(file), told(file)
    assert (first["added"], again["added"], again["unchanged"]) == (len(rows), 0, len(rows))


def test_an_item_answered_this_year_keeps_its_answer(world: World, tmp_path: Path) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    by, edition = world.alice.as_actor(), edition_in_force(on=TODAY)
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=by, at=AT)
    save_answer(
        submission=submission, answer=NewAnswer(item=text.ref, value="Mine"), seen_revision=0, by=by, at=AT
    )
    assert told(csv_file(tmp_path, [(text.ref, "Theirs", "")]))["unchanged"] == 1
    assert kept()[text.ref].value == "Mine"


@pytest.mark.parametrize(
    ("encoding", "between"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "|")]
)
def test_files_of_every_make_are_read(world: World, tmp_path: Path, encoding: str, between: str) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    file = csv_file(tmp_path, [(text.ref, "Zoë’s café, £5", "")] * 3, encoding=encoding, between=between)
    assert told(file)["added"] == 1
    assert kept()[text.ref].value == "Zoë’s café, £5"


def test_merged_headings_are_read_and_hidden_sheets_are_not(world: World, tmp_path: Path) -> None:
    text, tick = mandatory(AnswerKind.TEXT)[0], mandatory(AnswerKind.YES_NO)[0]
    file = tmp_path / "answers.xlsx"
    file.write_bytes(merged_xlsx([(text.ref, "Joan", "Since May"), (tick.ref, "TRUE", "")]))
    assert told(file)["added"] == 2
    assert kept()[text.ref].comment == "Since May"


def test_columns_come_in_any_order_with_proof_and_date(world: World, tmp_path: Path) -> None:
    tick = mandatory(AnswerKind.YES_NO)[0]
    headings = ("Date completed", "Where is it kept", "Comments", "Response", "Evidence ref")
    row = ("03/05/2026", "Blue folder", "Seen", "Yes", tick.ref)
    assert told(csv_file(tmp_path, [row], headings=headings))["added"] == 1
    use = ProofUse.objects.select_related("proof").get()
    assert (use.item, use.proof.where, use.proof.dated_on.isoformat()) == (
        tick.ref,
        "Blue folder",
        "2026-05-03",
    )


def test_a_column_of_years_says_which_rows_count(world: World, tmp_path: Path) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    rows = [("2023-24", text.ref, "Ann"), ("2025-26", text.ref, "Joan"), ("2024-25", text.ref, "Mary")]
    report = told(csv_file(tmp_path, rows, headings=("Edition", "Reference", "Answer")))
    assert (report["added"], [one["row"] for one in report["asked"]]) == (1, [2])
    assert kept()[text.ref].value == "Joan"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 not a sheet", "not a spreadsheet"),
        (b"Name,Role\r\nAnn,Cook\r\nBob,Nurse\r\n", "columns headed"),
        (b"Reference,Answer\r\n" + b"9.9.9,Yes\r\n" * 200_000, "far more than was asked for"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
    ids=["empty", "pdf", "no headings", "200,000 rows", "broken"],
)
def test_what_cannot_be_read_is_one_sentence_and_saves_nothing(
    world: World, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(content)
    with pytest.raises(DataTrouble, match=words) as refused:
        run(file)
    assert "\n" not in str(refused.value)
    code, said = run(file, "--json")
    assert code == 3
    assert [one["row"] for one in json.loads(said)["errors"]] == [0]
    assert not Submission.objects.exists()


def test_what_it_cannot_do_is_bad_use(world: World, tmp_path: Path) -> None:
    file = csv_file(tmp_path, [(mandatory(AnswerKind.TEXT)[0].ref, "Joan", "")])
    with pytest.raises(BadUse, match="no home “nowhere”"):
        run(file, home="nowhere")
    with pytest.raises(BadUse, match="no year “1999-00”"):
        run(file, "--edition", "1999-00")
    wrong_kind = CliRunner().invoke(importing.app, ["unicorns", str(file), "--home", "thistlewick-house"])
    assert "What can be: answers" in str(wrong_kind.exception)


def test_head_offices_homes_bring_theirs_in_there(world: World, tmp_path: Path) -> None:
    open_provider_submission(
        provider=world.larkfield,
        edition_id=edition_in_force(on=TODAY).id,
        homes=[world.thistlewick],
        by=world.gina.as_actor(),
        at=AT,
    )
    with pytest.raises(BadUse, match="Head office"):
        run(csv_file(tmp_path, [(mandatory(AnswerKind.TEXT)[0].ref, "Joan", "")]))


def test_people_read_the_same_in_words(world: World, tmp_path: Path) -> None:
    tick = mandatory(AnswerKind.YES_NO)[0]
    code, said = run(csv_file(tmp_path, [(tick.ref, "Yes", ""), ("99.9.9", "Yes", ""), ("[red]", "Yes", "")]))
    assert code == 3
    assert "[red]" in said
    assert "Added: 1" in said
    assert "99.9.9" in said
    assert "Would be added: 0" in run(csv_file(tmp_path, [(tick.ref, "Yes", "")]), "--dry-run")[1]
