"""The form of a series."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.events.actions.pages.series import SeriesFacts
from loim.events.models import Series
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import OrganisationField


class SeriesForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    organiser = OrganisationField(label=_("Organiser"))

    class Meta:
        model = Series
        fields = ("title", "description", "organiser", "language")
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"description": _("What its events have in common, and for whom they are.")}

    def __init__(self, data: Any, *, organisers: list[Organisation], instance: Series) -> None:
        chosen = data.get("language", "") if data else ""
        language = chosen if chosen in LANGUAGE_CODES else instance.language
        super().__init__(data, instance=instance, source_language=language)
        if instance.pk and instance.organiser not in organisers:
            organisers = [instance.organiser, *organisers]
        cast("OrganisationField", self.fields["organiser"]).offer(organisers)
        if organisers and not self.initial.get("organiser"):
            self.initial["organiser"] = organisers[0].pk

    def _get_validation_exclusions(self) -> set[str]:
        """That a title is there once the action says in words, for two who save at once as well."""
        return {"title", "organiser", *super()._get_validation_exclusions()}  # type: ignore[misc]  # the stubs leave it out

    def facts(self) -> SeriesFacts:
        said = self.cleaned_data
        return SeriesFacts(
            title=said["title"],
            organiser=said["organiser"],
            description=said["description"],
            language=said["language"],
            translations=self.instance.translations,
        )
