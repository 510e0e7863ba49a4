"""One meeting becomes another than the rule says: its time, place, topic, who leads it; or it
is cancelled, and perhaps takes place after all.

What is the event's own is changed by the events' actions; regulars hear of it from the club.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import write_to_facilitator
from loim.clubs.actions.telling import tell_changes
from loim.clubs.models import ClubMeeting, Facilitator
from loim.clubs.permissions import may_run_club
from loim.clubs.queries.meeting_texts import topic_title, topic_translations
from loim.common.refusals import Refusal
from loim.events.actions.pages.page_of_event import PAGE_FIELDS, EventPage, PartnerFacts
from loim.events.actions.recording import EventFacts, edit_event
from loim.events.actions.steps import cancel_event, reopen_event
from loim.events.models import Event, EventStatus
from loim.people.models import User

_NO_FIELDS = {"cancel_reason"}


@dataclass(frozen=True)
class MeetingFacts:
    day: date
    start_time: time
    end_time: time
    place: str
    address: str = ""
    topic: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facilitator: Facilitator | None = None


class MeetingGone(Refusal):
    message = _("This meeting was removed meanwhile. Look at the list of meetings.")


class NotAFacilitator(Refusal):
    message = _("This person does not lead the club any more. Choose somebody else.")


class NothingToHandOver(Refusal):
    message = _("This meeting is over or cancelled, so nobody else needs to lead it.")


def change_meeting(
    *, meeting: ClubMeeting, facts: MeetingFacts, seen: str = "", by: User, now: datetime
) -> ClubMeeting:
    """From now on the rule leaves it alone. Regulars hear of another time or place, whoever
    leads it now of that. Refused: as by the events' `edit_event`; NotAFacilitator, MeetingGone.
    """
    with at_the_desk(meeting.club_id) as club:
        if not may_run_club(by, club):
            raise PermissionDenied
        current, event = _with_event(meeting)
        _check_facilitator(current, facts.facilitator)
        is_new_leader = facts.facilitator is not None and (
            facts.facilitator.pk != current.facilitator_id
        )
        current.topic, current.translations = facts.topic, dict(facts.translations)
        current.facilitator = facts.facilitator
        current.is_by_hand = True
        current.save()
        edit_event(
            event=event,
            facts=_facts_of(event, facts, topic_title(club, current)),
            page=_page_of(current, event, facts),
            seen=seen,
            by=by,
            now=now,
        )
        if is_new_leader and facts.facilitator is not None and event.start_date >= localdate(now):
            event.refresh_from_db()
            write_to_facilitator(facts.facilitator, "club_yours", event=event, meeting=current)
        tell_changes(club_id=club.pk, now=now)
    return current


def cancel_meeting(*, meeting: ClubMeeting, why: str, by: User, now: datetime) -> None:
    """`why` stands on the page and in the letters. Refused: as by the events' `cancel_event`."""
    with at_the_desk(meeting.club_id):
        _current, event = _with_event(meeting)
        cancel_event(event=event, why=why, by=by, now=now)
        tell_changes(club_id=meeting.club_id, now=now)


def reopen_meeting(*, meeting: ClubMeeting, by: User, now: datetime) -> None:
    """It takes place after all. Refused: as by the events' `reopen_event`."""
    with at_the_desk(meeting.club_id):
        _current, event = _with_event(meeting)
        reopen_event(event=event, by=by, now=now)
        tell_changes(club_id=meeting.club_id, now=now)


def hand_over(
    *, meeting: ClubMeeting, to: Facilitator, by: Facilitator | User, now: datetime
) -> ClubMeeting:
    """Somebody else of the club's facilitators leads it, and is written to. A facilitator may,
    by their link, hand over what they or nobody in particular leads; or take a meeting over.

    Refused: NotAFacilitator, NothingToHandOver, PermissionDenied.
    """
    with at_the_desk(meeting.club_id) as club:
        if isinstance(by, User):
            if not may_run_club(by, club):
                raise PermissionDenied
        elif by.club_id != club.pk or by.left_at is not None:
            raise PermissionDenied
        current, event = _with_event(meeting)
        _check_facilitator(current, to)
        if event.status != EventStatus.PUBLISHED or event.start_date < localdate(now):
            raise NothingToHandOver
        if current.facilitator_id == to.pk:
            return current
        current.facilitator = to
        current.is_by_hand = True
        current.save()
        to.club = club
        if not (isinstance(by, Facilitator) and by.pk == to.pk):
            write_to_facilitator(to, "club_yours", event=event, meeting=current)
    return current


def _with_event(meeting: ClubMeeting) -> tuple[ClubMeeting, Event]:
    current = ClubMeeting.objects.select_related("club").filter(pk=meeting.pk).first()
    if current is None or current.event_id is None:
        raise MeetingGone
    event = Event.objects.select_related("organiser", "activity__programme", "series").get(
        pk=current.event_id
    )
    return current, event


def _check_facilitator(meeting: ClubMeeting, wanted: Facilitator | None) -> None:
    if wanted is None:
        return
    is_one = Facilitator.objects.filter(pk=wanted.pk, club=meeting.club_id, left_at=None).exists()
    if not is_one:
        raise NotAFacilitator


def _facts_of(event: Event, facts: MeetingFacts, title: str) -> EventFacts:
    return EventFacts(
        title=title,
        kind=event.kind,
        scope=event.scope,
        start_date=facts.day,
        end_date=facts.day,
        organiser=event.organiser,
        activity=event.activity,
        place=facts.place,
        summary=event.summary,
    )


def _page_of(meeting: ClubMeeting, event: Event, facts: MeetingFacts) -> EventPage:
    """As it was, but for what was changed here."""
    said = {name: getattr(event, name) for name in PAGE_FIELDS if name not in _NO_FIELDS}
    titles = topic_translations(meeting.club, meeting, texts=())
    kept = {
        language: {name: text for name, text in texts.items() if name != "title"}
        for language, texts in event.translations.items()
    }
    translations = {
        language: {**kept.get(language, {}), **titles.get(language, {})}
        for language in {*kept, *titles}
    }
    return EventPage(
        **{
            **said,
            "start_time": facts.start_time,
            "end_time": facts.end_time,
            "address": facts.address,
            "languages": tuple(event.languages),
            "audiences": tuple(event.audiences),
            "translations": {language: texts for language, texts in translations.items() if texts},
            "partners": tuple(
                PartnerFacts(role=partner.role, organisation=partner.organisation)
                for partner in event.partners.select_related("organisation").order_by(
                    "position", "pk"
                )
            ),
        }
    )
