"""A facilitator's page: what waits to be written down, what is to come, who may stand in."""

from dataclasses import dataclass
from datetime import date

from loim.clubs.models import Club, ClubMeeting, Facilitator
from loim.clubs.queries.meetings import coming_meetings, meetings_of_club_to_record

MOST_COMING = 20


@dataclass(frozen=True)
class LeadPage:
    tonight: ClubMeeting | None
    to_record: list[ClubMeeting]
    coming: list[ClubMeeting]
    leaders: list[Facilitator]
    latest: list[ClubMeeting]  # written down, to be put right


def lead_meetings(club: Club, today: date) -> LeadPage:
    """Four queries."""
    waiting = meetings_of_club_to_record(club, today)
    tonight = next((m for m in waiting if m.event and m.event.start_date == today), None)
    latest = (
        ClubMeeting.objects.filter(club=club, event__isnull=False, recorded_at__isnull=False)
        .select_related("event", "facilitator", "club")
        .order_by("-event__start_date", "-pk")[:5]
    )
    return LeadPage(
        tonight=tonight,
        to_record=[meeting for meeting in waiting if meeting != tonight],
        coming=[m for m in coming_meetings(club, today)[:MOST_COMING] if m != tonight],
        leaders=list(club.facilitators.filter(left_at=None).order_by("is_stand_in", "name", "pk")),
        latest=list(latest),
    )
