"""Each row of docs/security.md names a test that is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE.read_text("utf-8"))


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_what_proves_a_row_is_there(file: str, name: str) -> None:
    assert name in functions_of(file)


def test_every_row_names_what_proves_it() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    rows = [line for line in lines if not line.startswith(("| asked", "|---"))]
    assert len(rows) > 40
    assert [row for row in rows if "::test_" not in row] == []
