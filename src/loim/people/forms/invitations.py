from django import forms
from django.utils.translation import gettext_lazy as _

from loim.people.models.user import LANGUAGES


class AcceptForm(forms.Form):
    """What a new account needs to know."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Shown to the people you work with, and beside the records you make."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
