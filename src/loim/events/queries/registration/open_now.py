"""Events that one can register for at this moment."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.events.models import Event, EventStatus


def events_to_register_for(now: datetime) -> QuerySet[Event]:
    """Public ones that have not begun, the soonest first; full ones too, where one can wait."""
    return (
        Event.objects.filter(
            Q(registration_settings__opens_at=None) | Q(registration_settings__opens_at__lte=now),
            registration_settings__closes_at__gt=now,
            status=EventStatus.PUBLISHED,
            start_date__gte=timezone.localdate(now),
        )
        .select_related("registration_settings", "place_municipality")
        .order_by("start_date", "start_time", "pk")
    )
