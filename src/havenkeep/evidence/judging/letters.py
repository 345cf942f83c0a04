"""Saved e-mails: each part is judged as a file of its own would be."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from havenkeep.evidence.judging.verdict import Accepted, FileType, Refused

MOST_PARTS: Final = 200
DEEPEST: Final = 3
_HEADERS: Final = frozenset({"from", "to", "date", "subject", "received", "return-path", "message-id"})
_SCRIPT: Final = re.compile(rb"<\s*(script|iframe|object|embed|svg)\b|javascript:", re.IGNORECASE)
_PICTURE_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF", b"BM")

NOT_A_LETTER = "This is not an e-mail as a mail program saves it. Print the e-mail to a PDF, and add that."
TOO_DEEP = (
    "This e-mail holds too many e-mails inside each other. Print the one you need to a PDF, and add that."
)
SCRIPTED = "This e-mail carries a script. Print it to a PDF, and add that."
ATTACHED = (
    "This e-mail has an attachment that cannot be kept ({why}) Print the e-mail to a PDF, and add that."
)

JudgePart = Callable[[bytes, str], object]


def judge_letter(content: bytes, *, judge_part: JudgePart, depth: int = 0) -> Accepted:
    """Take a saved e-mail whose every part may be kept. `judge_part(content, name)` raises Refused if not.

    Raises:
        Refused: not an e-mail, scripts in it, too many parts, or an attachment that may not be kept.
    """
    if depth >= DEEPEST:
        raise Refused(TOO_DEEP)
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        named = {name.casefold() for name in message}
        if len(named & _HEADERS) < 2:
            raise Refused(NOT_A_LETTER)
        parts = list(message.walk())
        if len(parts) > MOST_PARTS:
            raise Refused(TOO_DEEP)
        for part in parts:
            _judge(part, judge_part=judge_part)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as wrong:
        raise Refused(NOT_A_LETTER) from wrong
    return Accepted(type=FileType.EML)


def _judge(part: EmailMessage, *, judge_part: JudgePart) -> None:
    if part.is_multipart():
        return
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    if (
        kind in {"text/plain", "text/html", "text/calendar", "message/delivery-status"}
        and not part.get_filename()
    ):
        if _SCRIPT.search(body):
            raise Refused(SCRIPTED)
        return
    if kind.startswith("image/") and body.startswith(_PICTURE_STARTS):
        return
    if not body:
        return
    try:
        judge_part(body, part.get_filename() or "")
    except Refused as why:
        raise Refused(ATTACHED.format(why=str(why).split(". ")[0].rstrip(".") + ".")) from why
