"""Who came to a meeting: names that are ticked, guests by name or by number.

The event becomes held and its attendance is written by the events' own writer, so the plan's
numbers move as for any other event.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.joining import found_or_new
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Facilitator, Visit, VisitState
from loim.clubs.permissions import leads_club, may_record_meeting
from loim.clubs.queries.counted_as import counted_as
from loim.common.refusals import Refusal
from loim.events.actions.attendance import write_attendance
from loim.events.logic.event_states import EventStep, state_after
from loim.events.models import TO_BE_HELD, Event, EventStatus
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

MOST_UNNAMED = 500


class NotYet(Refusal):
    message = _("This meeting is still to come. Write down who came when it has begun.")


class NotHeld(Refusal):
    message = _(
        "This meeting is cancelled. If it took place after all, take the cancellation back first."
    )


@dataclass(frozen=True)
class WhoCame:
    """Keys of the club's people: `shown` stood on the form, `came` of them were ticked.

    People who were not shown stay as they were, so two facilitators do not undo each other.
    """

    came: Collection[int] = ()
    shown: Collection[int] = ()
    new_names: Sequence[str] = ()
    unnamed: int = 0


def record_attendance(
    *,
    meeting: ClubMeeting,
    who: WhoCame,
    by: User | None = None,
    facilitator: Facilitator | None = None,
    now: datetime,
) -> int:
    """How many came. `by` an account, or a `facilitator` by their link.

    Saved again it puts right what was there; the same form sent twice adds nobody twice.
    Refused: NotYet, NotHeld, PeriodLocked, Busy, PermissionDenied.
    """
    programmes = [meeting.club.activity.programme] if meeting.club.activity else []
    with (
        record_change(by=by, now=now, step="club_attendance", programmes=programmes),
        at_the_desk(meeting.club_id) as club,
    ):
        current = ClubMeeting.objects.select_related("club").get(pk=meeting.pk)
        leader = _leader(current, by, facilitator)
        if current.event_id is None:
            raise NotHeld
        event = Event.objects.select_for_update(no_key=True).get(pk=current.event_id)
        _refuse(event, now)
        _write_visits(club, current, who, now)
        current.unnamed_guests = min(max(who.unnamed, 0), MOST_UNNAMED)
        current.recorded_at = now
        if current.facilitator_id is None and leader is not None:
            current.facilitator = leader
        current.save()
        return _write_event(club, current, event)


def _leader(
    meeting: ClubMeeting, by: User | None, facilitator: Facilitator | None
) -> Facilitator | None:
    """Who leads the meeting, where that is not said yet: whoever writes it down and leads the
    club, otherwise its first facilitator."""
    if facilitator is not None:
        if facilitator.club_id != meeting.club_id or facilitator.left_at is not None:
            raise PermissionDenied
        return facilitator
    if by is None or not may_record_meeting(by, meeting):
        raise PermissionDenied
    first = Facilitator.objects.filter(club=meeting.club_id, left_at=None, is_stand_in=False)
    return leads_club(by, meeting.club) or first.order_by("pk").first()


def _refuse(event: Event, now: datetime) -> None:
    if event.status == EventStatus.CANCELLED:
        raise NotHeld
    if event.start_date > localdate(now):
        raise NotYet


def _write_visits(club: Club, meeting: ClubMeeting, who: WhoCame, now: datetime) -> None:
    people = {
        person.pk: person
        for person in ClubPerson.objects.filter(
            club=club, pk__in={*who.shown, *who.came}, erased_at=None
        )
    }
    before = {visit.person_id: visit for visit in meeting.visits.select_for_update()}
    came = {key for key in who.came if key in people}
    came |= {
        _by_name(club, name, now).pk
        for name in dict.fromkeys(" ".join(name.split()) for name in who.new_names)
        if name
    }
    shown = {key for key in who.shown if key in people} | came
    changed = []
    for key in shown & before.keys():
        visit = before[key]
        state = VisitState.CAME if key in came else _absence(visit.state)
        if visit.state != state:
            visit.state = state
            changed.append(visit)
    Visit.objects.bulk_update(changed, ["state"])
    Visit.objects.bulk_create(
        [
            Visit(
                meeting=meeting,
                person_id=key,
                state=VisitState.CAME if key in came else VisitState.MISSED,
                created_at=now,
            )
            for key in sorted(shown - before.keys())
        ]
    )


def _absence(state: str) -> str:
    return state if state == VisitState.EXCUSED else VisitState.MISSED


def _by_name(club: Club, name: str, now: datetime) -> ClubPerson:
    """Somebody of just this name who comes to the club, or a guest who is new."""
    known = ClubPerson.objects.filter(club=club, name__iexact=name, erased_at=None)
    return known.order_by("pk").first() or found_or_new(
        club, name=name, email="", language=club.language, now=now
    )


def _write_event(club: Club, meeting: ClubMeeting, event: Event) -> int:
    """Other organisations' numbers, written on the event's own page, stay."""
    if event.status in TO_BE_HELD:
        held = state_after(event.status, EventStep.HOLD)
        event.status = held.value if held else event.status
        event.save(update_fields=["status", "changed_at"])
    people = meeting.visits.filter(state=VisitState.CAME).count() + meeting.unnamed_guests
    attendance: dict[int, int] = dict(event.attendances.values_list("organisation", "people"))
    attendance.pop(counted_as(club).pk, None)
    if people:
        attendance[counted_as(club).pk] = people
    write_attendance(event=event, attendance=attendance)
    return people
