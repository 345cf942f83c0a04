"""`python -m havenkeep` is the same as `havenkeep`."""

from __future__ import annotations

from havenkeep.cli.main import app

app(prog_name="havenkeep")
