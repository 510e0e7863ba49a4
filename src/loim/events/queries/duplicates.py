"""Is this event written down already?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.events.models import Event


def likely_duplicates(
    *,
    seen: QuerySet[Event],
    kind: str,
    day: date,
    title: str,
    organisations: Iterable[int],
    apart_from: int | None = None,
) -> list[Event]:
    """Events of the kind on the day with the same title, or with guests in common.

    Only among events `seen` by the person who asks, so that a warning tells nothing new.
    """
    guests = Event.objects.filter(attendances__organisation__in=list(organisations)).values("pk")
    others = seen if apart_from is None else seen.exclude(pk=apart_from)
    return list(
        others.alias(small_title=Lower("title"))
        .filter(kind=kind, start_date=day)
        .filter(Q(small_title=title.lower()) | Q(pk__in=guests))
        .select_related("organiser")
        .order_by("pk")[:5]
    )
