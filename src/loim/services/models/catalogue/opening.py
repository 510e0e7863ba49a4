"""When a place is open or a phone is answered: rules, exceptions, and alerts of the day."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.models import User
from loim.services.logic.opening import Rule
from loim.services.models.catalogue.entry import WordedEntry
from loim.services.models.catalogue.place import Channel, Location
from loim.services.models.catalogue.service import Service

ONE_OF_BOTH = Q(channel=None, location__isnull=False) | Q(channel__isnull=False, location=None)


MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


@pghistory.track(model_name="OpeningRuleHistory")
class OpeningRule(WordedEntry):
    """HSDS schedule, `logic.opening.Rule`: of a place for all its services, or of one channel.

    Times are Tallinn's; one at or before the opening is of the next day. `weekdays`: Monday is 0.
    With `nths` (1 to 5, -1 the last) it is of certain weeks of a month. Seasons are 'MM-DD'."""

    translated_fields = ("description",)

    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="opening_rules"
    )
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="opening_rules"
    )
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days of the week"))
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))
    start_date = models.DateField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("until"), null=True, blank=True)
    season_start = models.CharField(_("each year from"), max_length=5, blank=True)
    season_end = models.CharField(_("each year until"), max_length=5, blank=True)
    interval = models.PositiveSmallIntegerField(_("every how many"), default=1)
    nths = ArrayField(
        models.SmallIntegerField(), verbose_name=_("which of a month"), default=list, blank=True
    )
    is_open_on_holidays = models.BooleanField(_("on public holidays, too"), default=False)
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    description = models.CharField(_("note"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="openingrule_of_one_thing", condition=ONE_OF_BOTH),
            models.CheckConstraint(
                name="openingrule_days_in_order",
                condition=Q(start_date=None) | Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            models.CheckConstraint(
                name="openingrule_weekdays",
                condition=Q(weekdays__contained_by=list(range(7)), weekdays__len__gte=1),
            ),
            models.CheckConstraint(
                name="openingrule_nths", condition=Q(nths__contained_by=[-1, 1, 2, 3, 4, 5])
            ),
            models.CheckConstraint(
                name="openingrule_season_whole",
                condition=Q(season_start="", season_end="")
                | Q(season_start__regex=MONTH_DAY, season_end__regex=MONTH_DAY),
            ),
            models.CheckConstraint(
                name="openingrule_interval", condition=Q(interval__range=(1, 52))
            ),
            models.CheckConstraint(
                name="openingrule_counts_from_a_day",
                condition=Q(interval=1) | Q(start_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekdays} {self.opens_at}–{self.closes_at}"

    def as_rule(self) -> Rule:
        return Rule(
            weekdays=frozenset(self.weekdays),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            start_date=self.start_date,
            end_date=self.end_date,
            season_start=_month_day(self.season_start),
            season_end=_month_day(self.season_end),
            interval=self.interval,
            nths=frozenset(self.nths),
            is_open_on_holidays=self.is_open_on_holidays,
        )


def _month_day(value: str) -> tuple[int, int] | None:
    return (int(value[:2]), int(value[3:])) if value else None


@pghistory.track(model_name="OpeningExceptionHistory")
class OpeningException(WordedEntry):
    """Days on which other hours hold, or none: without times it is closed. Several rows of the
    same days are several intervals of them."""

    translated_fields = ("reason",)

    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="opening_exceptions"
    )
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="opening_exceptions"
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    opens_at = models.TimeField(_("opens"), null=True, blank=True)
    closes_at = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="openingexception_of_one_thing", condition=ONE_OF_BOTH),
            models.CheckConstraint(
                name="openingexception_days_in_order",
                condition=Q(start_date__lte=F("end_date")),
            ),
            models.CheckConstraint(
                name="openingexception_both_times_or_none",
                condition=Q(opens_at=None, closes_at=None)
                | Q(opens_at__isnull=False, closes_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_date}–{self.end_date}"


class AlertKind(models.TextChoices):
    CLOSED = "closed", pgettext_lazy("an alert", "closed")
    CHANGED = "changed", pgettext_lazy("an alert", "changed")
    NOTICE = "notice", pgettext_lazy("an alert", "notice")


@pghistory.track(model_name="AlertHistory")
class Alert(WordedEntry):
    """'Closed today': of a service everywhere, or of a place for all its services."""

    translated_fields = ("message",)

    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=AlertKind.choices)
    message = models.CharField(_("message"), max_length=500, blank=True)
    start_at = models.DateTimeField(_("from"))
    end_at = models.DateTimeField(_("until"))
    posted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    posted_at = models.DateTimeField()
    submission = models.UUIDField(null=True, blank=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="alert_of_one_thing",
                condition=Q(service=None, location__isnull=False)
                | Q(service__isnull=False, location=None),
            ),
            models.CheckConstraint(
                name="alert_times_in_order", condition=Q(start_at__lt=F("end_at"))
            ),
            models.CheckConstraint(
                name="alert_says_something",
                condition=Q(kind="closed") | ~Q(message=""),
            ),
        ]
        indexes = [models.Index(fields=["end_at"], name="alert_by_end")]

    def __str__(self) -> str:
        return f"{self.kind} {self.start_at}"
