"""Form fields of the back office: what is kept as a JSON list is written as plain lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminTextareaWidget

from monogram.companies.models import is_origin


class LinesField(forms.Field):
    """A list of strings, one a line. Empty lines are left out."""

    widget = UnfoldAdminTextareaWidget

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class OriginsField(LinesField):
    """Origins of sites, as a browser writes them: `https://shop.example`, without a path."""

    def to_python(self, value: Any) -> list[str]:
        return [line.lower().removesuffix("/") for line in super().to_python(value)]

    def validate(self, value: Any) -> None:
        """Raises ValidationError naming each line that is none."""
        super().validate(value)
        wrong = [line for line in value if not is_origin(line)]
        if wrong:
            raise ValidationError([_wrong_origin(line) for line in wrong])


def _wrong_origin(line: str) -> str:
    return f"“{line[:80]}” is not the origin of a site. Write it as https://shop.example, with nothing after the name."
