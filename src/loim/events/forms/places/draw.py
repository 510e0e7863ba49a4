"""What an organiser says about a draw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.registration.moments import MomentField


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


class AnewForm(forms.Form):
    """Beside `DrawForm` on one page."""

    prefix = "anew"

    reason = forms.CharField(
        label=_("Why the draw is begun anew"),
        max_length=2000,
        help_text=_("Everybody can read it on this page and in the record of the draw."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Another public value that completes the draw"),
        max_length=300,
        help_text=_("One that nobody can know yet."),
    )
    known_at = MomentField(
        label=_("When it becomes known"),
        help_text=_("Until then the rules can be changed; the draw is held afterwards."),
    )
