"""An event: a meeting, training, trip, club evening or any other, planned or held."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.events.logic.event_states import EventState
from loim.events.models.series import Series
from loim.people.models import Municipality, Organisation, User
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
    DRAFT = EventState.DRAFT.value, _("draft")
    PUBLISHED = EventState.PUBLISHED.value, _("published")
    HELD = EventState.HELD.value, _("held")
    CANCELLED = EventState.CANCELLED.value, _("cancelled")


TO_BE_HELD = (EventStatus.DRAFT, EventStatus.PUBLISHED)


class EventScope(models.TextChoices):
    MUNICIPAL = "municipal", _("municipal")
    COUNTY = "county", _("county")
    NATIONAL = "national", _("nation-wide")


class Audience(models.TextChoices):
    """Whom an event is for; closed, so that a calendar can be filtered by it."""

    EVERYONE = "everyone", _("everyone")
    OFFICIALS = "officials", _("officials of municipalities")
    SPECIALISTS = "specialists", _("specialists and counsellors")
    ASSOCIATIONS = "associations", _("associations and communities")
    NEWCOMERS = "newcomers", _("newcomers")
    RETURNEES = "returnees", _("returnees")
    RESIDENTS = "residents", _("local residents")
    YOUNG_PEOPLE = "young_people", _("young people")
    FAMILIES = "families", _("families")


# What a calendar entry is made of: a change of one of them is a new SEQUENCE (RFC 5545, 3.8.7.4).
_CALENDAR_FACTS = (
    "title",
    "translations",
    "status",
    "start_date",
    "end_date",
    "start_time",
    "end_time",
    "place",
    "address",
    "description",
    "online_url",
)


@pghistory.track(model_name="EventHistory")
class Event(Translated):
    """`activity` is what it does for the programme's plan; none is an event outside any plan.

    Times are Tallinn's; an event without a `start_time` takes whole days. `language` is the
    one that its texts are written in, `languages` those that are spoken there. `online_url`
    is for participants only.
    """

    translated_fields = (
        "title",
        "purpose",
        "description",
        "target_group",
        "accessibility",
        "summary",
        "cancel_reason",
    )

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=EventStatus.choices, default=EventStatus.DRAFT
    )
    scope = models.CharField(
        _("scope"), max_length=10, choices=EventScope.choices, default=EventScope.COUNTY
    )
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=LANGUAGES),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    audiences = ArrayField(
        models.CharField(max_length=20, choices=Audience.choices),
        verbose_name=_("for whom"),
        default=list,
        blank=True,
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    place_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality of the place"),
    )
    accessibility = models.TextField(_("accessibility"), blank=True)
    online_url = models.URLField(_("link for taking part online"), max_length=500, blank=True)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="organised_events", verbose_name=_("organiser")
    )
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("activity of the plan"),
    )
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("series"),
    )
    purpose = models.TextField(_("purpose"), blank=True)
    description = models.TextField(_("description"), blank=True)
    target_group = models.TextField(_("who is invited"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    # In the organiser's words, for everybody who wanted to come.
    cancel_reason = models.TextField(_("why it is cancelled"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    calendar_uid = models.UUIDField(default=uuid.uuid4, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    # Of the form that was sent: the same form sent twice makes one event.
    submission = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.CheckConstraint(
                name="event_times_in_order",
                condition=Q(end_time=None)
                | Q(start_time__isnull=False, start_date__lt=F("end_date"))
                | Q(start_time__lt=F("end_time")),
            ),
            models.CheckConstraint(
                name="event_published_at_some_time",
                condition=~Q(status=EventState.PUBLISHED.value) | Q(published_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["submission"], name="event_once_per_submission"),
            models.UniqueConstraint(fields=["calendar_uid"], name="event_calendar_uid_unique"),
        ]
        indexes = [
            models.Index(fields=["start_date", "id"], name="event_by_date"),
            models.Index(fields=["activity", "start_date"], name="event_by_activity"),
        ]
        triggers = [
            *dated_record_triggers(
                source=EVENTS,
                programme_of=(
                    "(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)"
                ),
                start="r.start_date",
                end="r.start_date",
                counted=["activity_id", "kind", "status", "scope"],
            ),
            pgtrigger.Trigger(
                name="calendar_sequence_grows",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_CALENDAR_FACTS),
                func="""
                    NEW.calendar_sequence := OLD.calendar_sequence + 1;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_public(self) -> bool:
        """Published at some time and not taken back: its page is for everybody."""
        return self.published_at is not None and self.status != EventStatus.DRAFT
