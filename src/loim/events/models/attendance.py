"""Who came: one row for an organisation at an event, with how many people it sent."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.event import EVENTS, Event
from loim.people.models import Organisation
from loim.programmes.models.guards import dated_record_triggers

_EVENT = "FROM events_event e WHERE e.id = r.event_id"


@pghistory.track(model_name="AttendanceHistory")
class Attendance(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="attendances", verbose_name=_("organisation")
    )
    people = models.PositiveIntegerField(_("people"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="attendance_once_per_organisation"
            ),
            models.CheckConstraint(name="attendance_of_somebody", condition=Q(people__gte=1)),
        ]
        triggers = dated_record_triggers(
            source=EVENTS,
            programme_of=(
                "(SELECT a.programme_id FROM events_event e"
                " JOIN programmes_activity a ON a.id = e.activity_id WHERE e.id = r.event_id)"
            ),
            start=f"(SELECT e.start_date {_EVENT})",
            end=f"(SELECT e.start_date {_EVENT})",
            counted=["event_id", "organisation_id", "people"],
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.people}"
