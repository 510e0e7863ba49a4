"""The club's rule becomes events, made ahead: by a job each night, and when the rule is saved.

Set-based and safe to run again. What was held, changed by hand, cancelled, or counted on by
somebody stays as it is; the rule only makes, rewrites and takes back what it made itself.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import uuid5

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate, localtime

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.logic.quarters import planned_until
from loim.clubs.logic.recurrence import meeting_days
from loim.clubs.models import Club, ClubMeeting, ClubRule, ClubStatus, Visit
from loim.clubs.queries.meeting_texts import told_of, topic_title, topic_translations
from loim.clubs.queries.timetable import rule_of
from loim.events.models import (
    Event,
    EventKind,
    EventScope,
    EventStatus,
    Invitee,
    Material,
    Registration,
    RegistrationSettings,
    Session,
)
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

# The event's texts that are the club's own.
_TEXTS = ("description", "target_group", "accessibility")


@dataclass(frozen=True)
class Planned:
    """`left` are meetings that the rule does not want any more and yet did not touch."""

    made: int = 0
    changed: int = 0
    removed: int = 0
    left: list[date] = field(default_factory=list)


def plan_club(*, club: Club, by: User | None, now: datetime) -> Planned:
    """Refused: Busy; PeriodLocked where a reported period lies ahead."""
    programmes = [club.activity.programme] if club.activity else []
    with (
        record_change(by=by, now=now, step="plan", programmes=programmes),
        at_the_desk(club.pk) as current,
    ):
        return plan_at_the_desk(current, by=by, now=now)


def plan_at_the_desk(club: Club, *, by: User | None, now: datetime) -> Planned:
    """Inside the caller's `record_change` and `at_the_desk`."""
    found = rule_of(club)
    if found is None:
        return Planned()
    row, rule = found
    today = localdate(now)
    wanted: set[date] = set()
    if club.status == ClubStatus.OPEN:
        wanted = set(meeting_days(rule, today, planned_until(today, rule.quarters)))
        if row.start_time <= localtime(now).time():
            wanted.discard(today)  # too late for today
    own, others = _coming(club, today, row.start_time, now)
    gone = [meeting for meeting in own if meeting.day not in wanted]
    kept = [meeting for meeting in own if meeting.day in wanted]
    occupied = {meeting.day for meeting in [*own, *others]}
    _remove(gone)
    return Planned(
        made=_make(club, row, sorted(wanted - occupied), by, now),
        changed=_rewrite(club, row, kept, now),
        removed=len(gone),
        left=sorted(
            meeting.day
            for meeting in others
            if meeting.day not in wanted
            and meeting.event is not None
            and meeting.event.status == EventStatus.PUBLISHED
        ),
    )


def _coming(
    club: Club, today: date, start: time, now: datetime
) -> tuple[list[ClubMeeting], list[ClubMeeting]]:
    """Those to come that the rule may change, and the others. One query."""
    mine = ClubMeeting.objects.filter(club=club).filter(
        Q(day__gte=today) | Q(event__start_date__gte=today)
    )
    about = {"event": OuterRef("event")}
    meetings = mine.select_related("event").annotate(
        is_counted_on=Exists(Visit.objects.filter(meeting=OuterRef("pk")))
        | Exists(Registration.objects.filter(**about))
        | Exists(Invitee.objects.filter(**about))
        | Exists(Session.objects.filter(**about))
        | Exists(Material.objects.filter(**about))
        | Exists(RegistrationSettings.objects.filter(**about))
    )
    own: list[ClubMeeting] = []
    others: list[ClubMeeting] = []
    for meeting in meetings.order_by("day"):
        (own if _is_the_rules_own(meeting, now) else others).append(meeting)
    return own, others


def _is_the_rules_own(meeting: Any, now: datetime) -> bool:
    event = meeting.event
    return (
        event is not None
        and event.status == EventStatus.PUBLISHED
        and not meeting.is_by_hand
        and not meeting.is_counted_on
        and meeting.recorded_at is None
        and event.changed_at == meeting.event_changed_at
        and not _has_begun(event, now)
    )


def _has_begun(event: Event, now: datetime) -> bool:
    begins = (event.start_date, event.start_time or time())
    return begins <= (localdate(now), localtime(now).time())


def _remove(meetings: list[ClubMeeting]) -> None:
    events = [meeting.event_id for meeting in meetings]
    ClubMeeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).delete()
    Event.objects.filter(pk__in=[key for key in events if key]).delete()


def _make(club: Club, rule: ClubRule, days: list[date], by: User | None, now: datetime) -> int:
    events = Event.objects.bulk_create(
        [
            Event(
                kind=EventKind.CONVERSATION_CLUB,
                scope=EventScope.MUNICIPAL,
                status=EventStatus.PUBLISHED,
                published_at=now,
                start_date=day,
                end_date=day,
                # The same evening has the same UID in every calendar, whenever it was made.
                calendar_uid=uuid5(club.calendar_uid, day.isoformat()),
                recorded_by=by,
                recorded_at=now,
                **event_fields(club, rule),
            )
            for day in days
        ]
    )
    ClubMeeting.objects.bulk_create(
        [
            ClubMeeting(
                club=club,
                event=event,
                day=event.start_date,
                event_changed_at=event.changed_at,
                told=told_of(event),
            )
            for event in events
        ]
    )
    return len(events)


def _rewrite(club: Club, rule: ClubRule, meetings: list[ClubMeeting], now: datetime) -> int:
    """The number of those whose time or place is another one now."""
    wanted = event_fields(club, rule)
    events: list[Event] = []
    changed: list[ClubMeeting] = []
    retold = 0
    for meeting in meetings:
        event = meeting.event
        if event is None or all(getattr(event, name) == wanted[name] for name in wanted):
            continue
        for name, value in wanted.items():
            setattr(event, name, value)
        event.changed_at = meeting.event_changed_at = now
        retold += told_of(event) != meeting.told
        meeting.told = told_of(event)
        events.append(event)
        changed.append(meeting)
    if events:
        Event.objects.bulk_update(events, [*wanted, "changed_at"])
        ClubMeeting.objects.bulk_update(changed, ["event_changed_at", "told"])
    return retold


def event_fields(club: Club, rule: ClubRule) -> dict[str, Any]:
    """What every meeting of the club says."""
    return {
        "title": topic_title(club, None),
        "translations": topic_translations(club, None, texts=_TEXTS),
        "language": club.language,
        "languages": club.languages,
        "audiences": club.audiences,
        "start_time": rule.start_time,
        "end_time": rule.end_time,
        "place": club.place,
        "address": club.address,
        "place_municipality_id": club.place_municipality_id,
        "contact_email": club.contact_email,
        "organiser_id": club.organisation_id,
        "activity_id": club.activity_id,
        **{name: getattr(club, name) for name in _TEXTS},
    }
