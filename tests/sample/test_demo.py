from __future__ import annotations

import json

from typer.testing import CliRunner

from havenkeep.cli import demo
from tests.installation import Installation
from tests.world import World


def test_demo_makes_the_sample_ends_and_says_how_to_look(installation: Installation) -> None:
    first = installation.run("demo")
    assert first.returncode == 0, first.stderr
    assert "Thistlewick House" in first.stdout
    assert "havenkeep start" in first.stdout
    second = installation.run("demo", "--json")
    told = json.loads(second.stdout)
    assert told["made"] is False
    assert next(home["slug"] for home in told["homes"]) == "thistlewick-house"
    assert "thistlewick" in installation.run("standing", "thistlewick-house", "--json").stdout


def test_the_sample_does_not_end_set_up(installation: Installation) -> None:
    installation.run("demo")
    assert (installation.data / "secrets" / "setup-key").is_file()


def test_once_somebody_looks_after_the_installation_they_are_let_in(world: World) -> None:
    for _ in range(2):
        told = CliRunner().invoke(demo.app, [])
        assert told.exit_code == 0, told.output
    assert "sign in as Olive Tarn" in told.output
    assert world.olive.memberships.filter(home__provider__is_sample=True, role="manager").count() == 3
    assert not world.alice.memberships.filter(home__provider__is_sample=True).exists()
