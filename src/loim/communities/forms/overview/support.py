"""Support in seconds: what, to whom, when; the rest if there is time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.communities.actions.overview.supporting import SupportFacts
from loim.communities.models import Area, Community, SupportKind
from loim.communities.queries.overview.municipality import areas_without, communities_known_to
from loim.events.models import Event
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField, capitalised

RECENT = timedelta(days=730)


class SupportForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was given"), choices=capitalised(SupportKind.choices))
    whom = forms.ChoiceField(label=_("To whom"))
    date = DayField(label=_("Day"))
    euros = forms.DecimalField(
        label=_("Sum, euros"), min_value=0, max_digits=10, decimal_places=2, required=False
    )
    hours = forms.DecimalField(
        label=_("Hours"), min_value=0, max_digits=6, decimal_places=1, required=False
    )
    given_by = forms.CharField(
        label=pgettext_lazy("support", "By whom"), max_length=150, required=False,
        help_text=_("A trainer, a mentor, a department."),
    )  # fmt: skip
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Event"), required=False, empty_label=_("none")
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, giver: Organisation, whom: str = "") -> None:
        initial = {"submission": uuid4(), "date": localdate(), "whom": whom}
        super().__init__(data, initial=initial)
        known = communities_known_to(giver).select_related("organisation")
        areas = areas_without(giver)
        self._things: dict[str, Community | Area] = {
            **{f"c{one.pk}": one for one in known.order_by("organisation__name", "pk")},
            **{f"a{one.pk}": one for one in areas.order_by("name", "pk")},
        }
        field: Any = self.fields["whom"]
        field.choices = [
            ("", _("choose")),
            (_("Communities"), [(key, str(one)) for key, one in self._things.items() if key[0] == "c"]),
            (_("Areas without a community"), [(key, str(one)) for key, one in self._things.items() if key[0] == "a"]),
        ]  # fmt: skip
        events: Any = self.fields["event"]
        events.queryset = Event.objects.filter(
            organiser=giver, start_date__gte=localdate() - RECENT
        ).order_by("-start_date", "-pk")

    def facts(self) -> SupportFacts:
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"whom", "submission"}
        }
        thing = self._things[self.cleaned_data["whom"]]
        key = "community" if isinstance(thing, Community) else "area"
        return SupportFacts(**said, **{key: thing})  # type: ignore[arg-type]
