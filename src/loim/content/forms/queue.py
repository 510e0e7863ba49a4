"""What the queue of texts is narrowed by."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.kinds import all_kinds
from loim.content.permissions import TRANSLATING_ROLES
from loim.content.queries.queue.work import WHAT, WorkFilter
from loim.people.models import Organisation
from loim.people.permissions import Person, organisations_with_role


class WorkFilterForm(forms.Form):
    words = forms.CharField(label=_("Words of the title"), required=False, widget=forms.SearchInput)
    what = forms.ChoiceField(
        label=_("What is to be done"),
        required=False,
        choices=lambda: [("", _("anything")), *((key, label) for key, (label, _q) in WHAT.items())],
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("any")), *LANGUAGES]
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=lambda: [("", _("any")), *((kind.key, kind.label) for kind in all_kinds())],
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("any")
    )

    def __init__(self, *args: Any, person: Person, of_work: bool = True, **options: Any) -> None:
        """`of_work`: a list of what is to be done; otherwise of all texts, in all languages."""
        super().__init__(*args, **options)
        own = organisations_with_role(person, TRANSLATING_ROLES)
        if len(own) > 1:
            field = cast("forms.ModelChoiceField[Organisation]", self.fields["owner"])
            field.queryset = Organisation.objects.filter(pk__in=own).order_by("name", "pk")
        else:
            del self.fields["owner"]
        if not of_work:
            del self.fields["what"], self.fields["language"]

    def wanted(self) -> WorkFilter:
        """What cannot be understood is left out: a list is always shown."""
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        if "owner" in said:
            said["owner"] = said["owner"].pk
        return WorkFilter(**said)

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())
