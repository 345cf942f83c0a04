"""`havenkeep import KIND FILE --home HOME`: a spreadsheet into a register or the answers.

A list of people may be of all services at once: `--provider PROVIDER`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from havenkeep.assessment import imports as answers
from havenkeep.assessment.actions import CannotCover
from havenkeep.assessment.queries import submission_for
from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.cli.homes import the_home, the_provider
from havenkeep.importing.domain.report import ImportReport, Problem, summed
from havenkeep.importing.domain.upload import Upload
from havenkeep.organisations.models import Home, Provider
from havenkeep.people import imports as people
from havenkeep.people.actions import CannotKeep
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_columns import NO_NAMES, NO_SERVICES
from havenkeep.sheets.table import Unreadable
from havenkeep.standards.queries import edition_in_force
from havenkeep.talks import imports as completions
from havenkeep.upkeep.trouble import BadUse, DataTrouble, ExitCode

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked for. `edition` is empty, and `dated_on` None, when it was not said.

    `place` is a provider for a list of people of all its services only.
    """

    place: Home | Provider
    file: Path
    edition: str
    dry_run: bool
    source: ListSource = ListSource.OWN
    dated_on: date | None = None

    @property
    def home(self) -> Home:
        if not isinstance(self.place, Home):
            raise BadUse("--provider is for people only. Say which home: --home.")
        return self.place


Importer: TypeAlias = Callable[[Asked], ImportReport]


@app.command(
    epilog="Ends with 0 when every row was understood, also when some wait for a person to decide (“asked”); "
    "with 3 when rows had errors, the rest being saved all the same, or when the file could not be read and "
    "nothing was saved; with 2 when it was asked for something it cannot do. Answers come in as drafts that "
    "somebody still has to confirm; what a person answered this year stays as it is."
)
def import_(
    *,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="answers, people or completions")],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, help="A spreadsheet: .xlsx, .xls, .ods or .csv."
        ),
    ],
    home: Annotated[str, typer.Option(metavar="HOME", help="The home's reference or slug.")] = "",
    provider: Annotated[
        str,
        typer.Option(
            metavar="PROVIDER",
            help="For one list of people of all its services: the provider's reference or slug.",
        ),
    ] = "",
    edition: Annotated[
        str,
        typer.Option(
            metavar="YEAR",
            help="Of which toolkit year the answers are, such as 2025-26. Otherwise worked out.",
        ),
    ] = "",
    source: Annotated[
        ListSource, typer.Option(help="Where a list of people comes from. One of your own is no match.")
    ] = ListSource.OWN,
    dated: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="The day on which a list of people was made."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and save nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Bring a spreadsheet in: all the rows that can be used, or none when the file cannot be read."""
    if kind not in KINDS:
        raise BadUse(f"“{kind}” cannot be imported. What can be: {', '.join(KINDS)}.")
    if bool(home) == bool(provider):
        raise BadUse("Say of which home the list is (--home), or of which provider (--provider).")
    asked = Asked(
        place=the_home(home) if home else the_provider(provider),
        file=file,
        edition=edition,
        dry_run=dry_run,
        source=source,
        dated_on=dated.date() if dated else None,
    )
    report = _brought(kind, asked, as_json=as_json)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _show(report, dry_run=dry_run)
    if report.errors:
        raise typer.Exit(ExitCode.DATA)


def _brought(kind: str, asked: Asked, *, as_json: bool) -> ImportReport:
    try:
        return KINDS[kind](asked)
    except Unreadable as wrong:
        if not as_json:
            raise DataTrouble(str(wrong)) from wrong
        return ImportReport(errors=(Problem(row=0, sentence=str(wrong)),))


def import_answers(asked: Asked) -> ImportReport:
    """Bring in answers of this year or an earlier one, for the home's own submission.

    Raises:
        Unreadable: the file cannot be read, or nothing says which column holds the answers.
        BadUse: head office answers for the home, or there is no such year.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    edition = edition_in_force(on=on)
    submission = submission_for(asked.home, edition_id=edition.id)
    if submission is not None and submission.home_id is None:
        raise BadUse(f"Head office answers for {asked.home.name} this year. Bring the file in there.")
    upload = answers.read_file(asked.file, name=asked.file.name)
    reading = answers.understand(upload, place=asked.home, edition=edition, choices={}, on=on)
    if asked.edition:
        year = answers.year_called(asked.edition, reading.years)
        if year is None:
            known = ", ".join(one.title for one in reading.years)
            raise BadUse(f"There is no year “{asked.edition}” to read answers of. There are {known}.")
        reading = answers.understand(
            upload, place=asked.home, edition=edition, choices={"year": year.id}, on=on
        )
    if reading.layout is None:
        raise Unreadable(reading.why_not)
    if asked.dry_run:
        return answers.look(reading, submission=submission).report
    try:
        return answers.bring(reading, place=asked.home, by=COMMAND_LINE, at=now).report
    except CannotCover as wrong:
        raise BadUse(str(wrong)) from wrong


