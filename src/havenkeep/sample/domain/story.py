"""The sample's story as it is written in YAML: who, where, and what they say when. Read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role at a service, or at `provider`."""

    role: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str
    email: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    key: str
    name: str
    kind: str
    ods_code: str
    town: str
    profile: Mapping[str, Any]
    visit_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A line of a register: at which service, by whom, when, and what it says."""

    at: str
    who: str
    when: str
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody on a service's staff list. `account` is the key of the one they sign in with.

    `also` says when they did a course for their role.
    """

    at: str
    name: str
    role: str
    how: str
    since: str
    number: str = ""
    trained: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    left: str = ""
    away: str = ""
    language: str = "en"
    agency: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    name: str
    ods_code: str
    people: tuple[Person, ...]
    services: tuple[Service, ...]
    registrations: tuple[Noted, ...]
    appointments: tuple[Noted, ...]
    systems: tuple[Noted, ...]
    invitations: tuple[Noted, ...]
    endings: tuple[Noted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer in words: a yes beside it where the toolkit takes a tick, `not_yet`, or set `aside`."""

    item: str
    say: str
    note: str = ""
    not_yet: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Answers saved by one person at one time. `confirm_also` names answers of others, read and confirmed."""

    who: str
    when: str
    answers: tuple[Said, ...]
    confirm: bool = True
    confirm_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProof:
    who: str
    when: str
    kind: str
    title: str
    where: str
    items: tuple[str, ...]
    dated: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A covered service says of answers that they are true there, or, with a `note`, that one is not."""

    who: str
    at: str
    when: str
    items: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Something done once, by whom and when. `published` also says what the toolkit showed."""

    who: str
    when: str
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJob:
    item: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneJob:
    item: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    who: str
    when: str
    owner: str
    jobs: tuple[PlannedJob, ...]
    done: tuple[DoneJob, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One publisher's year: `edition` is `now` or `before`; `covers` are services of a head office."""

    publisher: str
    edition: str
    opened: Once
    sittings: tuple[Sitting, ...]
    covers: tuple[str, ...] = ()
    carried: Once | None = None
    published: Once | None = None
    proofs: tuple[KeptProof, ...] = ()
    plan: Plan | None = None
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    group: Group
    workers: tuple[Worker, ...]
    last_year: Year
    this_year: tuple[Year, ...]


@cache
def story() -> Story:
    """Return the whole story."""
    return Story(
        group=_group(_read("group")),
        workers=tuple(Worker(at=at, **row) for at, rows in _read("staff").items() for row in rows),
        last_year=_year(_read("last_year")),
        this_year=(_year(_read("thistlewick")), _year(_read("head_office"))),
    )


def _read(name: str) -> Any:
    return yaml.safe_load(files("havenkeep.sample").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def _group(read: Any) -> Group:
    return Group(
        name=read["provider"]["name"],
        ods_code=read["provider"]["ods_code"],
        people=tuple(
            Person(**{**row, "posts": tuple(Post(**post) for post in row["posts"])}) for row in read["people"]
        ),
        services=tuple(Service(**row) for row in read["services"]),
        registrations=_noted(read["registrations"]),
        appointments=_noted(read["appointments"]),
        systems=_noted(read["systems"]),
        invitations=_noted(read["invitations"]),
        endings=_noted(read["endings"]),
    )


def _noted(rows: Any) -> tuple[Noted, ...]:
    return tuple(
        Noted(at=row.pop("at"), who=row.pop("who"), when=row.pop("when"), says=row)
        for row in (dict(row) for row in rows)
    )


def _year(read: Any) -> Year:
    return Year(
        publisher=read["publisher"],
        edition=read["edition"],
        covers=tuple(read.get("covers", ())),
        opened=Once(**read["opened"]),
        carried=Once(**read["carried"]) if "carried" in read else None,
        published=Once(**read["published"]) if "published" in read else None,
        sittings=tuple(_sitting(row) for row in read["sittings"]),
        proofs=tuple(KeptProof(**{**row, "items": tuple(row["items"])}) for row in read.get("proofs", ())),
        plan=_plan(read["plan"]) if "plan" in read else None,
        spoken=(
            *(Spoken(**{**row, "items": tuple(row["items"])}) for row in read.get("true_here", ())),
            *(_not_here(row) for row in read.get("not_true_here", ())),
        ),
    )


def _sitting(row: Any) -> Sitting:
    return Sitting(
        who=row["who"],
        when=row["when"],
        answers=tuple(Said(item=item, **said) for item, said in row["answers"].items()),
        confirm=row.get("confirm", True),
        confirm_also=tuple(row.get("confirm_also", ())),
    )


def _plan(row: Any) -> Plan:
    return Plan(
        who=row["who"],
        when=row["when"],
        owner=row["owner"],
        jobs=tuple(PlannedJob(**job) for job in row["jobs"]),
        done=tuple(DoneJob(**job) for job in row["done"]),
    )


def _not_here(row: Any) -> Spoken:
    return Spoken(who=row["who"], at=row["at"], when=row["when"], items=(row["item"],), note=row["note"])
