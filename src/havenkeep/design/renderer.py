"""How a form field becomes HTML: our templates in Jinja, Django's own for what is left (hidden inputs)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template.loader import get_template


class DesignRenderer(BaseRenderer):
    """Render `design/…` by the project's templates, anything else by Django's built-in widgets."""

    field_template_name = "design/fields/plain.jinja"

    @cached_property
    def _built_in(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """Return a template by name; raises TemplateDoesNotExist."""
        if template_name.startswith("design/"):
            return get_template(template_name)
        return self._built_in.get_template(template_name)
