from django import forms
from django.utils.translation import gettext_lazy as _

from loim.people.models import Municipality


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Becomes part of"), queryset=Municipality.objects.order_by("name", "pk")
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("The last day on which the municipality exists by itself."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
