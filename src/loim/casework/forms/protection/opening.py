"""Why records have to be opened, whose, and for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.casework.models.break_glass import LONGEST, SHORTEST_REASON
from loim.people.models import Organisation

LONGEST_REASON = 1000
_HOURS = range(1, int(LONGEST.total_seconds()) // 3600 + 1)


class OpeningForm(forms.Form):
    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none()
    )
    scope = forms.ChoiceField(
        label=_("What do you have to see?"),
        choices=[
            ("one", _("the record of one client")),
            ("whole", _("all records of the organisation")),
        ],
        initial="one",
        widget=forms.RadioSelect,
    )
    told = forms.CharField(
        label=_("The client’s personal code, or the number of the record"),
        required=False,
        max_length=40,
        help_text=_("Only for the record of one client."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hours = forms.TypedChoiceField(label=_("For how long?"), coerce=int, initial=1)
    reason = forms.CharField(
        label=_("Why?"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A sentence or two. Those who counsel and administer there read it. Name no client."
        ),
    )

    def __init__(self, *arguments: Any, organisations: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        known: Any = self.fields["organisation"]
        known.queryset = organisations
        if len(found := list(organisations[:2])) == 1:
            self.initial["organisation"] = found[0].pk
        hours: Any = self.fields["hours"]
        hours.choices = [(n, ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}) for n in _HOURS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("scope") == "one" and not cleaned.get("told", "").strip():
            self.add_error("told", _("Write the personal code or the number of the record."))
        return cleaned
