"""Files that do not fit are refused, with the file's name."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from havenkeep.lessons.domain.course import BadCourse, Course, check_same_shape, read_course
from havenkeep.standards.domain.strict_rows import BadEdition

SHIPPED = Path(str(files("havenkeep.lessons"))) / "courses" / "manager"
LESSON = "pl/accountable.yaml"
BANK = "pl/bank-rights.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The manager's course, with a “translation” that is the English again."""
    shutil.copytree(SHIPPED, tmp_path / "manager")
    shutil.copytree(SHIPPED / "en", tmp_path / "manager" / "pl")
    return tmp_path


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "manager" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def read(root: Path, language: str = "pl") -> Course:
    return read_course(root, course_id="manager", language=language)


def test_a_translation_of_the_same_shape_is_taken(root: Path) -> None:
    check_same_shape(read(root), read(root, "en"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (LESSON, "      - who leads on data security\n", ""),
        (LESSON, "id: accountable-check", "id: another-check"),
        (BANK, "id: rights-1", "id: rights-99"),
        (BANK, "lesson: accountable", "lesson: signing"),
    ],
)
def test_a_translation_of_another_shape_is_refused(root: Path, name: str, old: str, new: str) -> None:
    change(root, name, old, new)
    with pytest.raises(BadCourse, match="manager/pl"):
        check_same_shape(read(root), read(root, "en"))


def test_a_translation_with_another_right_answer_is_refused(root: Path) -> None:
    lines = (root / "manager" / BANK).read_text("utf-8").splitlines()
    right = lines.index("        right: true")
    first_why = next(place for place, line in enumerate(lines) if line.startswith("        why:"))
    lines.insert(first_why, lines.pop(right))
    (root / "manager" / BANK).write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadCourse, match="rights-1 differs"):
        check_same_shape(read(root), read(root, "en"))


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (BANK, "        right: true\n", "", "rights-1 needs three or four options, one of them right"),
        (BANK, "id: rights-2", "id: rights-1", "question rights-1 stands twice"),
        (BANK, "lesson: accountable", "lesson: gone", "names a lesson we do not have, gone"),
        (BANK, "questions:", "queries:", "“questions” is missing"),
        (LESSON, "title:", "titel:", "“title” is missing"),
        (LESSON, "screens:", "extra: 1\nscreens:", "“extra” is not a key we know"),
        ("course.yaml", "safekeeping: 2", "safekeeping: 20", "fewer than 20 questions on safekeeping"),
        ("course.yaml", "  threats: 3\n", "", "“threats” is missing"),
        ("course.yaml", "id: signing, outcome: safekeeping", "id: signing, outcome: other", "must be one of"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(root: Path, name: str, old: str, new: str, says: str) -> None:
    change(root, name, old, new)
    with pytest.raises(BadEdition, match=says):
        read(root)


def test_a_missing_lesson_is_named(root: Path) -> None:
    (root / "manager" / LESSON).unlink()
    with pytest.raises(BadEdition, match=r"manager/pl/accountable\.yaml is missing"):
        read(root)
