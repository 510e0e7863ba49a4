"""What an organiser says about a draw."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnnounceForm(forms.Form):
    public_value_source = forms.CharField(
        label=_("The public value that completes the draw"),
        max_length=300,
        help_text=_(
            "Something that nobody can know or choose beforehand, and everybody can look up"
            " afterwards. For example: the numbers of the first lottery draw after registration"
            " has closed."
        ),
    )


class DrawForm(forms.Form):
    public_value = forms.CharField(
        label=_("The public value"),
        max_length=200,
        help_text=_("Write it as it was published. It cannot be changed afterwards."),
    )
