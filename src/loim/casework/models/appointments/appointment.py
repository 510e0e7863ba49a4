"""A time with a counsellor. The database itself keeps two of them from being at once."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.appointments.calendar import Room
from loim.casework.models.case import Case
from loim.casework.models.client import Client
from loim.casework.models.enquiry import SpokenLanguage
from loim.casework.models.guarded import Guarded
from loim.casework.models.ranges import MomentRange
from loim.services.models import Topic


class AppointmentStatus(models.TextChoices):
    BOOKED = "booked", pgettext_lazy("appointment", "booked")
    CONFIRMED = "confirmed", pgettext_lazy("appointment", "confirmed")
    CAME = "came", _("came")
    MISSED = "missed", _("did not come")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "cancelled")


class CancelledBy(models.TextChoices):
    CLIENT = "client", _("by whoever booked")
    ORGANISATION = "organisation", _("by the counsellor")


_NOT_CANCELLED = ~Q(state="cancelled")


@pghistory.track(
    model_name="AppointmentHistory",
    exclude=["sealed_name", "sealed_email", "sealed_phone", "sealed_note"],
)
class Appointment(Guarded):
    """Of a client, or of somebody who gave what is needed to be written to, encrypted.

    `uuid` makes the secret of the link by which they change it (`loim.common.own_keys`).
    """

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    language = models.CharField(_("language"), max_length=6, choices=SpokenLanguage)
    letters_language = models.CharField(max_length=2, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    state = models.CharField(
        max_length=10, choices=AppointmentStatus, default=AppointmentStatus.BOOKED
    )
    state_at = models.DateTimeField(editable=False)
    cancelled_by = models.CharField(max_length=12, choices=CancelledBy, blank=True)
    is_online = models.BooleanField(default=False, editable=False)
    # Each change that calendars should notice is a higher one (RFC 5545).
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    sealed_name = models.TextField(blank=True, editable=False)
    sealed_email = models.TextField(blank=True, editable=False)
    sealed_phone = models.TextField(blank=True, editable=False)
    sealed_note = models.TextField(blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_appointment_in_order", condition=Q(starts_at__lt=F("ends_at"))
            ),
            models.CheckConstraint(
                name="casework_appointment_cancelled_by_somebody",
                condition=Q(state="cancelled", cancelled_by__in=CancelledBy.values)
                | (_NOT_CANCELLED & Q(cancelled_by="")),
            ),
            models.CheckConstraint(
                name="casework_appointment_case_has_client",
                condition=Q(case=None) | Q(client__isnull=False),
            ),
            ExclusionConstraint(
                name="casework_counsellor_in_one_appointment",
                expressions=[
                    ("counsellor", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=_NOT_CANCELLED,
            ),
            ExclusionConstraint(
                name="casework_room_for_one_appointment",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=_NOT_CANCELLED,
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="casework_appointment_by_day")
        ]

    def __str__(self) -> str:
        return str(self.uuid)
