"""Whom a facilitator sees when they write down who came: names to tap, the likeliest first."""

from dataclasses import dataclass

from django.db.models import Q

from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import ClubMeeting, ClubPerson, Visit, VisitState

LAST_MEETINGS = 3  # whose guests are offered again


@dataclass(frozen=True)
class RosterRow:
    person: ClubPerson
    state: str  # of the visit, '' where nothing is known of it

    @property
    def is_regular(self) -> bool:
        return self.person.state == PersonState.REGULAR

    @property
    def came(self) -> bool:
        return self.state == VisitState.CAME

    @property
    def is_excused(self) -> bool:
        return self.state == VisitState.EXCUSED

    @property
    def is_announced(self) -> bool:
        return self.state == VisitState.ANNOUNCED


def roster(meeting: ClubMeeting) -> list[RosterRow]:
    """Regulars, those who said they come, guests of the last meetings; three queries."""
    visits = dict(Visit.objects.filter(meeting=meeting).values_list("person", "state"))
    latest = (
        ClubMeeting.objects.filter(club=meeting.club_id, day__lt=meeting.day)
        .exclude(recorded_at=None)
        .order_by("-day")
        .values_list("pk", flat=True)[:LAST_MEETINGS]
    )
    came_lately = Q(visits__meeting__in=list(latest), visits__state=VisitState.CAME)
    people = (
        ClubPerson.objects.filter(club=meeting.club_id, erased_at=None)
        .filter(
            Q(state=PersonState.REGULAR)
            | Q(pk__in=list(visits))
            | Q(pk__in=ClubPerson.objects.filter(came_lately).values("pk"))
        )
        .order_by("name", "pk")
    )
    rows = [RosterRow(person, visits.get(person.pk, "")) for person in people]
    return sorted(rows, key=lambda row: (not row.is_regular, not row.is_announced))
