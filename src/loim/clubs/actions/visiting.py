"""Saying that one comes to one meeting, or that one cannot come."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.joining import found_or_new
from loim.clubs.actions.letters import write_on_request
from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Visit, VisitState
from loim.common.refusals import Refusal
from loim.events.models import EventStatus

SENT_TWICE = timedelta(minutes=2)


class MeetingOver(Refusal):
    message = _("This meeting has begun or does not take place. Choose another one.")


class NoDropIns(Refusal):
    message = _("This club is for its regulars. You can ask for a place among them.")


class MeetingFull(Refusal):
    message = _("All places of this meeting are taken. Choose another one.")


def announce(
    *,
    meeting: ClubMeeting,
    name: str,
    email: str,
    language: str,
    is_proved: bool = False,
    now: datetime,
) -> ClubPerson:
    """Somebody drops in; a letter takes the link to their page to the address.

    `is_proved`: the address is the account's own. Of others nobody learns whether it is on the
    club's list, and nothing of a regular is changed.
    Refused: MeetingOver, NoDropIns, MeetingFull, Busy.
    """
    with at_the_desk(meeting.club_id) as club:
        current = _open_meeting(meeting, now)
        if not is_proved:
            _refuse_as_anybody(club, current, name, email, now)
        person = found_or_new(club, name=name, email=email, language=language, now=now)
        if person.state == PersonState.REGULAR and not is_proved:
            write_on_request(person, "club_known", now=now)
            return person
        if person.state == PersonState.LEFT:
            person.state, person.state_at = PersonState.GUEST, now
            person.save()
        _come(club, current, person, now)
        write_on_request(person, "club_announced", now=now, event=current.event, meeting=current)
    return person


def _refuse_as_anybody(
    club: Club, meeting: ClubMeeting, name: str, email: str, now: datetime
) -> None:
    """Whoever is on the list is refused as others are, or the answer would tell that they are.

    The same form sent twice in a row is one form.
    """
    twice = Visit.objects.filter(
        meeting=meeting,
        person__email__iexact=email,
        person__name=name,
        created_at__gt=now - SENT_TWICE,
    )
    if not twice.exists():
        _refuse_drop_in(club, meeting)


def come(*, meeting: ClubMeeting, person: ClubPerson, now: datetime) -> None:
    """By their own page: comes after all. Refusals as in `announce`."""
    with at_the_desk(meeting.club_id) as club:
        current = _open_meeting(meeting, now)
        _come(club, current, ClubPerson.objects.get(pk=person.pk), now)


def stay_away(*, meeting: ClubMeeting, person: ClubPerson, now: datetime) -> None:
    """A regular is excused; a guest's place is free for another. Refused: MeetingOver."""
    with at_the_desk(meeting.club_id):
        current = _open_meeting(meeting, now)
        who = ClubPerson.objects.get(pk=person.pk)
        if who.state == PersonState.REGULAR:
            Visit.objects.update_or_create(
                meeting=current,
                person=who,
                defaults={"state": VisitState.EXCUSED, "is_drop_in": False},
                create_defaults={"state": VisitState.EXCUSED, "created_at": now},
            )
        else:
            Visit.objects.filter(meeting=current, person=who, state=VisitState.ANNOUNCED).delete()


def drop_ins_of(meeting: ClubMeeting) -> int:
    return Visit.objects.filter(
        meeting=meeting, is_drop_in=True, state=VisitState.ANNOUNCED
    ).count()


def has_begun(meeting: ClubMeeting, now: datetime) -> bool:
    event = meeting.event
    if event is None:
        return True
    begins = (event.start_date, event.start_time or time())
    return begins <= (localdate(now), localtime(now).time())


def _come(club: Club, meeting: ClubMeeting, person: ClubPerson, now: datetime) -> None:
    if person.state == PersonState.REGULAR:
        Visit.objects.filter(meeting=meeting, person=person).delete()  # comes as always
        return
    if Visit.objects.filter(meeting=meeting, person=person).exists():
        return
    _refuse_drop_in(club, meeting)
    Visit.objects.create(
        meeting=meeting,
        person=person,
        state=VisitState.ANNOUNCED,
        is_drop_in=True,
        created_at=now,
    )


def _refuse_drop_in(club: Club, meeting: ClubMeeting) -> None:
    if not club.welcomes_drop_ins:
        raise NoDropIns
    if club.drop_in_places is not None and drop_ins_of(meeting) >= club.drop_in_places:
        raise MeetingFull


def _open_meeting(meeting: ClubMeeting, now: datetime) -> ClubMeeting:
    current = ClubMeeting.objects.select_related("event", "club").get(pk=meeting.pk)
    event = current.event
    if event is None or event.status != EventStatus.PUBLISHED or has_begun(current, now):
        raise MeetingOver
    return current
