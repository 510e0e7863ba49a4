"""When and where counsellors can be seen."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.guarded import Guarded


class Room(Guarded):
    """For one appointment at a time."""

    name = models.CharField(pgettext_lazy("a room", "name"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="casework_room_once", fields=["organisation", "name"])
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="BookableHoursHistory")
class BookableHours(Guarded):
    """On one weekday, by the clock in Tallinn, a counsellor can be booked in slots of a length."""

    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=WEEKDAYS.items())
    start_time = models.TimeField(_("from"))
    end_time = models.TimeField(_("until"))
    break_start = models.TimeField(_("break from"), null=True, blank=True)
    break_end = models.TimeField(_("break until"), null=True, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("length of an appointment, in minutes"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(240)],
    )
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages spoken"))
    is_online = models.BooleanField(_("can be booked on the web"), default=True)
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_hours_in_order", condition=Q(start_time__lt=F("end_time"))
            ),
            models.CheckConstraint(
                name="casework_hours_break_within",
                condition=Q(break_start=None, break_end=None)
                | Q(
                    break_start__gt=F("start_time"),
                    break_end__gt=F("break_start"),
                    end_time__gt=F("break_end"),
                ),
            ),
            models.CheckConstraint(
                name="casework_hours_slot", condition=Q(slot_minutes__range=(10, 240))
            ),
            models.CheckConstraint(
                name="casework_hours_days", condition=Q(end_date=None) | Q(end_date__gte=F("start_date"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.start_time:%H:%M}–{self.end_time:%H:%M}"


class Absence(Guarded):
    """Whole days on which a counsellor cannot be booked. Why is nobody's business here."""

    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    start_date = models.DateField(_("first day away"))
    end_date = models.DateField(_("last day away"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_absence_in_order", condition=Q(end_date__gte=F("start_date"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.start_date}–{self.end_date}"


class CalendarLink(Guarded):
    """The secret address by which a counsellor's own calendar program reads their times."""

    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seed = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(max_length=2, editable=False)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_calendar_link_once", fields=["organisation", "counsellor"]
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
