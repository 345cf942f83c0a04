"""What the tables of every room drop about somebody who is forgotten."""

from __future__ import annotations

from django.db import models

from havenkeep.people.models import Person


def drop_what_names(person: Person) -> None:
    """Blank or delete the rows about somebody, in whatever room, as each table says. A query for each table.

    Tables say it by `FORGOTTEN` (field to what it becomes) or `FORGOTTEN_ROWS`; rooms above `people` are not
    known here. Call it within a transaction.
    """
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            table = relation.related_model
            rows = table._base_manager.filter(**{relation.field.name: person})
            if getattr(table, "FORGOTTEN_ROWS", False):
                rows.delete()
            elif blanks := getattr(table, "FORGOTTEN", {}):
                rows.update(**blanks)
