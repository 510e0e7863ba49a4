"""Meetings with how much was written down about each."""

from django.db.models import Count, QuerySet

from loim.visits.models import Leg, LegKind, Visit


def legs_with_notes(visit: Visit) -> QuerySet[Leg]:
    return (
        visit.legs.filter(kind__in=[LegKind.MEETING, LegKind.MEAL])
        .select_related("host", "visit__event")
        .annotate(
            note_count=Count("notes", distinct=True), idea_count=Count("ideas", distinct=True)
        )
        .order_by("start_at", "pk")
    )
