"""What a community lets others see, and whom. Without a row here nobody else sees anything."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.communities.models.community import Community
from loim.people.models import Organisation, User


class Shared(models.TextChoices):
    PHASE = "phase", _("the phase of development")
    READINESS = "readiness", _("readiness for crises")
    ASSETS = "assets", _("the asset map")
    CRISIS_PLAN = "crisis_plan", _("the crisis plan")
    COUNTED = "counted", _("to be counted in county and country figures, without the name")


class SharingQuerySet(models.QuerySet["Sharing"]):
    def in_force(self) -> "SharingQuerySet":
        return self.filter(ended_at=None)


@pghistory.track(model_name="SharingHistory")
class Sharing(models.Model):
    """In force from `started_at` until `ended_at`. `recipient` is who may see it, as a whole
    organisation; to be counted needs none."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="sharings")
    what = models.CharField(max_length=12, choices=Shared.choices)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="shared_by_communities"
    )
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "what", "recipient"],
                condition=Q(ended_at=None),
                name="communities_shared_once_with_each",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="communities_sharing_has_recipient",
                condition=Q(what="counted", recipient=None)
                | (~Q(what="counted") & Q(recipient__isnull=False)),
            ),
            models.CheckConstraint(
                name="communities_sharing_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
        ]
