"""Who wants to hear of what is new, and what they were told."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.models import OutgoingMail
from loim.common.translated import LANGUAGES
from loim.people.models import County, User


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("once a week")
    AT_ONCE = "at_once", _("as soon as there is something")


class Weekday(models.IntegerChoices):
    MONDAY = 0, pgettext_lazy("letters come on", "Monday")
    TUESDAY = 1, pgettext_lazy("letters come on", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("letters come on", "Wednesday")
    THURSDAY = 3, pgettext_lazy("letters come on", "Thursday")
    FRIDAY = 4, pgettext_lazy("letters come on", "Friday")
    SATURDAY = 5, pgettext_lazy("letters come on", "Saturday")
    SUNDAY = 6, pgettext_lazy("letters come on", "Sunday")


class Subscription(models.Model):
    """Letters about what is new, to an account's address or to one that was confirmed by a link.

    `interests` are as `logic.interests` says; empty is everything. `begun_at` is since when letters
    come in this rhythm, `settled_period` the last period that was looked at, with a letter or with
    nothing to tell. `key_hash` is of the secret in the own link, made of `uuid`. Whoever stops is
    deleted.

    Personal data: the address or the account, and what somebody is interested in."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        User, models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county")
    )
    interests = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    rhythm = models.CharField(
        _("how often"), max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(
        _("day"), choices=Weekday.choices, default=Weekday.MONDAY
    )
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    submission = models.UUIDField(null=True, unique=True, editable=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    settled_period = models.CharField(max_length=8, blank=True)

    class Meta:
        verbose_name = _("subscription")
        constraints = [
            models.CheckConstraint(
                name="subscription_goes_to_one_address",
                condition=Q(user=None) & ~Q(email="") | Q(user__isnull=False, email=""),
            ),
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="subscription_once_per_address"
            ),
            # Nobody gets a letter whose address nobody has proved.
            models.CheckConstraint(
                name="subscription_begins_when_confirmed",
                condition=Q(confirmed_at=None, begun_at=None)
                | Q(confirmed_at__isnull=False, begun_at__isnull=False),
            ),
            models.CheckConstraint(
                name="subscription_rhythm_known", condition=Q(rhythm__in=Rhythm.values)
            ),
            models.CheckConstraint(
                name="subscription_weekday_known", condition=Q(weekday__range=(0, 6))
            ),
        ]
        indexes = [
            models.Index(
                fields=["rhythm", "weekday", "id"],
                condition=Q(confirmed_at__isnull=False),
                name="subscription_to_be_written",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email


class Letter(models.Model):
    """A letter that was written: one for each period, whatever happens to the worker. `period` is
    a week ('2026-W47') or, of letters that come at once, the second. `mail` is forgotten with it."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    period = models.CharField(max_length=19)
    written_at = models.DateTimeField()
    items = models.PositiveSmallIntegerField()
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "period"], name="letter_once_per_period"
            ),
            models.CheckConstraint(name="letter_tells_something", condition=Q(items__gte=1)),
        ]

    def __str__(self) -> str:
        return self.period


class ToldItem(models.Model):
    """What somebody was told of already (`sources.Item.key`)."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="told")
    item = models.CharField(max_length=100)
    told_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "item"], name="item_told_once"),
        ]

    def __str__(self) -> str:
        return self.item
