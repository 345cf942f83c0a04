"""A view begins at the home, the provider or the user of its request, or at a query; never at a table."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import havenkeep

PACKAGE = Path(havenkeep.__file__).resolve().parent
VIEWS = sorted(
    path for path in PACKAGE.rglob("*.py") if path.stem.endswith("views") or path.parent.name == "views"
)
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def tables_asked(source: str) -> list[str]:
    """Return each place where a file begins at a whole table."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SHORTCUTS:
            begins = ast.unparse(node.args[0])
            if not begins.startswith("request."):
                found.append(f"line {node.lineno}: {begins}")
    return found


def test_a_view_that_asks_a_table_would_be_found() -> None:
    assert tables_asked("x = Home.objects.get(pk=1)") == ["line 1: Home.objects"]
    assert tables_asked("x = get_object_or_404(models.Home, pk=1)") == ["line 1: models.Home"]
    assert tables_asked("x = get_object_or_404(request.home.proofs, pk=1)") == []
    assert tables_asked("x = request.home.proofs.filter(pk=1)") == []


def test_there_are_views_to_look_at() -> None:
    assert len(VIEWS) > 5


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_it_asks_for_data_through_its_owner(path: Path) -> None:
    assert tables_asked(path.read_text("utf-8")) == []
