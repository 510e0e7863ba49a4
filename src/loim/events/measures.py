"""What events give the programme's numbers: events that were held, and who came to them."""

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from loim.events.models import Attendance, Event, EventKind, EventScope, EventStatus
from loim.events.models.event import EVENTS
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Choice, HistoryOf, Source

KINDS = tuple(
    Choice(kind.value, kind.label, plural)
    for kind, plural in {
        EventKind.INFO_DAY: _("info days"),
        EventKind.TRAINING: _("trainings"),
        EventKind.STUDY_TRIP: _("study trips"),
        EventKind.NETWORK_MEETING: _("network meetings"),
        EventKind.CONVERSATION_CLUB: _("conversation clubs"),
        EventKind.OUTING: _("outings"),
        EventKind.LECTURE: _("lectures"),
        EventKind.JOINT_EVENT: _("joint events"),
        EventKind.FORUM: _("forums"),
        EventKind.HACKATHON: _("hackathons"),
        EventKind.FIELD_VISIT: _("field visits"),
    }.items()
)
SCOPES = (
    Choice(EventScope.MUNICIPAL.value, EventScope.MUNICIPAL.label, _("municipal %(things)s")),
    Choice(EventScope.COUNTY.value, EventScope.COUNTY.label, _("county %(things)s")),
    Choice(EventScope.NATIONAL.value, EventScope.NATIONAL.label, _("nation-wide %(things)s")),
)

HISTORIES = (HistoryOf(Event), HistoryOf(Attendance, "event_id"))


def events_held(programme: int) -> QuerySet[Any]:
    """A row for each event; its municipality is the organiser's, for the reader alone."""
    came = Attendance.objects.filter(event=OuterRef("pk")).order_by().values("event")
    people = came.annotate(total=Sum("people"))
    return Event.objects.filter(status=EventStatus.HELD, activity__programme=programme).annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=F("organiser__municipality"),
        from_date=F("start_date"),
        to_date=F("start_date"),
        root=F("activity__root"),
        amount=Coalesce(Subquery(people.values("total")), 0),
    )


def attendance(programme: int) -> QuerySet[Any]:
    """A row for each organisation at an event that was held.

    A municipality takes part through its government and its institutions; an association
    or a company that sits there takes part for itself.
    """
    return Attendance.objects.filter(
        event__status=EventStatus.HELD, event__activity__programme=programme
    ).annotate(
        record=F("event_id"),
        page=F("event_id"),
        municipality=Case(
            When(
                organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
                then=F("organisation__municipality_id"),
            ),
            output_field=CharField(),
        ),
        from_date=F("event__start_date"),
        to_date=F("event__start_date"),
        kind=F("event__kind"),
        scope=F("event__scope"),
        root=F("event__activity__root"),
        amount=F("people"),
        title=F("event__title"),
    )


HELD_EVENTS = Source(
    key=EVENTS,
    label=_("events that have been held"),
    is_state=False,
    records=events_held,
    sentences={
        CountingRule.RECORDS: _("Counts %(things)s of %(activities)s that have been held."),
    },
    things=_("events"),
    kinds=KINDS,
    scopes=SCOPES,
    marks=frozenset({EVENTS}),
    page="event",
    amount_label=_("People"),
    histories=HISTORIES,
)

ATTENDANCE = Source(
    key="attendance",
    label=_("attendance of events that have been held"),
    is_state=False,
    records=attendance,
    sentences={
        CountingRule.PARTICIPATIONS: _(
            "Counts each municipality once per event: %(things)s of %(activities)s that have"
            " been held."
        ),
        CountingRule.MUNICIPALITIES: _(
            "Counts each municipality once, however many events it came to: %(things)s of"
            " %(activities)s that have been held."
        ),
        CountingRule.SUM: _(
            "Adds up the people who came: %(things)s of %(activities)s that have been held."
        ),
    },
    things=_("events"),
    kinds=KINDS,
    scopes=SCOPES,
    marks=frozenset({EVENTS}),
    page="event",
    amount_label=_("People"),
    histories=HISTORIES,
)

SOURCES = (HELD_EVENTS, ATTENDANCE)
