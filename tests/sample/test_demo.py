from __future__ import annotations

import json

from tests.installation import Installation


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
