"""What stands in the e-mails that let people in without a password."""

from __future__ import annotations

from havenkeep.keycards.domain.words import card_words
from havenkeep.people.domain.languages import ENGLISH

OTHERWISE_SUBJECT = "How you sign in to Havenkeep"
OTHERWISE = """\
Hello {name},

somebody asked for a link to your page in Havenkeep. You have more access there than your own page, so you
sign in with your e-mail, your password and your second step:

{address}

If you did not ask for it, do nothing.
"""


def link_letter(*, language: str, name: str, provider: str, address: str) -> tuple[str, str]:
    """Return the subject and the text that bring somebody their link.

    It begins in their language where we have it, and the English follows.
    """
    words = card_words(language)
    every = tuple(dict.fromkeys((words, card_words(ENGLISH))))
    texts = [one.letter.format(name=name, provider=provider, address=address) for one in every]
    subject = " / ".join(one.letter_subject for one in every)
    return subject, f"\n\n{words.letter_english}\n\n".join(texts) + "\n"
