"""An old address and a new one, typed or pasted."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from loim.content.forms.pages.fields import OwnerField, owners_for
from loim.content.logic.pages.redirects import path_of
from loim.people.models import User


class RedirectForm(forms.Form):
    use_required_attribute = False

    from_path = forms.CharField(
        label=_("Old address"), max_length=500,
        help_text=_("As people have it, for example /uudised/keelekohvik. It leads on in every language."),
    )  # fmt: skip
    to_path = forms.CharField(
        label=_("New address"), max_length=500, help_text=_("A page on this site.")
    )
    owner = OwnerField()

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = owners_for(person)
        if len(owner.queryset) == 1:
            owner.initial, owner.empty_label = owner.queryset[0], None

    def clean_from_path(self) -> str:
        return self._path("from_path")

    def clean_to_path(self) -> str:
        return self._path("to_path")

    def _path(self, name: str) -> str:
        host = urlsplit(settings.BASE_URL).hostname or ""
        path = path_of(self.cleaned_data[name], host=host)
        if path is None:
            raise forms.ValidationError(
                _("Write an address on this site that begins with “/”, without “?” or “#”.")
            )
        return path
