"""Records opened by somebody who does not counsel there: with a reason, for hours, in the open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded

LONGEST = timedelta(hours=4)
SHORTEST_REASON = 20  # characters
# What stands instead of a reason, which may name somebody, when the client has been erased.
ERASED_REASON = "[erased with the record]"


class BreakGlass(Guarded):
    """The policies of all tables honour it, to read, until it ends (`casework_opened_…`).

    Of one client (None when the record has been erased since), or of the whole organisation. The web server's role can write a
    new one only in the name of whoever the gate let in, and change nothing afterwards but its end
    and who looked at it: whoever counsels or administers there sees every one.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="openings"
    )
    is_whole = models.BooleanField(_("all records of the organisation"), default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    opened_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_break_glass_hours",
                condition=Q(expires_at__gt=F("opened_at"))
                & Q(expires_at__lte=F("opened_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="casework_break_glass_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="casework_break_glass_whole_or_one",
                condition=Q(is_whole=False) | Q(client=None),
            ),
            models.CheckConstraint(
                name="casework_break_glass_reason",
                condition=GreaterThanOrEqual(Length("reason"), SHORTEST_REASON),
            ),
            models.CheckConstraint(
                name="casework_break_glass_seen_by_somebody_else",
                condition=(Q(seen_at=None) & Q(seen_by=None))
                | (Q(seen_at__isnull=False) & Q(seen_by__isnull=False) & ~Q(seen_by=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M} ({self.pk})"

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and self.opened_at <= now < self.expires_at

    @property
    def is_reason_erased(self) -> bool:
        return self.reason == ERASED_REASON
