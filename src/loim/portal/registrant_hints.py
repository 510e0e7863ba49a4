"""What those who registered wait for: a decision of the organiser's, or a letter that failed."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, EventStatus, Policy
from loim.people.permissions import Person
from loim.programmes.permissions import organisations_recorded_by

LATELY = timedelta(days=7)  # an older letter that failed is no longer news


def with_applications(person: Person, today: date) -> QuerySet[Event]:
    """Own events to come where the organiser decides: each with `applications`, the next first."""
    applied = Q(participants__state=ParticipantState.APPLIED)
    return (
        _own_events(person)
        .filter(
            registration_settings__policy=Policy.APPROVAL,
            status=EventStatus.PUBLISHED,
            end_date__gte=today,
        )
        .annotate(applications=Count("participants", filter=applied))
        .filter(applications__gt=0)
        .order_by("start_date", "pk")
    )


def with_failed_letters(person: Person, now: datetime) -> QuerySet[Event]:
    """Own events with letters that could not be sent lately: each with `failed`."""
    given_up = Q(participants__notices__mail__given_up_at__gte=now - LATELY)
    return (
        _own_events(person)
        .annotate(failed=Count("participants__notices", filter=given_up, distinct=True))
        .filter(failed__gt=0)
        .order_by("start_date", "pk")
    )


def _own_events(person: Person) -> QuerySet[Event]:
    mine = organisations_recorded_by(person).values("pk")
    return Event.objects.filter(organiser__in=mine)
