"""Who of the members was there: from check-in by itself, put right by hand."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate

from loim.networks.actions.meetings.minutes_desk import minutes_change
from loim.networks.actions.meetings.refusals import MinutesNotOpen, NotYet
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models import Meeting, Presence, PresenceState
from loim.networks.queries.meetings.presence import Gathering, gathering_of
from loim.people.models import User


def save_presence(
    *, meeting: Meeting, states: Mapping[int, str], by: User, now: datetime
) -> Gathering:
    """`states` by member; empty is 'not known'. What says the same as check-in stays check-in's.

    Refused: MinutesNotOpen once they are approved, NotYet, PermissionDenied.
    """
    with minutes_change(meeting=meeting, step=None, by=by, now=now) as current:
        if current.state == MinutesState.APPROVED:
            raise MinutesNotOpen
        if current.event.start_date > localdate(now):
            raise NotYet(day=date_format(current.event.start_date, "SHORT_DATE_FORMAT"))
        before = {one.member.pk: one for one in gathering_of(current).attendees}
        for member, state in states.items():
            one = before.get(member)
            if one is None or one.state == state:
                continue
            if state:
                Presence.objects.update_or_create(
                    meeting=current, member=one.member,
                    defaults={"state": PresenceState(state), "is_by_hand": True},
                )  # fmt: skip
            else:
                current.presences.filter(member=one.member).delete()
        return settle_presence(current)


def settle_presence(meeting: Meeting) -> Gathering:
    """Write down what check-in says, so that it outlasts the event's participants. Inside the
    caller's transaction, minutes not approved."""
    gathering = gathering_of(meeting)
    known = {row.member_id: row for row in meeting.presences.all()}
    Presence.objects.bulk_create(
        Presence(meeting=meeting, member=one.member, state=one.state)
        for one in gathering.attendees
        if one.state and one.member.pk not in known
    )
    for one in gathering.attendees:
        row = known.get(one.member.pk)
        if row is not None and one.state and row.state != one.state:
            row.state = one.state
            row.save(update_fields=["state"])
    return gathering
