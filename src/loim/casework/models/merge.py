"""Two records that turned out to be of one person, and what was moved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded


class ClientMerge(Guarded):
    """`moved` is {"app.model.field": [keys]}: undone, exactly these go back. `sealed_before` are
    the fields of both records as they were."""

    kept = models.ForeignKey(Client, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Client, models.PROTECT, related_name="merged_by")
    moved = models.JSONField(default=dict)
    sealed_before = models.TextField(blank=True, editable=False)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="casework_merge_of_two", condition=~Q(kept=F("gone"))),
            models.UniqueConstraint(
                name="casework_merged_once", fields=["gone"], condition=Q(undone_at=None)
            ),
            models.CheckConstraint(
                name="casework_merge_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} in {self.kept_id}"
