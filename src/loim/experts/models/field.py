"""What experts know about: a list that editors keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated


class ExpertField(Translated):
    """Crisis readiness, community development ... One that is not offered any more stays with
    those who chose it."""

    translated_fields = ("name",)

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_offered = models.BooleanField(_("offered to experts and readers"), default=True)

    def __str__(self) -> str:
        return str(self.text("name"))

    @property
    def source_language(self) -> str:
        return "et"
