"""Promises about every template of every room, read without rendering any."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver
from jinja2 import Environment, meta, nodes

import havenkeep
from havenkeep.design.icons import icon_names
from havenkeep.identity.openid import urls as openid

ROOT = Path(havenkeep.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("jinja2/**/*") if path.suffix in {".jinja", ".txt", ".html"})
OURS = {"page", "form", "chrome", "csrf_input", "csrf_token", "request", "messages", "field", "params"}
SIGN_IN_LIBRARY = {
    "redirect_field",
    "redirect_field_value",
    "js_data",
    "webauthn_form",
    "totp_svg_data_uri",
    "reauthentication_alternatives",
}
GIVEN = OURS | SIGN_IN_LIBRARY
GALLERY = {"design:" + name for name in ("gallery", "questions", "mistakes", "one-question", "bare", "error")}
ELSEWHERE = {pattern.name for pattern in openid.urlpatterns}  # there where an issuer is set
LONGEST = 120


def name_of(path: Path) -> str:
    return str(path).rpartition("/jinja2/")[2]


@cache
def environment() -> Environment:
    made: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return made


@cache
def tree_of(name: str) -> nodes.Template:
    made = environment()
    assert made.loader is not None
    return made.parse(made.loader.get_source(made, name)[0])


def made_in(tree: nodes.Template) -> set[str]:
    """Return the names that the template, or one it extends, makes for its blocks."""
    made = {macro.name for macro in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        made |= {name if isinstance(name, str) else name[1] for name in imported.names}
    for assigned in tree.find_all((nodes.Assign, nodes.AssignBlock)):
        made |= {target.name for target in assigned.find_all(nodes.Name) if target.ctx == "store"}
    for extended in tree.find_all(nodes.Extends):
        assert isinstance(extended.template, nodes.Const)
        made |= made_in(tree_of(extended.template.value))
    return made


@cache
def addresses(resolver: URLResolver | None = None, prefix: str = "") -> frozenset[str]:
    """Return every name that `url` may be asked for."""
    found: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{prefix}{entry.name}")
        else:
            found |= addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
    return frozenset(found)


def every() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", TEMPLATES, ids=name_of)


@every()
def test_it_compiles_and_what_it_extends_or_imports_is_there(path: Path) -> None:
    environment().get_template(name_of(path))
    for named in meta.find_referenced_templates(tree_of(name_of(path))):
        assert named is not None, "Name the template in so many words."
        tree_of(named)


@every()
def test_each_macro_it_imports_exists(path: Path) -> None:
    for wanted in tree_of(name_of(path)).find_all(nodes.FromImport):
        assert isinstance(wanted.template, nodes.Const)
        there = {macro.name for macro in tree_of(wanted.template.value).find_all(nodes.Macro)}
        names = {name if isinstance(name, str) else name[0] for name in wanted.names}
        assert names <= there


@every()
def test_it_uses_no_name_that_nobody_gives(path: Path) -> None:
    tree = tree_of(name_of(path))
    used = meta.find_undeclared_variables(tree)
    assert used - GIVEN - set(environment().globals) - made_in(tree) == set()


@every()
def test_each_address_it_names_exists(path: Path) -> None:
    for call in tree_of(name_of(path)).find_all(nodes.Call):
        if (
            isinstance(call.node, nodes.Name)
            and call.node.name == "url"
            and isinstance(call.args[0], nodes.Const)
        ):
            assert call.args[0].value in addresses() | GALLERY | ELSEWHERE


@every()
def test_each_icon_it_draws_is_in_the_sprite(path: Path) -> None:
    drawn = re.findall(r"""\bicon\(["']([^"']+)["']""", path.read_text("utf-8"))
    assert set(drawn) <= icon_names()


@every()
def test_nothing_in_it_is_inline(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", text)


@every()
def test_it_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
