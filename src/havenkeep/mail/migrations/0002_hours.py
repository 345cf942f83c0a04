from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_reminders_sleep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What waits already as a reminder goes by day as well."""
    waiting = apps.get_model("mail", "Message").objects.using(schema_editor.connection.alias)
    waiting.filter(kind="training reminder").update(hours="day")


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="hours",
            field=models.CharField(choices=[("any", "ANY"), ("day", "DAY")], default="any", max_length=3),
        ),
        migrations.RunPython(let_reminders_sleep, migrations.RunPython.noop),
    ]
