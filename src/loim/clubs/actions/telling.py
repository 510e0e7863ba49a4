"""Those who count on a meeting hear what became of it, whoever changed the event and where.

`ClubMeeting.told` says what they know of its time and place. Where the event differs they get
a letter: at once after a change here, within minutes after one on the event's own page.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import tell_of_meeting
from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import ClubMeeting, ClubPerson, VisitState
from loim.clubs.queries.meeting_texts import told_of
from loim.events.models import EventStatus

_TOLD = (EventStatus.PUBLISHED, EventStatus.CANCELLED)


def tell_changes(*, club_id: int, now: datetime) -> int:
    """The number of meetings that were told of. Of the past nobody hears."""
    told = 0
    with at_the_desk(club_id):
        for meeting in _coming(now).filter(club=club_id):
            told += _tell(meeting)
    return told


def clubs_with_news(*, now: datetime) -> set[int]:
    """Whose meetings differ from what people know; one query."""
    return {meeting.club_id for meeting in _coming(now) if _differs(meeting)}


def _coming(now: datetime) -> QuerySet[ClubMeeting]:
    today = localdate(now)
    return (
        ClubMeeting.objects.filter(Q(event__start_date__gte=today) | Q(day__gte=today))
        .filter(event__status__in=_TOLD)
        .select_related("event", "club")
        .order_by("day", "pk")
    )


def _differs(meeting: ClubMeeting) -> bool:
    return meeting.event is not None and told_of(meeting.event) != meeting.told


def _tell(meeting: ClubMeeting) -> bool:
    event = meeting.event
    if event is None or not _differs(meeting):
        return False
    was_cancelled = meeting.told.startswith("cancelled")
    is_cancelled = event.status == EventStatus.CANCELLED
    if is_cancelled and was_cancelled:
        kind = ""  # of what is cancelled nobody needs to know more
    elif is_cancelled:
        kind = "cancelled"
    else:
        kind = "again" if was_cancelled else "changed"
    if kind:
        tell_of_meeting(meeting=meeting, event=event, people=_who_counts_on(meeting), kind=kind)
    meeting.told = told_of(event)
    meeting.save(update_fields=["told"])
    return bool(kind)


def _who_counts_on(meeting: ClubMeeting) -> list[ClubPerson]:
    """Regulars who have not said that they stay away, and others who said that they come."""
    people = ClubPerson.objects.filter(club=meeting.club_id, erased_at=None)
    regulars = people.filter(state=PersonState.REGULAR).exclude(
        visits__in=meeting.visits.filter(state=VisitState.EXCUSED)
    )
    coming = people.filter(visits__in=meeting.visits.filter(state=VisitState.ANNOUNCED))
    wanted = Q(pk__in=regulars.values("pk")) | Q(pk__in=coming.values("pk"))
    return list(people.filter(wanted).select_related("club").order_by("pk"))
