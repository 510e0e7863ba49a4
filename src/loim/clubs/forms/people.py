"""Those who come and those who lead: joining, dropping in, being written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.people.models import User
from loim.people.permissions import Person


class JoinForm(forms.Form):
    """Whoever is signed in is known: their address is not asked.

    `leave_empty` is seen by programs alone, and only they fill it in.
    """

    use_required_attribute = False

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    language = forms.ChoiceField(
        label=_("Your language"), choices=LANGUAGES, help_text=_("We will write to you in it.")
    )
    leave_empty = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, person: Person, language: str) -> None:
        super().__init__(data)
        self.person = person if isinstance(person, User) else None
        self.initial = {"language": language}
        if self.person is not None:
            del self.fields["email"]
            self.initial["name"] = self.person.name

    def clean_name(self) -> str:
        """One line: it stands in letters."""
        return " ".join(str(self.cleaned_data["name"]).split())

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("leave_empty"))

    def who(self) -> dict[str, str]:
        said = self.cleaned_data
        email = self.person.email if self.person else said["email"]
        return {"name": said["name"], "email": email, "language": said["language"]}


class RegularForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def who(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FacilitatorForm(RegularForm):
    is_stand_in = forms.BooleanField(
        label=_("Stands in for others"),
        required=False,
        help_text=_("Leads only meetings that are handed over to them."),
    )
