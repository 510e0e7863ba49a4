"""What services are about, and the moments of life in which people need them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.services.models.catalogue.entry import WordedEntry


class Topic(WordedEntry):
    translated_fields = ("name",)

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    def __str__(self) -> str:
        return self.name


class LifeEvent(WordedEntry):
    """CPSV-AP's LifeEvent: 'I have just arrived', 'a child is born'."""

    translated_fields = ("name", "description")

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    def __str__(self) -> str:
        return self.name
