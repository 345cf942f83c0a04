"""`havenkeep reset-access`: the way back for a manager who is locked out."""

from __future__ import annotations

import json

from tests.installation import Installation

MAKE = "import django; django.setup()\nfrom tests.world import make_world\nmake_world()"
OPEN = """
import sys, django; django.setup()
from django.test import Client
answer = Client(SERVER_NAME="127.0.0.1").get("{path}", follow=True)
print(answer.status_code, "Choose a new password" in answer.content.decode())
"""


def test_it_prints_a_link_that_opens_the_page_for_a_new_password(installation: Installation) -> None:
    installation.run("doctor")
    installation.python(MAKE)
    told = installation.run("reset-access", "Alice.Fenn@example.org", "--second-factor", "--json")
    assert told.returncode == 0, told.stderr
    address = json.loads(told.stdout)["address"]
    assert address.startswith("http://127.0.0.1:8000/account/way-in/?key=")
    path = address.removeprefix("http://127.0.0.1:8000")
    assert installation.python(OPEN.format(path=path)).split() == ["200", "True"]
    assert installation.sql("SELECT clears_second_factor FROM identity_wayin") == [(1,)]
    for_people = installation.run("reset-access", "alice.fenn@example.org")
    assert "It works once" in for_people.stdout
    nobody = installation.run("reset-access", "nobody@example.org")
    assert (nobody.returncode, nobody.stderr.count("\n")) == (2, 1)
