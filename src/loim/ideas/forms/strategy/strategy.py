"""The form of a strategy."""

from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.ideas.actions.strategy.keeping import StrategyFacts
from loim.ideas.forms.proposal.proposal import language_in
from loim.ideas.models import Strategy
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import OrganisationField
from loim.programmes.models import Programme


class StrategyForm(TranslationFields):
    use_required_attribute = False

    owner = OrganisationField(label=_("Owner"), help_text=_("Who answers for it."))
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("None"),
        help_text=_("If it is the action plan of a programme that is kept here."),
    )
    url = forms.URLField(
        label=_("Where it can be read"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = Strategy
        fields = (
            "title", "kind", "owner", "language", "description", "url", "start_year", "end_year",
            "programme",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"language": _("The one that you write in. The others follow at the end.")}

    def __init__(
        self, data: Any = None, *, owners: list[Organisation], instance: Strategy | None, **kw: Any
    ) -> None:
        strategy = instance or Strategy()
        super().__init__(
            data, instance=strategy, source_language=language_in(data, strategy.language), **kw
        )
        if instance is not None and instance.owner not in owners:
            owners = [instance.owner, *owners]
        cast("OrganisationField", self.fields["owner"]).offer(owners)
        programmes = cast("forms.ModelChoiceField[Programme]", self.fields["programme"])
        programmes.queryset = Programme.objects.order_by("name", "pk")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and urlsplit(url).scheme not in {"http", "https"}:
            raise forms.ValidationError(_("A link begins with https://."), code="scheme")
        return url

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        start, end = said.get("start_year"), said.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("It cannot end before it begins."))
        return said

    def facts(self) -> StrategyFacts:
        """Of a valid form."""
        names = (
            "title", "kind", "owner", "language", "description", "programme", "url", "start_year",
            "end_year",
        )  # fmt: skip
        return StrategyFacts(
            **{name: self.cleaned_data[name] for name in names},
            translations=self.instance.translations,
        )
