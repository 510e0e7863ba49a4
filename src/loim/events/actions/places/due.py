"""What is due in all events at once: a job looks every minute, so that time alone moves places."""

from datetime import datetime

import structlog
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from loim.events.actions.places.desk import Busy, EventNotOpen
from loim.events.actions.places.settling import due_to_expire, settle_places
from loim.events.logic.participant_states import HOLDING, ParticipantState
from loim.events.models import Event, EventStatus, Participant

log = structlog.get_logger("loim.events")


def settle_what_is_due(*, now: datetime) -> list[int]:
    """The keys of the events that were looked at; each in a transaction of its own.

    An event whose desk is busy is looked at again the next time.
    """
    settled = []
    for event in events_due(now):
        try:
            settle_places(event=event, now=now)
        except (Busy, EventNotOpen):
            log.warning("places.busy", event_id=event.pk)
            continue
        settled.append(event.pk)
    return settled


def events_due(now: datetime) -> QuerySet[Event]:
    """Something has expired, or somebody waits for what is still to come while there are places:
    kept ones may be open now."""
    people = Participant.objects.filter(event=OuterRef("pk"))
    waiting = people.filter(state=ParticipantState.WAITING, is_held_back=False)
    capacity = F("registration_settings__capacity")
    is_free = Q(registration_settings__capacity=None) | Q(holding__lt=capacity)
    return (
        Event.objects.filter(status=EventStatus.PUBLISHED, registration_settings__isnull=False)
        .annotate(holding=Count("participants", filter=Q(participants__state__in=sorted(HOLDING))))
        .filter(
            Q(Exists(people.filter(due_to_expire(now))))
            | (Q(Exists(waiting)) & is_free & Q(start_date__gte=localdate(now)))
        )
        .order_by("pk")
    )
