"""The text that a service may begin from, in our own words. Nothing of it counts until it is approved."""

from __future__ import annotations

from typing import Final

DAYS: Final = 7

POINTS: Final = (
    "What I learn about the people here is private. I tell only colleagues who need it for their work, "
    "and never where others can hear.",
    "I look at a record only when my work needs it. I write what is true, on the same day, "
    "so that everyone can rely on it.",
    "I sign in with my own account only. I never lend it, and I lock the screen when I walk away.",
    "My passwords and PINs are long, mine alone, and not written where others can find them.",
    "Paper with names on it goes back to its locked place, or into the shredder. "
    "It does not go home with me.",
    "An e-mail or a text may be a trap. I do not open a link or a file that I did not expect. I ask first.",
    "Before I tell a caller or a visitor anything, I check who they are. I may always say: I will call back.",
    "I take no photos and keep no care notes on my own phone or in private chats. "
    "I use only what the service gives me for that.",
    "When something is lost, sent to the wrong person or looks strange on a screen, I say so at once. "
    "Nobody is blamed for telling.",
    "I know who leads on data protection here, and that everyone may ask what is kept about them.",
)

CLAUSE: Final = """\
In your work you see and hear private things about the people we support, their families and your \
colleagues. You agree:

1. To keep them confidential. You share them only with those who need them for their work or have a right to \
them, while you work with us and ever after.

2. To keep them right. What you record is true, complete and made in good time. You never change, hide or \
delete a record so that it misleads.

3. To keep them within reach. You use, carry and store records, devices and keys so that those who need \
them can have them, and you give everything back on your last day.

4. To keep them safe. You use your own sign-in only, follow our data security rules, and do the training \
that we ask for each year.

5. To tell us at once when information or a device is lost, seen by the wrong person or may be at risk.

Breaking these duties on purpose or by serious carelessness may end our agreement, and some of it is a \
crime. Nothing here stops you from raising a safeguarding concern, from blowing the whistle, or from \
using any right that the law gives you."""
