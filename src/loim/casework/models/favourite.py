"""What one counsellor writes down again and again, under one key."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.casework.models.client import TargetGroup
from loim.casework.models.enquiry import Channel, Outcome, SpokenLanguage
from loim.casework.models.guarded import Guarded
from loim.services.models import Topic

KEYS = range(1, 10)


class Favourite(Guarded):
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.PositiveSmallIntegerField(
        _("key"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    name = models.CharField(_("name"), max_length=60)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    language = models.CharField(_("language"), max_length=6, choices=SpokenLanguage)
    minutes = models.PositiveSmallIntegerField(
        _("time spent, in minutes"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    target_group = models.CharField(
        _("target group"), max_length=12, choices=TargetGroup, default=TargetGroup.UNKNOWN
    )
    topics = models.ManyToManyField(
        Topic, through="FavouriteTopic", related_name="+", verbose_name=_("topics")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_favourite_key_once", fields=["organisation", "counsellor", "key"]
            ),
            models.CheckConstraint(name="casework_favourite_key", condition=Q(key__range=(1, 9))),
            models.CheckConstraint(
                name="casework_favourite_minutes", condition=Q(minutes__range=(1, 600))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FavouriteTopic(Guarded):
    favourite = models.ForeignKey(Favourite, models.CASCADE, related_name="favourite_topics")
    # A topic that goes takes itself out of favourites; what was asked stays in enquiries.
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_favourite_topic_once", fields=["favourite", "topic"]
            )
        ]

    def __str__(self) -> str:
        return str(self.topic)
