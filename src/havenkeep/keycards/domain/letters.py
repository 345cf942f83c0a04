"""What stands in the e-mails that let people in without a password."""

from __future__ import annotations

SUBJECT = "Your link to Havenkeep"
LINK = """\
Hello {name},

this link opens your own page in Havenkeep for {provider}. Open it within 30 minutes, and press the button
there:

{address}

It works once, and only for you. If you did not ask for it, do nothing.
"""

OTHERWISE_SUBJECT = "How you sign in to Havenkeep"
OTHERWISE = """\
Hello {name},

somebody asked for a link to your page in Havenkeep. You have more access there than your own page, so you
sign in with your e-mail, your password and your second step:

{address}

If you did not ask for it, do nothing.
"""
