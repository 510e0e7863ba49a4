"""Rows of counselling belong to one organisation, and the database itself keeps them apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation


class Guarded(models.Model):
    """Each table of counselling carries its organisation: the policy needs no join to decide."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        abstract = True
