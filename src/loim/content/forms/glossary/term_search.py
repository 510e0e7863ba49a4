"""What is looked for in the glossary."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translated import LANGUAGES
from loim.content.queries.terms import TermSearch
from loim.people.models import Organisation


class TermSearchForm(forms.Form):
    """An unknown choice in the address is no choice."""

    words = forms.CharField(label=gettext_lazy("Word"), max_length=100, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Whose term"), required=False)
    lacks = forms.ChoiceField(label=gettext_lazy("Without a word in"), required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        owners: Any = self.fields["owner"]
        owners.choices = [
            ("", _("All")),
            ("common", _("Common to all organisations")),
            *((str(each.pk), each.name) for each in organisations),
        ]
        lacks: Any = self.fields["lacks"]
        lacks.choices = [("", "–"), *LANGUAGES]

    @property
    def search(self) -> TermSearch:
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in ("words", "owner", "lacks")}
        return TermSearch(**{name: value.strip() for name, value in said.items()})

    @property
    def is_filtered(self) -> bool:
        return self.search != TermSearch()
