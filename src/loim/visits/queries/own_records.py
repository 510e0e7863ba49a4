"""What one person wrote at field visits: for 'My data'."""

from typing import Any

from django.db.models import Q

from loim.events.queries.registrants.own_registrations import own_participants
from loim.people.models import User
from loim.visits.models import Note


def export_notes(person: User) -> list[dict[str, Any]]:
    places = list(own_participants(person).values_list("pk", flat=True))
    notes = (
        Note.objects.filter(Q(author__in=places) | Q(written_by=person))
        .select_related("leg__visit__event")
        .order_by("written_at", "pk")
    )
    return [
        {
            "visit": note.leg.visit.event.title,
            "meeting": note.leg.title,
            "text": note.text,
            "written": note.written_at.isoformat(),
        }
        for note in notes
    ]
