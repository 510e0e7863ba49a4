"""Gatherings of a community, and the meetings at which they may be."""

from django.db.models import Count, Q, QuerySet

from loim.communities.models import Community, Gathering
from loim.events.models import Event, EventStatus

_MOST_EVENTS = 50


def gatherings_of(community: Community) -> QuerySet[Gathering]:
    """The latest first, with `number` of things."""
    rows = community.gatherings.annotate(number=Count("assets"))
    return rows.order_by("-created_at", "-pk")


def events_for(community: Community, also: int | None = None) -> QuerySet[Event]:
    """The community's own, the latest first; `also` is one that was chosen before."""
    own = Event.objects.filter(organiser=community.organisation_id)
    latest = own.exclude(status=EventStatus.CANCELLED).order_by("-start_date", "-pk")
    chosen = Q(pk__in=list(latest.values_list("pk", flat=True)[:_MOST_EVENTS]))
    return Event.objects.filter(chosen | Q(pk=also)).order_by("-start_date", "-pk")
