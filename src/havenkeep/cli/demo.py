"""`havenkeep demo`: make the sample home, and say how to look at it."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console

from havenkeep.organisations.models import Home
from havenkeep.sample.actions import make_sample
from havenkeep.sample.queries import sample_homes, sample_provider

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Make a sample home, half way through its year, and end. A second time changes nothing.

    The people in it are made up and have no passwords. To look at it, run `havenkeep start`.
    """
    console = Console()
    was_there = sample_provider() is not None
    provider = make_sample(
        at=timezone.now(), tell=lambda step: None if as_json else console.print(f"{step} …", highlight=False)
    )
    homes = sample_homes(provider)
    if as_json:
        told: dict[str, Any] = {"made": not was_there, "provider": provider.name, "homes": _told(homes)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    made = "It is here already:" if was_there else "Made"
    console.print(f"{made} {provider.name}, with {', '.join(home.name for home in homes)}.", highlight=False)
    console.print(
        "To look around: run [bold]havenkeep start[/bold], open the link that it prints, and choose "
        "“Look around a sample home”.\n"
        f"On the command line: [bold]havenkeep standing {homes[0].slug}[/bold]",
        highlight=False,
        soft_wrap=True,
    )


def _told(homes: list[Home]) -> list[dict[str, str]]:
    return [{"ref": home.ref, "slug": home.slug, "name": home.name, "kind": home.kind} for home in homes]
