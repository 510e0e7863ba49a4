"""What lists show; the answers stand in their addresses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.forms.pages.fields import capitalised
from loim.content.models import Audience, Outcome
from loim.content.queries.links.listed import LinkFilter
from loim.content.queries.news.listed import NewsFilter
from loim.content.queries.pages.listed import PageFilter


class PageFilterForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("For whom"), required=False,
        choices=[("", _("anybody")), *capitalised(Audience.choices)[1:]],
    )  # fmt: skip
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, data: Any, *, municipalities: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field: Any = self.fields["municipality"]
        field.choices = [("", _("all of Estonia")), *municipalities]

    def given(self) -> dict[str, str]:
        """What cannot be meant is left out: the list is never empty for a mistyped address."""
        self.is_valid()
        return self.cleaned_data

    def wanted(self) -> PageFilter:
        return PageFilter(**self.given())

    @property
    def is_filtering(self) -> bool:
        return any(self.given().values())


class NewsFilterForm(PageFilterForm):
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("all languages")), *LANGUAGES]
    )

    def wanted(self) -> NewsFilter:
        return NewsFilter(**self.given())


class LinkFilterForm(forms.Form):
    owner = forms.TypedChoiceField(label=_("Kept by"), required=False, coerce=int, empty_value=None)
    outcome = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("all")), *capitalised(Outcome.choices)],
    )  # fmt: skip

    def __init__(self, data: Any, *, owners: list[tuple[int, str]]) -> None:
        super().__init__(data)
        field: Any = self.fields["owner"]
        field.choices = [("", _("all organisations")), *owners]

    def wanted(self) -> LinkFilter:
        self.is_valid()
        given = self.cleaned_data
        return LinkFilter(given.get("owner"), given.get("outcome", ""))

    @property
    def is_filtering(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
