"""Fields that the catalogue's forms share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import DayField

# Those that a desk in Estonia may speak; the four of the platform first.
SPOKEN: list[tuple[str, str | Promise]] = [
    *LANGUAGES,
    ("fi", _("Finnish")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("tr", _("Turkish")),
]


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


class WebField(forms.URLField):
    """May be left empty; a person who leaves the scheme out means https."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Web address"))
        super().__init__(required=False, max_length=500, assume_scheme="https", **options)


class LaterDayField(DayField):
    """May be left empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def municipality_choices(today: date, also: str | None = None) -> list[tuple[str, str]]:
    """One query."""
    places = Municipality.objects.select_related("county").order_by("name", "pk")
    return [
        (place.pk, f"{place.name} ({place.county.name})")
        for place in places
        if place.pk == also or place.valid_to is None or place.valid_to >= today
    ]
