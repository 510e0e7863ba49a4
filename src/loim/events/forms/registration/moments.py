"""A day and a time, with the browser's own calendar."""

from typing import Any

from django import forms


class MomentField(forms.DateTimeField):
    """In the place's own time; fields of the browser know no zone."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        )
        super().__init__(**options)
