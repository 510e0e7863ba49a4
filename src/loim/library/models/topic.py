"""What library items are about, and the methods that they use: kept by editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated


class _Label(Translated):
    translated_fields = ("name",)

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def source_language(self) -> str:
        return "et"


class LibraryTopic(_Label):
    """Involvement, crisis readiness, language clubs ..."""


class Method(_Label):
    """ABCD, co-creation, open dialogue ..."""
