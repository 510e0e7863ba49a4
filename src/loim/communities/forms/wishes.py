"""Somebody asks for a page for their community."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.communities.actions.wishes import Wished
from loim.communities.forms.small import SentOnce, Trapped, long_text
from loim.communities.models import CommunityKind
from loim.people.models import Municipality, User
from loim.people.permissions import Person
from loim.programmes.forms.record_fields import capitalised


class WishForm(SentOnce, Trapped):
    name = forms.CharField(label=_("Name of the community"), max_length=200)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of communities", "Kind"), choices=capitalised(CommunityKind.choices)
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(valid_to=None).order_by("name", "pk"),
        label=_("Municipality"), empty_label=_("Choose"),
    )  # fmt: skip
    area_text = forms.CharField(
        label=_("Area"), max_length=300, required=False,
        help_text=_("Such as “between the lake and the railway, five villages”."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("About how many people"), required=False, min_value=1, max_value=500_000
    )
    words = forms.CharField(
        label=_("Who are you and what do you do?"), max_length=3000, required=False,
        widget=long_text(5), help_text=_("It becomes the first text of your page."),
    )  # fmt: skip
    asker_name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    asker_email = forms.EmailField(
        label=_("Your e-mail"), max_length=254,
        help_text=_("We send you a link to confirm it. Only who answers you sees it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, person: Person, **options: Any) -> None:
        super().__init__(data, **options)
        if isinstance(person, User):
            del self.fields["asker_name"], self.fields["asker_email"]

    def wished(self) -> Wished:
        said = self.cleaned_data
        names = ("kind", "municipality", "area_text", "people", "words")
        return Wished(name=" ".join(said["name"].split()), **{name: said[name] for name in names})
