"""Which participants a list shows, and which answers beside them."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.models import Party, Question
from loim.events.queries.registrants.participants import ParticipantFilter
from loim.events.queries.registrants.state_labels import STATE_CHOICES
from loim.people.models import County

SORT_CHOICES = [
    ("name", _("by name")),
    ("-registered", _("latest first")),
    ("registered", _("in the order of registering")),
    ("state", _("by how the place stands")),
    ("party", _("by party")),
    ("organisation", _("by organisation")),
    ("municipality", _("by municipality")),
]


class ParticipantFilterForm(forms.Form):
    text = forms.CharField(
        label=_("Name, e-mail or organisation"),
        required=False,
        max_length=200,
        widget=forms.SearchInput,
    )
    state = forms.ChoiceField(
        label=_("Place"), required=False, choices=[("", _("all")), *STATE_CHOICES]
    )
    party = forms.ChoiceField(
        label=_("Party"), required=False, choices=[("", _("all")), *Party.choices]
    )
    county = forms.ModelChoiceField(
        County.objects.order_by("name", "pk"),
        label=_("County"),
        required=False,
        empty_label=_("all counties"),
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORT_CHOICES)
    q = forms.MultipleChoiceField(
        label=_("Answers to show"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, questions: list[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        choices = [(question.pk, str(question.text("label"))) for question in questions]
        cast("forms.ChoiceField", self.fields["q"]).choices = choices

    def wanted(self) -> ParticipantFilter:
        """What was understood of the address; the rest is left out, and the form says so."""
        self.is_valid()
        said = self.cleaned_data
        county = said.get("county")
        return ParticipantFilter(
            text=said.get("text") or "",
            state=said.get("state") or "",
            party=said.get("party") or "",
            county=county.pk if county else "",
            sort=said.get("sort") or "name",
            questions=tuple(int(key) for key in said.get("q") or ()),
        )

    def shown_questions(self) -> list[Question]:
        wanted = set(self.wanted().questions)
        return [question for question in self.questions if question.pk in wanted]

    @property
    def is_filtering(self) -> bool:
        wanted = self.wanted()
        return bool(wanted.text or wanted.state or wanted.party or wanted.county)
