"""The database itself refuses to change an imported list or to delete one. A name may be erased."""

from django.db import migrations

KEPT = "edition, number, sha256, official, file_name, imported_at, by_id"
SQLITE = [
    f"""CREATE TRIGGER standards_revision_no_update BEFORE UPDATE OF id, {KEPT} ON standards_editionrevision
        BEGIN SELECT RAISE(ABORT, 'imported lists are append-only'); END""",
    """CREATE TRIGGER standards_revision_no_delete BEFORE DELETE ON standards_editionrevision
       BEGIN SELECT RAISE(ABORT, 'imported lists are append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION standards_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'imported lists are append-only'; END $$""",
    f"""CREATE TRIGGER standards_revision_no_update BEFORE UPDATE OF id, {KEPT} ON standards_editionrevision
        FOR EACH ROW EXECUTE FUNCTION standards_refuse()""",
    """CREATE TRIGGER standards_revision_no_delete BEFORE DELETE ON standards_editionrevision
       FOR EACH ROW EXECUTE FUNCTION standards_refuse()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER standards_revision_no_update", "DROP TRIGGER standards_revision_no_delete"],
    "postgresql": ["DROP FUNCTION standards_refuse() CASCADE"],
}


def install(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
