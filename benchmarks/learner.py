"""Somebody at a phone who does lessons and the quiz, over a real connection, with no browser around it."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from havenkeep.lessons.domain.course import Course
from tests.learners import Signed

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ASKED = re.compile(r'name="(q-[\w-]+)" value="(\d+)"')
PATIENCE = 30.0


class Refused(Exception):
    """An answer that no page of a learner gives."""


class TimeIsUp(Exception):
    """The load is over: somebody puts the phone away."""


@dataclass(slots=True, kw_only=True)
class Learner:
    """One person on one connection that is kept open. `taken` are the seconds of each answer, by kind.

    `think` waits as long as somebody reads a screen; it raises `TimeIsUp` to end in the middle of things.
    """

    signed: Signed
    port: int
    course: Course
    think: Callable[[], None]
    taken: list[tuple[str, float]] = field(default_factory=list)
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def lesson(self, number: int) -> None:
        """Open a lesson, read its screens, and answer its question."""
        lesson = self.course.lessons[number % len(self.course.lessons)]
        address = f"/me/{self.signed.person}/lessons/{self.course.id}/{lesson.id}/"
        self._get("lesson", address)
        for screen in range(2, len(lesson.screens) + 2):
            self.think()
            self._post("screen", address, {"screen": str(screen)}, expected=204)
        self.think()
        self._post("answer", address, {"answer": str(lesson.check.right), "quick": "1"}, expected=204)

    def quiz(self) -> None:
        """Begin the quiz, answer every question rightly, and read that it was passed."""
        address = f"/me/{self.signed.person}/lessons/{self.course.id}/quiz/"
        self._get("quiz", address)
        attempt = self._post("begin", address, {}, expected=302)
        page = self._get("questions", attempt)
        bank = {f"q-{question.id}": str(question.right) for question in self.course.bank}
        self.think()
        answers = {name: bank[name] for name, _ in ASKED.findall(page)}
        self._post("finish", attempt, answers, expected=302)
        if "ls-result--passed" not in self._get("result", attempt):
            raise Refused("The quiz was not passed.")

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()

    def _get(self, what: str, address: str) -> str:
        status, page, _ = self._ask(what, "GET", address)
        found = TOKEN.search(page)
        if status != 200 or found is None:
            raise Refused(f"{address} answered {status}")
        self.token = found[1]
        return page

    def _post(self, what: str, address: str, fields: Mapping[str, str], *, expected: int) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        status, _, led = self._ask(what, "POST", address, body)
        if status != expected:
            raise Refused(f"{address} answered {status}, not {expected}")
        return led

    def _ask(self, what: str, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = {"sessionid": self.signed.session, **self.cookies}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.connection.request(method, address, body=body or None, headers=headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        self.taken.append((what, time.perf_counter() - begun))
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            if name == "csrftoken":
                self.cookies[name] = rest.partition(";")[0]
        return answer.status, page, answer.headers.get("Location", "")
