"""`havenkeep demo`: make the sample home, and say how to look at it."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.organisations.models import Home
from havenkeep.sample.actions import let_in, make_sample
from havenkeep.sample.queries import operators, sample_homes, sample_provider

app = typer.Typer(add_completion=False)
BEFORE_SET_UP = (
    "To look around: run [bold]havenkeep start[/bold], open the link that it prints, and choose "
    "“Look around a sample home”."
)
AFTER_SET_UP = "To look around: sign in as {names}. The sample is now among your services."


@app.command()
def demo(
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Make a sample home, half way through its year, and end. A second time makes nothing new.

    The people in it are made up and have no passwords. Once somebody looks after this installation, they are
    let in to the sample as its manager.
    """
    told, now = Console(stderr=True), timezone.now()
    was_there = sample_provider() is not None
    provider = make_sample(at=now, tell=lambda step: told.print(f"{step} …", highlight=False))
    guests = operators(at=now)
    for user in guests:
        let_in(user=user, provider=provider, by=COMMAND_LINE, at=now)
    homes = sample_homes(provider)
    if as_json:
        about = {"made": not was_there, "provider": provider.name, "homes": _told(homes)}
        typer.echo(json.dumps(about, ensure_ascii=False, indent=2))
        return
    done = "It is here already:" if was_there else "Made"
    how = AFTER_SET_UP.format(names=" or ".join(user.name for user in guests)) if guests else BEFORE_SET_UP
    for line in (
        f"{done} {provider.name}, with {', '.join(home.name for home in homes)}.",
        how,
        f"On the command line: [bold]havenkeep standing {homes[0].slug}[/bold]",
    ):
        Console().print(line, highlight=False, soft_wrap=True)


def _told(homes: list[Home]) -> list[dict[str, str]]:
    return [{"ref": home.ref, "slug": home.slug, "name": home.name, "kind": home.kind} for home in homes]
