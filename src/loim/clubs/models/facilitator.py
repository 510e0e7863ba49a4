"""Who leads a club's meetings, and who stands in for them."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.clubs.models.club import Club
from loim.common.translated import LANGUAGES


class Facilitator(models.Model):
    """Acts by the secret link in their letters, or by an account with the same address.

    Their name stands on the club's page: they have agreed to it. Whoever leads no more stays
    as a row, nameless after a year, since meetings name who led them.
    """

    club = models.ForeignKey(Club, models.CASCADE, related_name="facilitators")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(
        _("language of letters"), max_length=2, choices=LANGUAGES, default="et"
    )
    is_stand_in = models.BooleanField(_("stands in for others"), default=False)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "club", Lower("email"), condition=Q(left_at=None), name="facilitator_once_in_a_club"
            ),
            models.UniqueConstraint(fields=["key_hash"], name="facilitator_key_unique"),
            models.CheckConstraint(
                name="facilitator_named_while_leading",
                condition=Q(left_at__isnull=False) | (~Q(name="") & ~Q(email="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
