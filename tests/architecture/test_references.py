"""Items are named in the editions' data only: next year's references need no change of code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import havenkeep

PACKAGE = Path(havenkeep.__file__).resolve().parent
FILES = sorted(PACKAGE.rglob("*.py"))
REFERENCE = re.compile(r"(?<!\d)(?<!\d\.)\d{1,2}\.\d{1,2}\.\d{1,2}(?!\d|\.\d)")
VERSIONS: dict[str, set[str]] = {}  # file: versions of other programs that it names


def references(source: str) -> set[str]:
    """Return what looks like an item's reference in the text constants of a file."""
    return {
        found
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for found in REFERENCE.findall(node.value)
    }


def test_a_reference_would_be_found() -> None:
    assert references('A = f"{x} and 10.2.1."') == {"10.2.1"}
    assert references('"""Item 1.1.1"""') == {"1.1.1"}
    assert references('HOST = "127.0.0.1"; HERE = "0.0.0.0"; A = 1.5') == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_code_names_an_item(path: Path) -> None:
    allowed = VERSIONS.get(str(path.relative_to(PACKAGE)), set())
    assert references(path.read_text("utf-8")) == allowed
