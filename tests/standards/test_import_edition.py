"""The operator imports the official list; it then wins, and nothing imported is ever changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.audit.models import Event
from havenkeep.sheets.table import Unreadable
from havenkeep.standards import queries
from havenkeep.standards.actions import import_edition
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.official_list import NotTheSheet
from havenkeep.standards.domain.revision import RevisionReport
from havenkeep.standards.models import EditionRevision
from tests.domain.standards.workbooks import HEADINGS, Asked, Book, asked, plain_rows, sheet_per_category
from tests.world import AT, TODAY

pytestmark = pytest.mark.django_db

EDITION = "dspt-2026-27"
OLIVE = Actor(kind=ActorKind.USER, id="olive123", label="Olive Tarn")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "upload.bin"
    path.write_bytes(sheet_per_category().bytes())
    return path


def changed(tmp_path: Path, items: list[Asked]) -> Path:
    path = tmp_path / "changed.bin"
    path.write_bytes(Book().sheet("Cat 3", [list(HEADINGS), *plain_rows(items)]).bytes())
    return path


def imported(path: Path, *, name: str = "Version 9 2026-27.xlsx", dry_run: bool = False) -> RevisionReport:
    return import_edition(path=path, name=name, edition_id=EDITION, by=OLIVE, at=AT, dry_run=dry_run)


class TestImporting:
    def test_the_list_becomes_the_next_revision_and_is_in_force(self, sheet: Path) -> None:
        report = imported(sheet)
        edition = queries.current_edition(EDITION)
        assert (report.number, edition.revision, edition.mandatory_count) == (1, 1, 45)
        assert edition.by_ref["1.1.1"].official == asked()[0].text

    def test_it_is_recorded_with_who_and_when(self, sheet: Path) -> None:
        imported(sheet)
        kept = EditionRevision.objects.get()
        assert (kept.file_name, kept.by_label, kept.by_id, kept.imported_at) == (
            "Version 9 2026-27.xlsx",
            "Olive Tarn",
            "olive123",
            AT,
        )
        event = Event.objects.get(stream="instance", event="standards.edition_revised")
        assert event.subject == f"standards.editionrevision:{kept.pk}"

    def test_a_dry_run_reports_the_same_and_keeps_nothing(self, sheet: Path) -> None:
        rehearsed = imported(sheet, dry_run=True)
        assert not EditionRevision.objects.exists()
        assert not Event.objects.filter(event="standards.edition_revised").exists()
        assert imported(sheet) == rehearsed

    def test_the_same_file_again_changes_nothing(self, sheet: Path) -> None:
        imported(sheet)
        report = imported(sheet)
        assert (report.already_current, report.changed, report.number) == (True, False, 1)
        assert EditionRevision.objects.count() == 1

    def test_a_correction_is_a_second_revision_and_tells_what_is_reworded(
        self, sheet: Path, tmp_path: Path
    ) -> None:
        imported(sheet)
        items = asked()
        items[0] = Asked(
            ref=items[0].ref, text="Said anew?", tooltip="", mandatory=True, approaching=items[0].approaching
        )
        report = imported(changed(tmp_path, items))
        assert [(row.ref, row.now) for row in report.reworded] == [("1.1.1", "Said anew?")]
        assert report.number == 2

    def test_an_older_revision_can_still_be_read(self, sheet: Path, tmp_path: Path) -> None:
        imported(sheet)
        imported(changed(tmp_path, asked()[:40]))
        assert len(queries.edition_at(EDITION, 1).mandatory) == 45
        assert len(queries.edition_at(EDITION, 2).mandatory) < 45
        assert queries.edition_at(EDITION, 0) is loading.edition(EDITION)
        assert [kept.number for kept in queries.revisions(EDITION)] == [2, 1]

    def test_a_file_s_name_is_kept_without_what_no_database_takes(self, sheet: Path) -> None:
        imported(sheet, name=f"{'long' * 90} 2026\x00-27\ud800.xlsx")
        kept = EditionRevision.objects.get().file_name
        assert kept.endswith("long 2026-27.xlsx")
        assert len(kept) == 200

    def test_another_edition_is_untouched(self, sheet: Path) -> None:
        imported(sheet)
        assert queries.current_edition("dspt-2025-26").revision == 0


class TestRefusals:
    def test_a_file_named_for_another_year_is_doubted_aloud(self, sheet: Path) -> None:
        assert "25-26" in imported(sheet, name="Version8_25-26 CAT2 Cat3 and CAT4.xlsx").doubt

    def test_half_a_list_is_doubted_aloud(self, tmp_path: Path) -> None:
        assert "not the whole list" in imported(changed(tmp_path, asked()[:20])).doubt

    def test_a_file_that_is_no_spreadsheet_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "list.xlsx"
        path.write_bytes(b"%PDF-1.7 not a workbook")
        with pytest.raises(Unreadable):
            imported(path)

    def test_an_edition_we_do_not_ship_is_refused(self, sheet: Path) -> None:
        with pytest.raises(loading.UnknownEdition):
            import_edition(path=sheet, name="x.xlsx", edition_id="dspt-1999", by=OLIVE, at=AT)

    def test_a_refusal_keeps_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(NotTheSheet):
            imported(changed(tmp_path, []))
        assert not EditionRevision.objects.exists()

    def test_a_revision_that_was_never_imported_is_not_known(self) -> None:
        with pytest.raises(queries.UnknownRevision, match="number 7"):
            queries.edition_at(EDITION, 7)


class TestAppendOnly:
    @pytest.mark.parametrize("field", ["number", "sha256", "official", "file_name", "imported_at", "by_id"])
    def test_the_database_refuses_to_change_what_was_imported(self, sheet: Path, field: str) -> None:
        imported(sheet)
        value = getattr(EditionRevision.objects.get(), field)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            EditionRevision.objects.update(**{field: value})

    def test_the_database_refuses_to_delete_it(self, sheet: Path) -> None:
        imported(sheet)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            EditionRevision.objects.all().delete()

    def test_a_name_can_be_erased(self, sheet: Path) -> None:
        imported(sheet)
        EditionRevision.objects.update(by_label="")
        assert EditionRevision.objects.get().by_label == ""

    def test_a_number_is_used_once(self, sheet: Path) -> None:
        imported(sheet)
        kept = EditionRevision.objects.get()
        kept.pk = None
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.save(force_insert=True)


class TestReading:
    def test_a_current_edition_costs_one_query(
        self, sheet: Path, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        imported(sheet)
        queries.current_edition(EDITION)
        with django_assert_num_queries(1):
            first = queries.current_edition(EDITION)
        assert queries.current_edition(EDITION) is first

    def test_without_a_sheet_ours_is_in_force(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            assert queries.current_edition(EDITION) is loading.edition(EDITION)

    def test_the_edition_in_force_on_a_day_has_its_official_list(self, sheet: Path) -> None:
        imported(sheet)
        assert queries.edition_in_force(on=TODAY).revision == 1
        assert queries.edition_in_force(on=date(2026, 3, 1)).id == "dspt-2025-26"

    def test_tooltips_are_kept_beside_the_edition(self, sheet: Path) -> None:
        imported(sheet)
        official = queries.official_list(EDITION, 1)
        assert official is not None
        assert official.items[0].tooltip == asked()[0].tooltip
        assert queries.official_list(EDITION, 0) is None
