"""What a rota, HR or payroll sheet can tell us, and the headings it goes by. No other column is read.

Birthdays, pay, National Insurance numbers and addresses have no field here, so they are dropped before
anything is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from havenkeep.importing.domain.columns import Field, SheetKind

FIELDS: tuple[Field, ...] = (
    Field(
        name="name",
        label="Full name",
        headings=(
            "Employee Name",
            "Full Name",
            "Name",
            "Staff Name",
            "Staff Member",
            "Employee",
            "Worker Name",
            "Carer",
            "Carer Name",
            "Display name",
            "Known name",
            "Team member",
            "Person",
        ),
    ),
    Field(
        name="first_name",
        label="First name",
        headings=("First name", "Forename", "Forenames", "Given name", "First Name(s)", "Christian name"),
    ),
    Field(name="last_name", label="Surname", headings=("Surname", "Last name", "Family name")),
    Field(
        name="payroll",
        label="Payroll or employee number",
        headings=(
            "Payroll No",
            "Payroll Number",
            "Employee No",
            "Employee Number",
            "Employee ID",
            "Staff No",
            "Staff Number",
            "Staff ID",
            "Works Number",
            "Personnel Number",
            "Emp No",
            "Emp ID",
            "Payroll ID",
            "Payroll Ref",
            "Employee Ref",
            "Employee Code",
            "Clock Number",
        ),
    ),
    Field(
        name="job_title",
        label="Job title",
        headings=(
            "Job title",
            "Job role",
            "Role",
            "Position",
            "Post",
            "Job",
            "Title of post",
            "Designation",
            "Employee Title",
            "Occupation",
        ),
    ),
    Field(
        name="engagement",
        label="How they work here",
        headings=(
            "Contract type",
            "Employment type",
            "Employee type",
            "Contract",
            "Contracted as",
            "How they work here",
            "Worker type",
            "Staff type",
            "Type",
        ),
    ),
    Field(name="agency", label="Agency", headings=("Agency", "Agency name", "Supplied by")),
    Field(
        name="start",
        label="First day",
        headings=(
            "Start date",
            "Date started",
            "Started",
            "Date of joining",
            "Joining date",
            "Date joined",
            "Hire date",
            "Continuous service date",
            "Employment start date",
            "Commenced",
            "First day",
            "Start",
        ),
        is_day=True,
    ),
    Field(
        name="end",
        label="Last day",
        headings=(
            "Leaving date",
            "Leave date",
            "Date left",
            "End date",
            "Termination date",
            "Date of leaving",
            "Left date",
            "Last day",
            "Last working day",
            "Employment end date",
            "Leaver date",
        ),
        is_day=True,
    ),
    Field(
        name="status",
        label="Working here or left",
        headings=("Status", "Employee status", "Staff status", "Employment status"),
    ),
    Field(
        name="email",
        label="Work e-mail",
        headings=("Work email", "Email", "Email address", "E-mail", "Work e-mail", "Mail"),
    ),
    Field(
        name="location",
        label="Service or place",
        headings=(
            "Location",
            "Home",
            "Site",
            "Service",
            "Branch",
            "Place of work",
            "Work location",
            "Workplace",
            "Care home",
            "Unit",
            "Service name",
            "Home name",
            "Site name",
            "Branch name",
            "Location name",
            "Cost centre",
            "Cost center",
        ),
    ),
)
LONGEST = 200


def names_somebody(columns: Iterable[str]) -> bool:
    """Whether these fields are enough to tell people apart: a full name, or a first name and a surname."""
    found = set(columns)
    return "name" in found or {"first_name", "last_name"} <= found


PEOPLE = SheetKind(
    name="people",
    fields=FIELDS,
    enough=names_somebody,
    lacking=("name", "Say which column holds the name, or the first name and the surname"),
    nothing_above="None: the people begin at once",
)


def _names_services_too(columns: Collection[str]) -> bool:
    return names_somebody(columns) and "location" in columns


# A list of a whole group has to name the service of each row.
GROUP = replace(
    PEOPLE,
    enough=_names_services_too,
    fields=tuple(
        replace(field, label="Which service", needed=True) if field.name == "location" else field
        for field in FIELDS
    ),
)
NO_SERVICES = "We found no column that says in which service somebody works."
NO_NAMES = (
    "We looked for a column headed “Employee Name”, “Full Name” or “Name”, "
    "or for “First name” and “Surname”, and did not find one."
)
