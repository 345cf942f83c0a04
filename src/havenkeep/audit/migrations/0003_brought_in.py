"""Nullable on purpose: SQLite adds such a column as it is, and keeps the table's triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddField("head", "sealed_as", models.CharField(blank=True, max_length=80, null=True)),
        migrations.AddField("head", "brought_in", models.PositiveBigIntegerField(blank=True, null=True)),
    ]
