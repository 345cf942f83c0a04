"""`havenkeep reset-access EMAIL`: a one-time link for somebody who is locked out."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.identity.way_in.actions import FROM_A_COLLEAGUE, make_way_in
from havenkeep.identity.way_in.queries import person_with
from havenkeep.upkeep.trouble import BadUse

app = typer.Typer(add_completion=False)


@app.command()
def reset_access(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail they sign in with.")],
    second_factor: Annotated[
        bool, typer.Option("--second-factor", help="Also clear their passkeys, app and recovery codes.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port that Havenkeep answers on.")] = 8000,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Make a link that lets one person choose a new password, once, within 24 hours.

    Whoever has the link can use it: show it to nobody else.
    """
    now = timezone.now()
    user = person_with(email)
    if user is None:
        raise BadUse(f"Nobody here signs in with “{email}”. Check how the e-mail is written.")
    token = make_way_in(user=user, clears_second_factor=second_factor, by=COMMAND_LINE, at=now)
    path = f"{reverse('identity_way_in')}?key={token}"
    until = timezone.localtime(now + FROM_A_COLLEAGUE)
    if as_json:
        told = {"email": user.email, "address": f"{_base(port)}{path}", "expires_at": until.isoformat()}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"Open this address. It works once, until {until:%H:%M} tomorrow.\n")
    typer.echo(f"  {_base(port)}{path}\n")
    typer.echo("Whoever has it can choose the password: show it to nobody else.")


def _base(port: int) -> str:
    """Return how Havenkeep is reached: through the web server in front, or on this computer."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return f"https://{settings.ALLOWED_HOSTS[-1]}"
    return f"http{'s' if settings.SESSION_COOKIE_SECURE else ''}://127.0.0.1:{port}"
