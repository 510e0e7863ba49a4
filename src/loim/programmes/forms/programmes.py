"""A programme's own facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.people.models import Organisation
from loim.people.models.organisation import OrganisationKind
from loim.programmes.actions.programmes import LONGEST_NAME
from loim.programmes.forms.record_fields import DayField
from loim.programmes.models import Programme


class ProgrammeForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("As the plan's heading quotes it: plans are matched by this name."),
    )
    implementer = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Implementer")
    )
    ministry = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Ministry"))
    legal_act = forms.CharField(
        label=gettext_lazy("Legal act"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Number and date of the act that set the programme up."),
    )
    start_date = DayField(label=gettext_lazy("First day"))
    end_date = DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any) -> None:
        if programme:
            kwargs["initial"] = {name: getattr(programme, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(is_active=True).order_by("name", "pk")
        implementers: Any = self.fields["implementer"]
        implementers.queryset = organisations.exclude(kind=OrganisationKind.MUNICIPALITY)
        ministries: Any = self.fields["ministry"]
        ministries.queryset = organisations.filter(kind=OrganisationKind.MINISTRY)

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("start_date"), self.cleaned_data.get("end_date")
        if start and end and start > end:
            self.add_error("end_date", _("The last day is before the first one."))
        return self.cleaned_data
