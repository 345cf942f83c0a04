"""Made-up national lists under the true headings, in every kind of file they come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from havenkeep.sheets.writing import SheetOut, write_csv, write_xlsx
from tests.domain.sheets.building import ods, ods_rows, ods_table

DSPT_HEADINGS = (
    "Code",
    "Organisation Name",
    "Status",
    "Date Of Publication",
    "Primary Sector",
    "Commissioner (From ODS)",
)
DSPT_NAME = "DSPT search results 09_09_2022 12_44_07.csv"
CQC_NAME = "01_July_2026_HSCA_Active_Locations"

CQC_HEADINGS = [
    "Location ID",
    "Location HSCA start date",
    "Dormant (Y/N)",
    "Care home?",
    "Location Name",
    "Location ODS Code",
    "Location Telephone Number",
    "Registered manager",
    "Location Web Address",
    "Care homes beds",
    "Location Type/Sector",
    "Location Inspection Directorate",
    "Location Primary Inspection Category",
    "Location Latest Overall Rating",
    "Publication Date",
    "Inherited Rating (Y/N)",
    "Location Region",
    "Location NHS Region",
    "Location Local Authority",
    "Location Street Address",
    "Location Address Line 2",
    "Location City",
    "Location County",
    "Location Postal Code",
    "Brand ID",
    "Brand Name",
    "Provider ID",
    "Provider Name",
    "Provider Type/Sector",
    "Provider Postal Code",
    "Regulated activity - Personal care",
    "Service type - Care home service with nursing",
    "Service type - Care home service without nursing",
    "Service type - Domiciliary care service",
    "Service user band - Dementia",
]


def dspt(*rows: Sequence[str]) -> bytes:
    """The toolkit's list of rows (code, name, status, date, sector), all in social care unless they say."""
    filled = [[*row[:4], *(row[4:5] or ["Social Care"]), ""] for row in rows]
    return write_csv(headings=DSPT_HEADINGS, rows=filled)


def cqc_row(
    number: int,
    *,
    location: str = "",
    code: str | None = None,
    name: str = "",
    town: str = "Northwick",
    provider: str = "Larkfield Care Ltd",
) -> list[str]:
    """One made-up location; its number gives it a location, a code and a name of its own."""
    told = {
        "Location ID": location or f"1-{100_000_000 + number}",
        "Location HSCA start date": "01/10/2010",
        "Dormant (Y/N)": "N",
        "Care home?": "Y",
        "Location Name": name or f"Thistlewick House {number}",
        "Location ODS Code": f"VN{number:03d}" if code is None else code,
        "Location Telephone Number": "01632 960001",
        "Registered manager": "Robin Sample",
        "Care homes beds": str(20 + number),
        "Location Type/Sector": "Social Care Org",
        "Location Inspection Directorate": "Adult social care",
        "Location Region": "East Midlands",
        "Location Local Authority": "Northwickshire",
        "Location Street Address": "1 High Street",
        "Location City": town,
        "Location Postal Code": "ZZ1 1AA",
        "Provider ID": "1-200000001",
        "Provider Name": provider,
        "Service type - Care home service with nursing": "Y",
        "Service type - Care home service without nursing": "Y",
    }
    return [told.get(heading, "") for heading in CQC_HEADINGS]


def cqc_rows(count: int) -> list[list[str]]:
    return [cqc_row(number) for number in range(1, count + 1)]


def cqc(rows: Sequence[Sequence[str]], *, kind: str = "csv") -> bytes:
    """The CQC's list: in .ods and .xlsx between its README and its dual registrations, or as .csv."""
    if kind == "csv":
        return write_csv(headings=CQC_HEADINGS, rows=rows)
    readme = ["Care directory with filters", "Published by the Care Quality Commission"]
    links = ["Location ID", "Linked Organisation ID", "Relationship"]
    if kind == "xlsx":
        return write_xlsx(
            [
                SheetOut(name="README", headings=readme, rows=[]),
                SheetOut(name="HSCA_Active_Locations", headings=CQC_HEADINGS, rows=rows),
                SheetOut(
                    name="Dual_Registrations", headings=links, rows=[["1-100000001", "1-300000001", "x"]]
                ),
            ]
        )
    return ods(
        ods_table("README", *ods_rows([readme]))
        + ods_table("HSCA_Active_Locations", *ods_rows([CQC_HEADINGS, *rows]))
        + ods_table("Dual_Registrations", *ods_rows([links]))
    )


def put(folder: Path, content: bytes, name: str) -> Path:
    """A file of this content and name."""
    path = folder / name
    path.write_bytes(content)
    return path
