"""An event: a meeting, training, trip, club evening or any other, planned or held."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.events.logic.event_states import EventState
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

EVENTS = "events"  # the measure source that these tables feed


class EventKind(models.TextChoices):
    INFO_DAY = "info_day", _("info day")
    TRAINING = "training", _("training")
    STUDY_TRIP = "study_trip", _("study trip")
    NETWORK_MEETING = "network_meeting", _("network meeting")
    CONVERSATION_CLUB = "conversation_club", _("conversation club")
    OUTING = "outing", _("outing")
    LECTURE = "lecture", _("lecture")
    JOINT_EVENT = "joint_event", _("joint event")
    FORUM = "forum", _("forum")
    HACKATHON = "hackathon", _("hackathon")
    FIELD_VISIT = "field_visit", _("field visit")


class EventStatus(models.TextChoices):
    PLANNED = EventState.PLANNED.value, _("planned")
    HELD = EventState.HELD.value, _("held")
    CANCELLED = EventState.CANCELLED.value, _("cancelled")


class EventScope(models.TextChoices):
    MUNICIPAL = "municipal", _("municipal")
    COUNTY = "county", _("county")
    NATIONAL = "national", _("nation-wide")


@pghistory.track(model_name="EventHistory")
class Event(models.Model):
    """`activity` is what it does for the programme's plan; none is an event outside any plan."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=EventStatus.choices, default=EventStatus.PLANNED
    )
    scope = models.CharField(
        _("scope"), max_length=10, choices=EventScope.choices, default=EventScope.COUNTY
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="organised_events", verbose_name=_("organiser")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("activity of the plan"),
    )
    summary = models.TextField(_("summary"), blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    # Of the form that was sent: the same form sent twice makes one event.
    submission = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.UniqueConstraint(fields=["submission"], name="event_once_per_submission"),
        ]
        indexes = [
            models.Index(fields=["start_date", "id"], name="event_by_date"),
            models.Index(fields=["activity", "start_date"], name="event_by_activity"),
        ]
        triggers = dated_record_triggers(
            source=EVENTS,
            programme_of="(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)",
            start="r.start_date",
            end="r.start_date",
            counted=["activity_id", "kind", "status", "scope"],
        )

    def __str__(self) -> str:
        return self.title
