"""What somebody looks for in the register."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.models import Association, AssociationState
from loim.networks.models.register import ACTIVITY_FIELDS, NATIONALITIES, SPOKEN_LANGUAGES
from loim.networks.queries.register.listing import AssociationFilter
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import capitalised

ANY = pgettext_lazy("a filter", "Any")


class AssociationFilterForm(forms.Form):
    """Sent by GET; `wanted` takes what is valid and leaves out the rest."""

    use_required_attribute = False

    text = forms.CharField(
        label=pgettext_lazy("of an association", "Name or code"),
        required=False,
        max_length=100,
        widget=forms.SearchInput,
    )
    nationality = forms.ChoiceField(
        label=_("Community"), required=False, choices=[("", ANY), *NATIONALITIES]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", ANY), *capitalised(SPOKEN_LANGUAGES)]
    )
    field = forms.ChoiceField(
        label=_("Activity"), required=False, choices=[("", ANY), *capitalised(ACTIVITY_FIELDS)]
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        there = Association.objects.order_by().values("organisation__municipality")
        places = Municipality.objects.filter(pk__in=there).order_by("name", "pk")
        cast("Any", self.fields["municipality"]).choices = [
            ("", ANY),
            *places.values_list("pk", "name"),
        ]

    def wanted(self) -> AssociationFilter:
        self.is_valid()
        return AssociationFilter(
            **{name: value for name, value in self.cleaned_data.items() if value}
        )


class KeptFilterForm(AssociationFilterForm):
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", ANY),
            ("overdue", _("confirmation overdue")),
            *AssociationState.choices,
        ],
    )
