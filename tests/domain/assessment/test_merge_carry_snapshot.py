from __future__ import annotations

from datetime import date

from havenkeep.assessment.domain.carry import carried
from havenkeep.assessment.domain.merge import merge
from havenkeep.assessment.domain.publication import Published, publication_finding
from havenkeep.assessment.domain.snapshot import differences, digest, freeze
from havenkeep.assessment.domain.standing import Standing, assess
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.standards.domain.edition import AnswerKind, EditionMapping, Level, MappingKind, MappingRow
from tests.domain.assessment.making import ON, answer, edition, item, status

MET = Finding(state=FindingState.MET, sentence="Fine.", draft="A", expects="A")
UNKNOWN = Finding(state=FindingState.COULD_NOT_TELL, sentence="Nothing is recorded.")
BAD = Finding(state=FindingState.NOT_MET, sentence="It ended.", lapses_on=date(2026, 1, 1))


def test_one_home_speaks_for_itself() -> None:
    assert merge([("Oak Lodge", MET)]) is MET


def test_the_worst_home_speaks_and_is_named() -> None:
    found = merge([("Oak Lodge", MET), ("Elm House", BAD), ("Ash Court", UNKNOWN)])
    assert found.state is FindingState.NOT_MET
    assert found.sentence == "Elm House: It ended."
    assert (found.numerator, found.denominator) == (2, 3)


def test_could_not_tell_somewhere_is_not_met_everywhere() -> None:
    assert merge([("Oak Lodge", MET), ("Ash Court", UNKNOWN)]).state is FindingState.COULD_NOT_TELL


def test_homes_of_one_name_both_count() -> None:
    assert merge([("The Limes", MET), ("The Limes", BAD)]).state is FindingState.NOT_MET


def test_names_are_few_and_the_rest_counted() -> None:
    found = merge([(f"Home {number}", BAD) for number in range(9)] + [("Good", MET)])
    assert found.sentence.startswith("Home 0, Home 1, Home 2 and 6 more: ")


def _mapping(*rows: MappingRow) -> EditionMapping:
    return EditionMapping(old_edition="e-1", new_edition="e-2", rows=rows)


def test_answers_come_over_by_mapping_and_never_by_number() -> None:
    new = edition(item("n.1"), item("n.2"), item("n.3"))
    mapping = _mapping(
        MappingRow(kind=MappingKind.SAME, old=("o.1",), new=("n.2",)),
        MappingRow(kind=MappingKind.REWORDED, old=("o.2",), new=("n.3",)),
        MappingRow(kind=MappingKind.REMOVED, old=("n.1",), new=()),
    )
    found = carried({"o.1": answer(), "o.2": answer("no"), "n.1": answer()}, mapping=mapping, new=new)
    assert [(row.item, row.answer.value, row.reworded) for row in found] == [
        ("n.2", "yes", False),
        ("n.3", "no", True),
    ]


def test_merged_questions_keep_the_other_answers_in_the_comment() -> None:
    mapping = _mapping(MappingRow(kind=MappingKind.MERGED, old=("o.1", "o.2"), new=("n.1",)))
    (found,) = carried(
        {"o.1": answer("In the blue folder"), "o.2": answer("In the safe")},
        mapping=mapping,
        new=edition(item("n.1")),
    )
    assert found.reworded
    assert "o.2: In the safe" in found.answer.comment


def test_a_snapshot_shows_what_moved_and_nothing_else() -> None:
    one, two = item("a.1"), item("a.2")
    list_ = edition(one, two)
    then = freeze(assess(list_, [status(one, answer=answer()), status(two, answer=answer())], on=ON))
    now = freeze(assess(list_, [status(one, answer=answer("no")), status(two, answer=answer())], on=ON))
    moved = differences(then, now, kinds={"a.1": AnswerKind.YES_NO, "a.2": AnswerKind.YES_NO})
    assert [(row.ref, row.was, row.now) for row in moved] == [("a.1", "Yes", "No")]
    assert digest(then) != digest(now)
    assert digest(then) == digest(dict(reversed(then.items())))


def test_a_publication_before_the_edition_opened_stands_until_its_deadline() -> None:
    last = Published(on=date(2026, 5, 20), standing=Standing.MET)
    found = publication_finding(last, needed=Level.MET, edition=edition(), on=ON)
    assert found is not None
    assert found.state is FindingState.MET
    assert "It stands until 30 June 2027" in found.sentence


def test_a_level_below_what_the_nhs_systems_need_is_not_met() -> None:
    last = Published(on=date(2026, 10, 1), standing=Standing.APPROACHING)
    found = publication_finding(last, needed=Level.MET, edition=edition(), on=ON)
    assert found is not None
    assert found.state is FindingState.NOT_MET


def test_an_old_publication_has_lapsed() -> None:
    last = Published(on=date(2022, 6, 30), standing=Standing.MET)
    found = publication_finding(last, needed=None, edition=edition(), on=ON)
    assert found is not None
    assert found.state is FindingState.NOT_MET


def test_nothing_known_and_nothing_needed_says_nothing() -> None:
    assert publication_finding(None, needed=None, edition=edition(), on=ON) is None
    unknown = publication_finding(None, needed=Level.MET, edition=edition(), on=ON)
    assert unknown is not None
    assert unknown.state is FindingState.COULD_NOT_TELL
