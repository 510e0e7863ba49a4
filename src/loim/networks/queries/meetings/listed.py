"""Meetings of a network: those to come, those that were."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from loim.events.models import EventStatus
from loim.events.models.event import TO_BE_HELD
from loim.networks.models import Meeting, Network


def meetings_of(network: Network) -> QuerySet[Meeting]:
    """The newest first, with their events and the number of decisions."""
    return (
        Meeting.objects.filter(network=network)
        .select_related("event", "network")
        .annotate(decision_count=Count("decisions"))
        .order_by("-event__start_date", "-number", "-pk")
    )


def coming_meetings(network: Network, today: date) -> QuerySet[Meeting]:
    """The nearest first."""
    return (
        Meeting.objects.filter(network=network, event__end_date__gte=today)
        .filter(event__status__in=TO_BE_HELD)
        .select_related("event", "network")
        .order_by("event__start_date", "event__start_time", "pk")
    )


def next_meeting_of(network: Network, today: date) -> Meeting | None:
    return coming_meetings(network, today).first()


def meeting_before(meeting: Meeting) -> Meeting | None:
    """Of the same network; not one that was cancelled."""
    return (
        Meeting.objects.filter(network=meeting.network_id)
        .exclude(pk=meeting.pk)
        .exclude(event__status=EventStatus.CANCELLED)
        .filter(
            Q(event__start_date__lt=meeting.event.start_date)
            | Q(event__start_date=meeting.event.start_date, number__lt=meeting.number)
        )
        .select_related("event")
        .order_by("-event__start_date", "-number")
        .first()
    )


def next_days(networks: Iterable[int], today: date) -> dict[int, date]:
    """Of those that have a published meeting to come. One query."""
    rows = (
        Meeting.objects.filter(network__in=list(networks), event__start_date__gte=today)
        .filter(event__status=EventStatus.PUBLISHED)
        .values("network")
        .annotate(day=Min("event__start_date"))
        .values_list("network", "day")
    )
    return dict(rows)
