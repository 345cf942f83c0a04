"""What the usual providers of mail want, in plain words, each with how sure we are.

Sources: Microsoft's message centre MC786329, as updated on 27 January 2026; the Applications Guide for
NHSmail of 14 March 2022; what is generally known of Google. Providers change these often, so nothing here is
confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.mail.domain.server import Security


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One provider. `certainty` is confirmed, inferred or ours."""

    title: str
    certainty: str
    lines: tuple[str, ...]


PRESETS = (
    Preset(
        title="Microsoft 365",
        certainty="inferred",
        lines=(
            "Server smtp.office365.com, port 587, STARTTLS; the user name is the whole address.",
            "Sending with a password is off for most mailboxes. Your administrator can switch on "
            "“Authenticated SMTP” for one mailbox, in the Microsoft 365 admin centre.",
            "Microsoft has announced that it switches this off by default at the end of December 2026, and "
            "for good later. Lasting ways: a connector for your office’s own internet address (no password, "
            "port 25), or High Volume Email for mail within your organisation.",
        ),
    ),
    Preset(
        title="Google Workspace or Gmail",
        certainty="inferred",
        lines=(
            "Server smtp.gmail.com, port 587, STARTTLS; the user name is the whole address.",
            "Your usual password is refused. Switch on 2-Step Verification for that account, make an app "
            "password, and enter that.",
            "Workspace administrators can give you a relay instead: smtp-relay.gmail.com, port 587.",
        ),
    ),
    Preset(
        title="NHSmail",
        certainty="inferred",
        lines=(
            "Ask first. Your NHSmail local administrator or its helpdesk turns a mailbox into an application "
            "account; a person’s own mailbox is not meant for this.",
            "They tell you the server and whether your connection may reach it. Mail must come from the "
            "address of that account.",
        ),
    ),
    Preset(
        title="Another provider, or your own server",
        certainty="ours",
        lines=(
            "Ask for the “SMTP server” or “outgoing mail” settings. Port 587 goes with STARTTLS, port 465 "
            "with TLS.",
            "Use a mailbox of its own, such as havenkeep@ your domain, so that a person who leaves takes "
            "nothing along.",
        ),
    ),
)

SECURITY_WORDS = {
    Security.STARTTLS: ("STARTTLS", "Usual, on port 587. We refuse to go on without encryption."),
    Security.TLS: ("TLS from the start", "Usual on port 465."),
    Security.NONE: (
        "Not encrypted",
        "Everyone on the way can read the mail. Only for a relay in your own office; no password is sent.",
    ),
}
