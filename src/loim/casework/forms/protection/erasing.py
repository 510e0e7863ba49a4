"""Why a record is erased, and that it is meant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Ground


class ErasingForm(forms.Form):
    use_required_attribute = False

    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=[(ground.value, ground.label) for ground in Ground if ground != Ground.RETENTION],
        widget=forms.RadioSelect,
    )
    is_meant = forms.BooleanField(
        label=_("I know that nobody can bring this record back"),
        error_messages={"required": _("Say that you know it: nobody can bring the record back.")},
    )
