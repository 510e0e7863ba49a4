"""Events that belong together: the field visits of 2017, 2018, 2019."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.people.models import Organisation


@pghistory.track(
    model_name="SeriesHistory", obj_field=pghistory.ObjForeignKey(related_name="history")
)
class Series(Translated):
    translated_fields = ("title", "description")

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="series", verbose_name=_("organiser")
    )

    class Meta:
        verbose_name = _("series")
        constraints = [
            models.UniqueConstraint(
                fields=["organiser", "title"], name="series_titled_once_per_organiser"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language