def import_people(asked: Asked) -> ImportReport:
    """Bring a rota, HR or payroll list into the staff list. What is not certain waits to be settled there.

    Raises:
        Unreadable: the file cannot be read, or nothing says which column holds the names.
        BadUse: the list is of a day to come.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    upload = people.read_file(asked.file, name=asked.file.name)
    if isinstance(asked.place, Provider):
        return import_group(asked, upload, provider=asked.place, at=now)
    layout = people.find_layout(upload, home=asked.home)
    if layout is None:
        raise Unreadable(NO_NAMES)
    kept = people.needed_of(
        upload,
        layout,
        home=asked.home,
        said=people.Source(source=asked.source, dated_on=asked.dated_on or on),
    )
    if asked.dry_run:
        return people.look(kept, home=asked.home, on=on).report
    try:
        return people.bring(kept, home=asked.home, by=COMMAND_LINE, at=now).report
    except CannotKeep as wrong:
        raise BadUse(str(wrong)) from wrong


def import_group(asked: Asked, upload: Upload, *, provider: Provider, at: datetime) -> ImportReport:
    """Bring one list of people in for all the services it names, or for none.

    Raises:
        Unreadable: nothing says which column holds the names or the services, or a service is not known.
        BadUse: the list is of a day to come.
    """
    on = timezone.localdate(at)
    layout = people.find_group_layout(upload, provider=provider)
    if layout is None:
        raise Unreadable(f"{NO_SERVICES} {NO_NAMES}")
    said = people.Source(source=asked.source, dated_on=asked.dated_on or on)
    kept = people.needed_of_group(upload, layout, said=said)
    places = people.places_of(kept, provider=provider, choices={})
    if places.asked:
        shown = "; ".join(one.shown for one in places.asked[:20])
        raise Unreadable(
            f"We do not know which services these are: {shown}. Bring the list in once on the page "
            f"“Staff of all services”, where we ask and remember it. Nothing was saved."
        )
    try:
        parts = (
            people.look_group(kept, places, provider=provider, on=on)
            if asked.dry_run
            else people.bring_group_in(kept, places, provider=provider, by=COMMAND_LINE, at=at)
        )
    except CannotKeep as wrong:
        raise BadUse(str(wrong)) from wrong
    return summed([part.bringing.report for part in parts])


def import_completions(asked: Asked) -> ImportReport:
    """Bring in who completed which course, from a learning platform's list.

    Raises:
        Unreadable: the file cannot be read, or nothing says which column holds what.
        BadUse: a toolkit year was named, which a list of completions has none of.
    """
    if asked.edition:
        raise BadUse("--edition is for answers only. Completions count by their own day.")
    now = timezone.now()
    upload = completions.read_file(asked.file, name=asked.file.name)
    reading = completions.understand(upload, home=asked.home, choices={})
    if reading.layout is None:
        raise Unreadable(reading.why_not)
    if asked.dry_run:
        return completions.look(reading, home=asked.home, on=timezone.localdate(now))[0].report
    return completions.bring(reading, home=asked.home, by=COMMAND_LINE, at=now).report


# One line for each kind of sheet.
KINDS: Mapping[str, Importer] = {
    "answers": import_answers,
    "people": import_people,
    "completions": import_completions,
}


def _show(report: ImportReport, *, dry_run: bool) -> None:
    console = Console(highlight=False)
    would = "Would be " if dry_run else ""
    console.print(
        f"{would}{'added' if would else 'Added'}: {report.added}; changed: {report.changed}; "
        f"ended: {report.ended}; left as they were: {report.unchanged}."
    )
    for title, lines in (("For you to decide", report.asked), ("Not understood", report.errors)):
        if lines:
            table = Table("Row", "What", title=title, title_justify="left")
            for line in lines:
                table.add_row(str(line.row), Text(line.sentence))
            console.print(table)
