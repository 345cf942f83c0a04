"""`havenkeep standing HOME`: how a home stands today, or on another day."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from havenkeep.assessment.domain.plan import next_job
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed
from havenkeep.assessment.domain.telling import told
from havenkeep.assessment.queries import standings
from havenkeep.cli.homes import the_home
from havenkeep.organisations.models import Home
from havenkeep.standards.queries import edition_in_force

app = typer.Typer(add_completion=False)


@app.command()
def standing(
    home: Annotated[str, typer.Argument(metavar="HOME", help="The home's reference or slug.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Move the calendar to this day."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Say how a home stands: what is said, shown and proven, and what could be published.

    `--on` moves the calendar over what is known now: it shows what will have lapsed by that day.
    """
    day = on.date() if on is not None else timezone.localdate()
    found = the_home(home)
    assessed = standings([found], edition_id=edition_in_force(on=day).id, on=day)[found.pk].assessed
    if as_json:
        about = {"ref": found.ref, "slug": found.slug, "name": found.name}
        typer.echo(json.dumps(told(assessed, home=about), ensure_ascii=False, indent=2))
    else:
        _show(found, assessed, day)


def _show(home: Home, assessed: Assessed, day: date) -> None:
    console = Console()
    console.print(
        f"[bold]{home.name}[/bold], {assessed.edition.title}, on {day.day} {day:%B %Y}", highlight=False
    )
    console.print(f"{STANDING_WORDS[assessed.standing]}: {assessed.reason}", highlight=False)
    console.print(
        f"{assessed.ready} of {assessed.mandatory} ready; {assessed.said} said, {assessed.shown} shown, "
        f"{assessed.proven} proven.",
        highlight=False,
    )
    if assessed.open:
        job = next_job(assessed)
        console.print(f"Next job, about {job.minutes} min: {job.title}", highlight=False)
        table = Table("Item", "State", "What", title="Left")
        for status in assessed.open:
            table.add_row(status.item.ref, status.words, status.item.title)
        console.print(table)
