"""An occasion on which a community's assets are gathered: a meeting, or an open link."""

import uuid
from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.communities.models.community import Community
from loim.events.models import Event
from loim.people.models import User


class GatheringKind(models.TextChoices):
    MEETING = "meeting", _("at a meeting")
    LINK = "link", _("by an open link")


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(Q(closes_at=None) | Q(closes_at__gt=now), closed_at=None)


@pghistory.track(model_name="GatheringHistory", exclude=["key_hash", "uuid"])
class Gathering(models.Model):
    """Whoever has its link adds assets until it is closed. `is_checked`: a keeper looks at each
    before it is shown. `key_hash` is of the secret in the link, made of `uuid`."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="gatherings")
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("how"), max_length=8, choices=GatheringKind.choices)
    held_on = models.DateField(_("date"), null=True, blank=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    is_checked = models.BooleanField(_("a keeper looks at each before it is shown"), default=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="communities_gathering_has_a_title", condition=~Q(title="")
            ),
            models.CheckConstraint(
                name="communities_gathering_closed_after_begun",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
